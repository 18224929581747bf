// Which sections of a document are not what they were, by their headings, so that whoever approves again knows what to read.
import { parseMarkdown } from "../text/markdown.ts";

export interface ChangedSections {
  /** Headings in the order of the later text; what stands before the first one is "the beginning", what stands above all "the front matter". */
  readonly changed: readonly string[];
  readonly added: readonly string[];
  /** In the order of the earlier text. */
  readonly removed: readonly string[];
}

/** Line ends and a byte order mark are no difference. A section with another heading is one that was removed and one that was added. */
export function changedSections(before: string, after: string): ChangedSections {
  const [old, now] = [piecesOf(before), piecesOf(after)];
  const keys = [...now.keys()];
  return {
    changed: titles(now, (key) => old.has(key) && old.get(key)?.words !== now.get(key)?.words),
    added: titles(now, (key) => !old.has(key)),
    removed: titles(old, (key) => !keys.includes(key)),
  };
}

interface Piece {
  readonly title: string;
  readonly words: string;
}

const titles = (pieces: ReadonlyMap<string, Piece>, isWanted: (key: string) => boolean): string[] =>
  [...pieces].filter(([key]) => isWanted(key)).map(([, { title }]) => title);

/** Each heading with what stands directly under it; several of one name below one another are told apart by their number. */
function piecesOf(written: string): Map<string, Piece> {
  const markdown = parseMarkdown(written.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n"));
  const { text, frontMatter, sections, bodyFrom } = markdown;
  const pieces = new Map<string, Piece>();
  const add = (title: string, from: number, to: number): void => {
    let key = title;
    for (let copy = 2; pieces.has(key); copy += 1) key = `${title} ${copy}`;
    pieces.set(key, { title, words: text.slice(from, to) });
  };
  if (frontMatter !== null) add("the front matter", 0, frontMatter.to);
  const first = sections[0]?.from ?? text.length;
  if (text.slice(bodyFrom, first).trim() !== "") add("the beginning", bodyFrom, first);
  for (const { heading, own } of sections) add(`"${heading.title}"`, heading.from, own.to);
  return pieces;
}

const MOST_TOLD = 4;

/** `changed since: "Goals", the front matter; added: "Risks"`, or null when only what no approval signs differs. Without full stop. */
export function changedWords({ changed, added, removed }: ChangedSections): string | null {
  const told = [
    ["changed since", changed],
    ["added", added],
    ["removed", removed],
  ] as const;
  const words = told.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${listed(names)}`);
  return words.length === 0 ? null : words.join("; ");
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_TOLD;
  return more <= 0 ? names.join(", ") : `${names.slice(0, MOST_TOLD).join(", ")} and ${more} more`;
}
