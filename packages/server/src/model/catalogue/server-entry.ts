import type { ModelInfo } from "@nomous/protocol";
import { placeOf, readServerUrl } from "../../openai/server-address.ts";
import { EMBEDS, type Entry, type Moment } from "./entry.ts";
import type { FoundServer, ServerModel } from "../model-server.ts";

/** The models of one server; of an added one that offers none, the server itself, so that it can be seen and taken off the list. */
export function serverEntries(server: FoundServer, moment: Moment): readonly Entry[] {
  if (server.models.length === 0 && server.address.isAdded) return [awayEntry(server, moment)];
  return server.models.map((model) => modelEntry(model, server, moment));
}

function modelEntry(model: ServerModel, server: FoundServer, moment: Moment): Entry {
  const info: ModelInfo = {
    ...facts(server, model.id, moment),
    name: model.name,
    kind: model.kind,
    leavesTo: model.leavesTo ?? server.leavesTo,
    fileBytes: model.fileBytes,
    parameters: model.parameters,
    quantisation: model.quantisation,
    contextTokens: model.contextTokens ?? model.trainedTokens,
    canSee: model.canSee,
    state: model.isLoaded === true ? "loaded" : "ready",
  };
  return { info, isInstruct: true, obstacle: model.kind === "embedding" ? EMBEDS : undefined };
}

function awayEntry(server: FoundServer, moment: Moment): Entry {
  const { reason, remedy } = server.problem ?? { reason: "offers no models", remedy: "Look again when it has some." };
  const info: ModelInfo = {
    ...facts(server, `server/${serverPlace(server)}`, moment),
    name: server.name,
    kind: "chat",
    canSee: false,
    state: "away",
    why: reason,
    remedy,
  };
  return { info, isInstruct: true, obstacle: { reason, remedy } };
}

const facts = (server: FoundServer, id: string, { choice }: Moment) =>
  ({
    id,
    source: serverName(server),
    runtime: "server",
    url: server.address.url,
    leavesTo: server.leavesTo,
    owner: "tool",
    isAdded: server.address.isAdded,
    isDefault: id === choice,
  }) as const;

/** "Ollama at 127.0.0.1:11434" */
export function serverName(server: FoundServer): string {
  const place = serverPlace(server);
  return server.name === place ? place : `${server.name} at ${place}`;
}

/** Host and port, as the ids of its models have them. */
function serverPlace({ address: { url } }: FoundServer): string {
  const read = readServerUrl(url);
  return read.status === "valid" ? placeOf(read.url) : url;
}
