// The order in which models are tried when nobody asked for one, by the rules of docs/models.md.
import type { Candidate } from "../../engine/router.ts";
import type { Entry } from "./entry.ts";

/** Above it a model answers too slowly on most machines to be chosen without being asked for. */
const COMFORTABLE_PARAMETERS = 9e9;
/** A person wants to know why the best did not answer, not why each of hundreds did not. */
const MAX_EXPLAINED = 3;
/** What a route may have as an id or a name. */
const MAX_TEXT = 200;

/** What a model can be, best first, and why one of that kind is chosen. Without a reason it is only taken when asked for. */
const KINDS = {
  loaded: "because it is loaded",
  loading: "because it is being loaded",
  "loaded by a server": "because its server has it in memory",
  served: "because its server runs already",
  file: "because it was found on this machine and fits its memory",
  "file that only continues": "because it fits memory, though it was not trained to chat",
  hindered: "because it was found on this machine",
  elsewhere: undefined,
  embedding: undefined,
} as const;
type Kind = keyof typeof KINDS;
const ORDER = Object.keys(KINDS);

/** A model that crashed keeps its place, so that whoever gets another answer is told why. */
function kindOf({ info, obstacle, isInstruct }: Entry): Kind {
  if (info.kind === "embedding") return "embedding";
  if (info.leavesTo !== undefined) return "elsewhere";
  if (obstacle !== undefined && info.state !== "crashed") return "hindered";
  if (info.runtime === "server") return info.state === "loaded" ? "loaded by a server" : "served";
  if (info.state === "loaded" || info.state === "loading") return info.state;
  return isInstruct ? "file" : "file that only continues";
}

/** The largest comfortable one first, then the smallest of those above. */
function sizeRank({ info: { parameters = 0 } }: Entry): number {
  return parameters <= COMFORTABLE_PARAMETERS ? -parameters : parameters;
}

/** Best first. */
export function byPreference(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted(
    (a, b) =>
      ORDER.indexOf(kindOf(a)) - ORDER.indexOf(kindOf(b)) ||
      sizeRank(a) - sizeRank(b) ||
      (a.info.name < b.info.name ? -1 : Number(a.info.name > b.info.name)),
  );
}

/** As the router takes them, in the given order. */
export function toCandidates(entries: readonly Entry[]): readonly Candidate[] {
  let explained = 0;
  return entries.map((entry): Candidate => {
    const { info, obstacle } = entry;
    const { id, name, leavesTo } = info;
    const merit = KINDS[kindOf(entry)];
    const isTold = merit !== undefined && (obstacle === undefined || (explained += 1) <= MAX_EXPLAINED);
    return {
      id,
      name,
      kind: "model",
      ...(leavesTo !== undefined && { leavesTo }),
      ...(isTold && { merit }),
      ...(obstacle !== undefined && { obstacle }),
    };
  });
}

/** Stands for a model that somebody wishes for and that is not there, so that he is told why another one answers. */
export const missingCandidate = (name: string): Candidate => ({
  id: `missing/${name}`.slice(0, MAX_TEXT),
  name: name.slice(0, MAX_TEXT),
  kind: "model",
  obstacle: {
    reason: "is not among the models of this machine now",
    remedy: "Start the server that has it, look where its file is, or name another one.",
  },
});
