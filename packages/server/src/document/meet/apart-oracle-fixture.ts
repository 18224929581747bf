// What two people who write apart do to a text of words that each come once, and what has to be told of it: known by whoever made the edits up, from
// the numbers of the lines and words that they touch, and from nothing else.

/** Uniform over the whole numbers below `limit`. */
export type Draw = (limit: number) => number;

/** Words `first` to `last` of a line, both included; an insertion is between `last` and `first`, which then is one more. */
interface Touch {
  readonly line: number;
  readonly first: number;
  readonly last: number;
}

export interface WordEdit extends Touch {
  readonly kind: "insert" | "delete" | "replace" | "append" | "drop";
  /** What is put there: unique words. */
  readonly token: string;
}

/** `must`: the same words, or one point. `beside`: at most one word between. `either`: nobody minds, or only when it went wrong. */
export type Verdict = "must" | "beside" | "either" | "apart";

export interface ApartCase {
  readonly lines: readonly (readonly string[])[];
  readonly mine: readonly WordEdit[];
  readonly theirs: readonly WordEdit[];
}

export function makeCase(draw: Draw): ApartCase {
  const lines = Array.from({ length: 3 + draw(12) }, (_, line) =>
    draw(8) === 0 ? [] : Array.from({ length: 3 + draw(10) }, (__, word) => `w${line}x${word}e`),
  );
  return { lines, mine: makeEdits(draw, lines, "m"), theirs: makeEdits(draw, lines, "t") };
}

function makeEdits(draw: Draw, lines: ApartCase["lines"], mark: string): WordEdit[] {
  const edits: WordEdit[] = [];
  const wanted = 1 + draw(6);
  for (let i = 0; i < wanted; i += 1) {
    const edit = makeEdit(draw, lines, `${mark}${i}`);
    if (edit !== undefined && edits.every((other) => !disturbs(edit, other))) edits.push(edit);
  }
  return edits;
}

function makeEdit(draw: Draw, lines: ApartCase["lines"], token: string): WordEdit | undefined {
  const line = draw(lines.length);
  const { length } = lines[line] ?? [];
  const end = { line, first: length, last: length - 1 };
  const kind = (["insert", "delete", "replace", "replace", "append", "drop"] as const)[draw(6)];
  if (kind === "append") return { kind, token: `${token}a ${token}b`, ...end };
  if (kind === undefined || length === 0) return undefined;
  if (kind === "drop") return { kind, token: "", line, first: 0, last: length - 1 };
  const first = draw(length);
  if (kind === "insert") return { kind, token, line, first: first + 1, last: first };
  const last = Math.min(length - 1, first + draw(3));
  if (kind === "delete" && first === 0 && last === length - 1) return undefined;
  return { kind, token: kind === "delete" ? "" : `${token} ${token}z`, line, first, last };
}

/** Whether two edits of one person would be one: nobody could say then which words each of them is at. */
const disturbs = (a: WordEdit, b: WordEdit): boolean =>
  a.line === b.line && (a.kind === "drop" || b.kind === "drop" || between(a, b) < 1);

/** How many words are between two; less than none: they share some. */
const between = (a: Touch, b: Touch): number => Math.max(b.first - a.last, a.first - b.last) - 1;

export function verdictOf(a: WordEdit, b: WordEdit): Verdict {
  if (a.line !== b.line) return "apart";
  if (a.kind === "append" && b.kind === "append") return "must";
  if (a.kind === "drop" && b.kind === "drop") return "either";
  if (a.kind === "drop" || b.kind === "drop") return "must";
  const words = between(a, b);
  // A line that is put behind another one is no change of that; but words that come at its end are put at the same point.
  if (a.kind === "append" || b.kind === "append") return words === 0 ? "either" : "apart";
  if (a.first === b.first && a.last === b.last) return a.kind === "delete" && b.kind === "delete" ? "either" : "must";
  if (words < 0) return "must";
  return words <= 1 ? "beside" : "apart";
}

export const textOfCase = ({ lines }: ApartCase): string => lines.map((words) => `${words.join(" ")}\n`).join("");

/** What an edit replaces in the text, in UTF-16 units. */
export function placeOf({ lines }: ApartCase, edit: WordEdit): { from: number; to: number; insert: string } {
  const start = lines.slice(0, edit.line).reduce((sum, words) => sum + words.join(" ").length + 1, 0);
  const words = lines[edit.line] ?? [];
  const before = (word: number): number =>
    start + words.slice(0, word).reduce((sum, { length }) => sum + length + 1, 0);
  const end = start + words.join(" ").length;
  const behind = (word: number): number => before(word) + (words[word]?.length ?? 0);
  const { kind, token, first, last } = edit;
  if (kind === "append") return { from: end, to: end, insert: `\n${token}` };
  if (kind === "drop") return { from: start, to: end + 1, insert: "" };
  if (kind === "insert") return { from: behind(last), to: behind(last), insert: ` ${token}` };
  if (kind === "replace") return { from: before(first), to: behind(last), insert: token };
  // With the blank behind it; at the end of a line with the one before it.
  const isLast = last + 1 === words.length;
  return { from: isLast ? behind(first - 1) : before(first), to: isLast ? end : before(last + 1), insert: "" };
}
