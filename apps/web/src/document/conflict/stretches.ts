// The texts of a conflict in stretches, each by what became of it. Space around a stretch that is marked belongs to none: a line under
// nothing says nothing.
import type { ConflictAuthor } from "@nomous/client";
import { sharedWords } from "../../chat/compare/word-diff.ts";

/** `first` and `second`: who wrote it, in the order in which the sides are shown. */
type Mark = "same" | "removed" | "added" | "first" | "second";

export interface Stretch {
  readonly text: string;
  readonly mark: Mark;
}

/** Words and single signs, each with the space before it: of "old, whichever" a side may have removed ", whichever". */
const wordsOf = (text: string): readonly string[] => text.match(/\s*(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_])|\s+$/gu) ?? [];

/** `base` with what either side removed or replaced, and each side with what is new in it. */
export interface SideStretches {
  readonly base: readonly Stretch[];
  readonly first: readonly Stretch[];
  readonly second: readonly Stretch[];
}

export function sideStretches(base: string, first: string, second: string): SideStretches {
  const [words, ofFirst, ofSecond] = [wordsOf(base), wordsOf(first), wordsOf(second)];
  const kept = [sharedWords(words, ofFirst), sharedWords(words, ofSecond)] as const;
  return {
    base: joined(words, (n) => (kept.every(({ left }) => left.has(n)) ? "same" : "removed")),
    first: joined(ofFirst, (n) => (kept[0].right.has(n) ? "same" : "first")),
    second: joined(ofSecond, (n) => (kept[1].right.has(n) ? "same" : "second")),
  };
}

/** The merged text by who wrote it; `swapped`: the side that came back is shown second. */
export function mergedStretches(
  merged: string,
  runs: readonly (readonly [length: number, author: ConflictAuthor])[],
  swapped: boolean,
): readonly Stretch[] {
  const marks = { base: "same", mine: swapped ? "second" : "first", theirs: swapped ? "first" : "second" } as const;
  let at = 0;
  const pieces = runs.map(([length, author]) => {
    at += length;
    return { text: merged.slice(at - length, at), mark: marks[author] };
  });
  return tidy([...pieces, { text: merged.slice(at), mark: "same" }]);
}

/** What somebody changes of `before`, in one text: what they removed stands before what they put in its place. */
export function changeStretches(before: string, after: string): readonly Stretch[] {
  const [left, right] = [wordsOf(before), wordsOf(after)];
  const shared = sharedWords(left, right);
  const pieces: Stretch[] = [];
  for (let [i, j] = [0, 0]; i < left.length || j < right.length;) {
    const [removed, added] = [left[i], right[j]];
    if (removed !== undefined && !shared.left.has(i)) {
      pieces.push({ text: removed, mark: "removed" });
      i += 1;
    } else if (added !== undefined && !shared.right.has(j)) {
      pieces.push({ text: added, mark: "added" });
      j += 1;
    } else {
      pieces.push({ text: added ?? "", mark: "same" });
      i += 1;
      j += 1;
    }
  }
  return tidy(pieces);
}

const joined = (words: readonly string[], markOf: (n: number) => Mark): readonly Stretch[] =>
  tidy(words.map((text, n) => ({ text, mark: markOf(n) })));

/** Neighbours that are alike are one, and the space at their ends is nobody's. */
function tidy(pieces: readonly Stretch[]): readonly Stretch[] {
  const parts = together(pieces).flatMap(({ text, mark }): Stretch[] => {
    if (mark === "same") return [{ text, mark }];
    const core = text.trim();
    const begin = text.indexOf(core);
    return [
      { text: text.slice(0, begin), mark: "same" },
      { text: core, mark },
      { text: text.slice(begin + core.length), mark: "same" },
    ];
  });
  return together(parts);
}

function together(pieces: readonly Stretch[]): Stretch[] {
  const joined: { text: string; mark: Mark }[] = [];
  for (const { text, mark } of pieces) {
    const last = joined.at(-1);
    if (text === "") continue;
    if (last?.mark === mark) last.text += text;
    else joined.push({ text, mark });
  }
  return joined;
}
