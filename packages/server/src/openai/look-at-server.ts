// Finds out what a server is and which models it has.
import type { FoundServer, ServerAddress, ServerModel } from "../model/model-server.ts";
import type { Flavour, ListedModel } from "./flavour/flavour.ts";
import { flavourNamed, recognise } from "./flavour/flavours.ts";
import { createLook } from "./flavour/look.ts";
import { hostThatTextLeavesTo, placeOf, readServerUrl } from "./server-address.ts";
import { ServerFailure } from "./server-failure.ts";
import { type PeerParts, ServerPeer } from "./server-peer.ts";

const MAX_MODELS = 200;
const MAX_ID_CHARACTERS = 200;

/** `undefined` for one of the usual ports where no model server answers. */
export async function lookAtServer(
  parts: Omit<PeerParts, "start">,
  patienceMs: number,
): Promise<FoundServer | undefined> {
  const read = readServerUrl(parts.address.url);
  if (read.status === "invalid") {
    const { reason, remedy } = read;
    return { address: parts.address, name: parts.address.url, models: [], problem: { reason, remedy } };
  }
  const address = { ...parts.address, url: read.url };
  const peer = new ServerPeer({ ...parts, address, start: "Start it, then look again." });
  const look = createLook(peer, patienceMs);
  const found = await recognise(look);
  if (found !== undefined) return foundServer(address, found.flavour, found.models);
  const failure = await look.need("models").then(() => NO_LIST, asFailure);
  const isLoading = failure.words.isLoading === true;
  // At a usual port anything may listen that is none of our business.
  if (!address.isAdded && !isLoading) return undefined;
  return { ...foundServer(address, flavourNamed(isLoading ? "llama-server" : ""), []), problem: failure.toProblem() };
}

const NO_LIST = new ServerFailure({
  reason: "does not answer like a model server",
  remedy: "Check its address: it ends where the API begins, usually with /v1.",
});

const asFailure = (error: unknown): ServerFailure => (error instanceof ServerFailure ? error : NO_LIST);

function foundServer(address: ServerAddress, flavour: Flavour, listed: readonly ListedModel[]): FoundServer {
  const place = placeOf(address.url);
  const name = flavour.name === "" ? place : flavour.name;
  const host = hostThatTextLeavesTo(address.url);
  const leavesTo = host === undefined ? {} : { leavesTo: host };
  const plain = listed.filter((model) => isPlain(model.name)).slice(0, MAX_MODELS);
  const byId = new Map<string, ServerModel>();
  for (const model of plain) {
    const id = idOf(place, model.name);
    byId.set(id, { ...leavesTo, ...model, id, address, server: name });
  }
  const models = [...byId.values()];
  const problem = { reason: "has no models", remedy: flavour.fetch("NAME") };
  return { address, name, ...leavesTo, models, ...(models.length === 0 && { problem }) };
}

const isPlain = (name: string): boolean => name !== "" && !/\p{Cc}/u.test(name);

/** Of a long name, such as a path, the end tells most. */
function idOf(place: string, name: string): string {
  const head = `server/${place}/`;
  const room = Math.max(0, MAX_ID_CHARACTERS - head.length);
  return `${head.slice(0, MAX_ID_CHARACTERS)}${name.length > room ? name.slice(name.length - room) : name}`;
}
