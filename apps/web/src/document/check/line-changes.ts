// What differs between two texts that are nearly the same, as changes of lines: what stays keeps its history and everybody's cursor.
import type { TextEdit } from "./check-message.ts";

/** The changes that turn `before` into `after`: one for each run of lines that differ. */
export function changesBetween(before: string, after: string): TextEdit[] {
  const [left, right] = [linesOf(before), linesOf(after)];
  const changes: TextEdit[] = [];
  let [i, j, at] = [0, 0, 0];
  while (i < left.length || j < right.length) {
    if (left[i] === right[j]) {
      at += left[i]?.length ?? 0;
      i += 1;
      j += 1;
      continue;
    }
    const [di, dj] = nextCommon(left, right, i, j);
    const removed = left.slice(i, i + di).join("");
    changes.push({ from: at, to: at + removed.length, insert: right.slice(j, j + dj).join("") });
    at += removed.length;
    i += di;
    j += dj;
  }
  return changes;
}

/** Lines with their ends, so that they add up to the text. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** So far a line that stands in both is looked for; fixes move nothing further. */
const REACH = 50;

/** How many lines of each differ before both go on alike. */
function nextCommon(left: readonly string[], right: readonly string[], i: number, j: number): [number, number] {
  for (let sum = 1; sum <= REACH; sum += 1)
    for (let di = 0; di <= sum; di += 1) {
      const line = left[i + di];
      if (line !== undefined && line === right[j + sum - di]) return [di, sum - di];
    }
  return [left.length - i, right.length - j];
}
