// Model servers: those at the usual loopback ports, and those that a person added.
import type { Runtime } from "@nomous/protocol";
import type { FoundServer, ModelServers, ServerAddress, ServerModel } from "../model/model-server.ts";
import { flavourNamed } from "./flavour/flavours.ts";
import { lookAtServer } from "./look-at-server.ts";
import { placeOf, readServerUrl, USUAL_PORTS, usualAddresses, type UsualPorts } from "./server-address.ts";
import type { Patience, ServedModel } from "./served-model.ts";
import { createServerChatModel } from "./server-chat-model.ts";
import { createServerEmbeddingModel } from "./server-embedding-model.ts";
import { ServerPeer } from "./server-peer.ts";

export interface ModelServersParts {
  readonly runtime: Runtime;
  /** Has the keys of servers, and `OLLAMA_HOST`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where servers are looked for on this machine. */
  readonly ports?: UsualPorts;
  readonly patience?: Partial<Patience>;
}

/** A port on this machine answers at once or not at all, unless the machine is busy, and a model is what keeps it busy. */
const HERE_MS = 2_000;

const PATIENCE: Patience = { lookMs: 5_000, firstMs: 300_000, silenceMs: 60_000 };

/** Asks servers that speak the OpenAI API. Nothing but loopback and the added addresses is contacted. */
export function createModelServers({ runtime, env, ports = USUAL_PORTS, ...parts }: ModelServersParts): ModelServers {
  const { clock } = runtime;
  const patience = { ...PATIENCE, ...parts.patience };
  const usual = distinct(usualAddresses(ports, env));
  const learned = new Map<string, number>();
  const served = (model: ServerModel): ServedModel => {
    const { address } = model;
    const flavour = flavourNamed(model.server);
    const server = flavour.name === "" ? model.server : `${flavour.name} at ${placeOf(address.url)}`;
    return {
      clock,
      peer: new ServerPeer({ clock, env, address, start: flavour.start }),
      flavour,
      model,
      server,
      patience,
    };
  };
  return {
    usual,
    async probe(added) {
      const looks = distinct([...added, ...usual]).map((address) =>
        lookAtServer({ clock, env, address }, address.isAdded ? patience.lookMs : HERE_MS),
      );
      return (await Promise.all(looks)).filter((found): found is FoundServer => found !== undefined);
    },
    chat: (model) => createServerChatModel(served(model), learned),
    embedding: (model) => createServerEmbeddingModel(served(model)),
  };
}

/** The first of those that are one server. */
function distinct(addresses: readonly ServerAddress[]): readonly ServerAddress[] {
  const byPlace = new Map<string, ServerAddress>();
  for (const address of addresses) {
    const read = readServerUrl(address.url);
    const place = read.status === "valid" ? placeOf(read.url) : address.url;
    if (!byPlace.has(place)) byPlace.set(place, address);
  }
  return [...byPlace.values()];
}
