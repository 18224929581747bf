// What a person is told of two edits that met, wherever it is told.
import { commandLine } from "../../experiment/command-line.ts";
import { quote } from "../quote.ts";
import type { OpenConflict } from "./review-facts.ts";

const KINDS: ReadonlyMap<string, string> = new Map([
  ["overlap", "both changed the same words"],
  ["adjacent", "they changed words beside each other"],
  ["delete", "one removed what the other changed"],
  ["move", "one moved what the other changed"],
  ["structure", "both made the same heading, or the same task or requirement"],
]);

/** What happened, as a clause: "both changed the same words". Empty for a kind that nobody here knows. */
export const conflictClause = (kind: string): string => KINDS.get(kind) ?? "";

/** The end of an id: conflicts that were found together begin alike. */
export const shortConflictId = (id: string): string => id.slice(-8);

/** What happened, and how to go on. `path` is the document's, relative to the workspace. */
export function openConflictWords({ about, kind, people, place, id }: OpenConflict, path: string): string {
  const where = about === "" ? "" : ` in ${quote(about)}`;
  const clause = conflictClause(kind);
  const what = `${who(people)} met${where}${clause === "" ? "" : `: ${clause}`}.`;
  const argv = ["nomous", "conflicts", ...(id === "" ? [path] : ["resolve", path, shortConflictId(id)])];
  const command = `${commandLine(argv)}${id === "" ? "" : " --keep merged|mine|theirs"}`;
  return `${what} Nobody has decided between them (${place}). Open the document in the browser and choose, or: \`${command}\`.`;
}

function who(people: OpenConflict["people"]): string {
  if (people === null) return "Two edits";
  const [mine, theirs] = people.map(unquoted);
  return mine === theirs ? `Two edits of ${mine}` : `Edits of ${mine} and of ${theirs}`;
}

/** A name may be anything that somebody wrote into the line. */
const unquoted = (name: string): string => quote(name).slice(1, -1);
