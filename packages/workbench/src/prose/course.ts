// Whether a statement says that something goes on or that it stops, and what: "the line keeps running by hand" against "the line
// stops". The condition that it holds under is left to its stance.
import { mainOf } from "./polarity.ts";
import { quantitiesIn } from "./quantity.ts";
import { subjectWords } from "./subject-words.ts";
import type { WordSet } from "./word-set.ts";

export interface Course {
  readonly goesOn: boolean;
  readonly subject: WordSet;
}

const NEGATED = String.raw`(?:(?<no>\b(?:never|not|cannot|no longer)|n['’]t)\s+)?`;
/** Slower is still going on. */
const GOES_ON = new RegExp(
  String.raw`${NEGATED}\b(?:(?:keeps?|keep on|goes on|go on|continues?)(?: \w+ing| to \w+)?|runs?|works?|slows?(?: down)?(?= by)|(?:is|are) slowed(?: down)?(?= by))\b`,
  "iu",
);
const STOPS = new RegExp(
  String.raw`${NEGATED}\b(?:stops?|halts?|pauses?|rests?|blocks?|waits?|(?:is|are) (?:stopped|halted|paused|blocked|interrupted)|comes? to a (?:stop|halt))\b`,
  "iu",
);

/** Null where it says neither, or both. */
export function courseOf(text: string): Course | null {
  const main = mainOf(text);
  const [on, stop] = [GOES_ON.exec(main), STOPS.exec(main)];
  const found = on ?? stop;
  if (found === null || (on !== null && stop !== null)) return null;
  const rest = main.slice(0, found.index) + main.slice(found.index + found[0].length);
  const isNegated = found.groups?.["no"] !== undefined;
  return { goesOn: (on !== null) !== isNegated, subject: subjectWords(withoutFigures(rest)) };
}

const withoutFigures = (text: string): string =>
  quantitiesIn(text).reduceRight(
    (rest, { index, length }) => `${rest.slice(0, index)} ${rest.slice(index + length)}`,
    text,
  );
