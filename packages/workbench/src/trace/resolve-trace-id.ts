// What a person means by a few letters: a whole id, a task alone, the name of a document, the beginning of a commit.
import { nearestWord } from "../data/nearest-word.ts";
import { namesOfDocument } from "./task-names.ts";
import type { TraceGraph, TraceNode } from "./trace.ts";

export type ResolvedTrace =
  | { readonly status: "found"; readonly node: TraceNode }
  /** `message` says why, and what to write instead. */
  | { readonly status: "none" | "several"; readonly message: string };

const SHORTEST = 4;
const MOST_TOLD = 6;

export function resolveTraceId({ nodes }: TraceGraph, wanted: string): ResolvedTrace {
  const text = wanted.trim();
  const exact = nodes.find(({ id }) => id === text);
  if (exact !== undefined) return { status: "found", node: exact };
  const key = text.toLowerCase().replace(/^\.\//, "");
  const named = nodes.map((node) => ({ node, names: namesOf(node) }));
  const searches: readonly ((names: readonly string[], node: TraceNode) => boolean)[] = [
    (names) => names.includes(key),
    (_, { id, kind }) => kind === "commit" && key.length >= SHORTEST && id.startsWith(key),
    // Letters of a document's name mean the document, and not all that stands in it.
    (names) =>
      key.length >= SHORTEST &&
      names.some((name) => name.includes("#") === key.includes("#") && (name.startsWith(key) || name.endsWith(key))),
  ];
  for (const isMeant of searches) {
    const found = named.filter(({ node, names }) => isMeant(names, node));
    const [first, second] = found;
    if (first !== undefined && second === undefined) return { status: "found", node: first.node };
    if (first !== undefined)
      return several(
        text,
        found.map(({ node }) => node.id),
      );
  }
  const near = nearestWord(key, new Set(named.flatMap(({ names }) => names)));
  const meant = named.find(({ names }) => near !== undefined && names.includes(near));
  return {
    status: "none",
    message: `Nothing here is called "${text}".${meant === undefined ? "" : ` Did you mean ${meant.node.id}?`}`,
  };
}

function several(text: string, ids: readonly string[]): ResolvedTrace {
  const told = ids.slice(0, MOST_TOLD).join(", ");
  const more = ids.length > MOST_TOLD ? `, and ${ids.length - MOST_TOLD} more` : "";
  return { status: "several", message: `"${text}" may be ${told}${more}. Write more of it.` };
}

/** In lower case: the document's names, and for a part of it those with the part, and the part alone. */
function namesOf({ id, kind }: TraceNode): readonly string[] {
  if (kind === "commit") return [id];
  const [path = "", fragment] = id.toLowerCase().split("#");
  const documents = namesOfDocument(path);
  return fragment === undefined ? documents : [...documents.map((name) => `${name}#${fragment}`), fragment];
}
