// What people do to one text while they do not see each other, drawn before anybody does it: so what must meet is known from the plan alone. Places
// are those of the text that all begin with, in which no word occurs twice.
import type { SeededRandom } from "@nomous/testkit";

/** `words` counts from 0 within the line; `at` is the gap before that word. The text that comes in is one token, or a line that begins with it. */
export type PlannedEdit = { readonly token: string; readonly line: number } & (
  | { readonly type: "replace" | "delete"; readonly words: readonly [first: number, last: number] }
  | { readonly type: "insert"; readonly at: number }
  /** The whole line. */
  | { readonly type: "cut" }
  /** A line of its own below. */
  | { readonly type: "add" }
);

export interface AbsencePlan {
  readonly lines: readonly (readonly string[])[];
  /** One list for each person, in the order in which they do it. */
  readonly edits: readonly (readonly PlannedEdit[])[];
}

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

const word = (random: SeededRandom, first: string): string =>
  first + Array.from({ length: 7 }, () => LETTERS[random.int(LETTERS.length)]).join("");

export const textOf = (lines: AbsencePlan["lines"]): string => lines.map((words) => `${words.join(" ")}\n`).join("");

export function planAbsence(random: SeededRandom, people: number): AbsencePlan {
  const lines = Array.from({ length: random.between(6, 14) }, (_, i) =>
    i % 4 === 0
      ? ["##", word(random, "H")]
      : Array.from({ length: random.between(6, 14) }, () => word(random, random.pick(["w", "x", "y"]))),
  );
  const edits: PlannedEdit[][] = [];
  for (let person = 0; person < people; person += 1) {
    const own: PlannedEdit[] = [];
    for (let wanted = random.between(1, 7), tries = 0; own.length < wanted && tries < 50; tries += 1) {
      const others = edits.flat();
      const near = others.length > 0 && random.chance(0.4) ? random.pick(others).line : undefined;
      const edit = drawEdit(random, lines, near ?? random.int(lines.length));
      if (edit !== undefined && own.every((one) => areApart(one, edit))) own.push(edit);
    }
    edits.push(own);
  }
  return { lines, edits };
}

function drawEdit(random: SeededRandom, lines: AbsencePlan["lines"], line: number): PlannedEdit | undefined {
  const { length } = lines[line] ?? [];
  const token = word(random, "T");
  const type = random.pick(["replace", "replace", "insert", "insert", "delete", "cut", "add"] as const);
  if (type === "add") return { type, token, line };
  // A heading stays: what stands below it is told by its name.
  if (length < 4) return undefined;
  if (type === "cut") return { type, token, line };
  if (type === "insert") return { type, token, line, at: random.between(1, length - 1) };
  const first = random.int(length - 1);
  const last = Math.min(length - 2, first + random.int(3));
  return { type, token, line, words: [Math.min(first, last), last] };
}

/** Nobody changes what they have changed: then it would not stand where the plan says. */
function areApart(a: PlannedEdit, b: PlannedEdit): boolean {
  if (a.type === "add" || b.type === "add")
    return a.type === b.type
      ? a.line !== b.line
      : Math.abs(a.line - b.line) > 1 || (a.type !== "cut" && b.type !== "cut");
  if (a.line !== b.line) return a.type !== "cut" || b.type !== "cut" || Math.abs(a.line - b.line) > 1;
  return a.type !== "cut" && b.type !== "cut" && wordsBetween(a, b) >= 2;
}

/** Words that stay between the two places of one line; below zero: they share some. */
export function wordsBetween(a: PlannedEdit, b: PlannedEdit): number {
  const [fromA, toA] = gapsOf(a);
  const [fromB, toB] = gapsOf(b);
  return Math.max(fromB - toA, fromA - toB);
}

/** The gaps at both ends of the place. */
function gapsOf(edit: PlannedEdit): readonly [number, number] {
  if (edit.type === "insert") return [edit.at, edit.at];
  return "words" in edit ? [edit.words[0], edit.words[1] + 1] : [0, Infinity];
}
