// Changes as people read them: who typed into a word has changed that word.
import type { TextSpanChange } from "../merger.ts";
import { applyChanges } from "./text-diff.ts";
import { cutsWord } from "./words.ts";

/** A stretch that stays, where it is in the text and in what becomes of it. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly moved: number;
  readonly isLast: boolean;
}

/** Changes that make the same of the text, none of which begins or ends inside a word, there or in what they make. */
export function wholeWords(text: string, changes: readonly TextSpanChange[]): TextSpanChange[] {
  const made = applyChanges(text, changes);
  const whole: TextSpanChange[] = [];
  let [at, madeAt] = [0, 0];
  for (const { from, to, moved, isLast } of stretchesBetween(text, changes)) {
    let [start, end] = [from, to];
    const cuts = (place: number): boolean => cutsWord(text, place) || cutsWord(made, place + moved);
    while (start < end && cuts(start)) start += 1;
    while (start < end && cuts(end)) end -= 1;
    if (start === end && !isLast) continue;
    const insert = made.slice(madeAt, start + moved);
    if (start > at || insert !== "") whole.push({ from: at, to: start, insert });
    [at, madeAt] = [end, end + moved];
  }
  return whole;
}

function stretchesBetween(text: string, changes: readonly TextSpanChange[]): Stretch[] {
  const stretches: Stretch[] = [];
  let [at, moved] = [0, 0];
  for (const { from, to, insert } of changes) {
    stretches.push({ from: at, to: from, moved, isLast: false });
    at = to;
    moved += insert.length - (to - from);
  }
  return [...stretches, { from: at, to: text.length, moved, isLast: true }];
}
