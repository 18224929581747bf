// How likely or how bad a risk is, as a step of five, whatever scale its author has.

export interface Rating {
  /** 1 to 5. */
  readonly step: number;
  /** As it is written. */
  readonly text: string;
  /** Low, medium or high, so that a table of nothing else is a scale of three. */
  readonly isOfThree: boolean;
}

const WORDS: readonly (readonly [step: number, isOfThree: boolean, names: string])[] = [
  [1, false, "very low|very small|very unlikely|lowest|rare|negligible|none"],
  [5, false, "very high|very large|very likely|highest|critical|catastrophic|severe|certain|almost certain|c"],
  [3, false, "medium to high|medium-high|low to high"],
  [2, true, "low|l|small|minor|unlikely"],
  [3, true, "medium|med|m|moderate|possible"],
  [4, true, "high|h|large|major|likely|frequent"],
];
const PICTURES: Readonly<Record<string, number>> = { "🟢": 2, "⚪": 2, "🟡": 3, "🟠": 4, "🔴": 4 };
/** Up to which share of 100 each step goes. */
const SHARES = [10, 30, 50, 70];

/** Null for a text that rates nothing. */
export function ratingIn(text: string): Rating | null {
  const said = text.toLowerCase().replaceAll(/\s+/g, " ").trim();
  const of = (step: number, isOfThree = false): Rating => ({ step, text: text.trim(), isOfThree });
  const [, part, whole] = /^(\d+(?:\.\d+)?)\s*(?:of|\/)\s*(\d+(?:\.\d+)?)/.exec(said) ?? [];
  if (part !== undefined && whole !== undefined) return stepOf((Number(part) / Number(whole)) * 5, of);
  const percent = /(\d+(?:\.\d+)?)\s*%/.exec(said)?.[1];
  if (percent !== undefined) return of(1 + SHARES.filter((share) => Number(percent) > share).length);
  const priority = /^p([0-4])\b/.exec(said)?.[1];
  if (priority !== undefined) return of(5 - Number(priority));
  const number = /^(\d+(?:\.\d+)?)\b/.exec(said)?.[1];
  if (number !== undefined) return stepOf(Number(number), of);
  for (const [step, isOfThree, names] of WORDS)
    if (new RegExp(`^(?:${names})(?![\\p{L}\\p{N}])`, "u").test(said)) return of(step, isOfThree);
  const picture = Object.entries(PICTURES).find(([sign]) => said.startsWith(sign));
  return picture === undefined ? null : of(picture[1], true);
}

const stepOf = (value: number, of: (step: number) => Rating): Rating | null =>
  value > 0 && value <= 5 ? of(Math.max(1, Math.round(value))) : null;
