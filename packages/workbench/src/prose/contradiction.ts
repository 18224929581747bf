// Two statements that cannot both hold. Six ways are looked for, each only where both plainly speak of one thing: their numbers
// leave no value that satisfies both; one bounds what the other leaves without a bound; one denies what the other affirms; one goes
// on where the other stops; one needs what the other does without; they take opposite positions.
import { remember } from "../text/remember.ts";
import { type Course, courseOf } from "./course.ts";
import { areOpposed, type Measure, measuresIn, unlimitedIn } from "./measure.ts";
import { type Needs, needsOf } from "./needs.ts";
import { type Opposition, OPPOSITIONS, withoutPosition } from "./opposites.ts";
import { type Stance, stanceOf } from "./polarity.ts";
import { rootOf } from "./root-word.ts";
import { subjectWords, withoutId } from "./subject-words.ts";
import { isPhysical } from "./unit.ts";
import { isContained, shared, type WordSet } from "./word-set.ts";

/** A statement with everything that is compared, read once. */
export interface Position {
  /** Left to whoever uses it, so that it contradicts nothing. */
  readonly isChoice: boolean;
  readonly words: WordSet;
  readonly stance: Stance;
  readonly needs: Needs;
  readonly measures: readonly Measure[];
  /** What it says has no limit. */
  readonly unlimited: WordSet | null;
  readonly course: Course | null;
  /** For each opposition, what is left of the text when it takes one side or the other. */
  readonly sides: readonly (readonly [one: WordSet | null, other: WordSet | null])[];
}

const IS_CHOICE =
  /\b(?:optional(?:ly)?|opt[- ]in|unless|on request|consent|agrees?|fall(?:s|ing)?[- ]?back|only (?:if|when)|if (?:the|a) (?:user|person))\b/i;

export const positionOf = remember((text): Position => {
  const plain = withoutId(text);
  return {
    isChoice: IS_CHOICE.test(plain),
    words: subjectWords(plain),
    stance: stanceOf(plain),
    needs: needsOf(plain),
    measures: measuresIn(plain),
    unlimited: unlimitedIn(plain),
    course: courseOf(plain),
    sides: OPPOSITIONS.map(({ sides: [one, other] }) => [leftOf(plain, one), leftOf(plain, other)] as const),
  };
});

const leftOf = (text: string, side: RegExp): WordSet | null => {
  const left = withoutPosition(text, side);
  return left === null ? null : subjectWords(left);
};

/** Why two statements cannot both hold, as the end of "they cannot both hold: …"; null when they can. */
export const contradictionOf = (a: Position, b: Position): string | null =>
  opposedNumbers(a, b) ??
  opposedLimits(a, b) ??
  opposedStances(a, b) ??
  opposedCourses(a, b) ??
  opposedNeeds(a, b) ??
  opposedSides(a, b);

function opposedNumbers(a: Position, b: Position): string | null {
  for (const one of a.measures)
    for (const other of b.measures) if (areOpposed(one, other)) return `“${one.words}” and “${other.words}”`;
  return null;
}

function opposedLimits(a: Position, b: Position): string | null {
  const isBoundless = (bounded: Position, { unlimited }: Position): boolean =>
    unlimited !== null && bounded.measures.some((measure) => bounds(measure, unlimited));
  return isBoundless(a, b) || isBoundless(b, a) ? "one sets a limit and the other sets none" : null;
}

/** Whether a number is the limit of what is said to have none. */
function bounds({ quantity, subject }: Measure, unlimited: WordSet): boolean {
  if (quantity.bound !== "at most") return false;
  const limited = isPhysical(quantity.unit) ? subject : new Set([...subject, rootOf(quantity.unit)]);
  return unlimited.size > 0 && isContained(limited, unlimited, MOST);
}

/** How much of what is affirmed is denied. */
const MOST = 0.6;

function opposedStances(a: Position, b: Position): string | null {
  if (a.stance.isDenied === b.stance.isDenied) return null;
  const [denied, affirmed] = a.stance.isDenied ? [a.stance, b.stance] : [b.stance, a.stance];
  if (denied.subject.size === 0 || isElsewhere(denied, affirmed)) return null;
  // A denial that says more is an exception: "agents read files", "agents read no files of others".
  const common = shared(denied.subject, affirmed.subject);
  const isAll = common === denied.subject.size && common >= affirmed.subject.size * MOST;
  return isAll && (common > 1 || affirmed.subject.size === 1) ? "one denies what the other says" : null;
}

/** Whether they hold under different conditions, so that both can be true. */
function isElsewhere(one: Stance, other: Stance): boolean {
  const [hasOne, hasOther] = [hasOwnCondition(one, other), hasOwnCondition(other, one)];
  if (hasOne && hasOther) return true;
  // Without a condition of its own, a statement holds under that of the other too, when it leaves nothing out.
  return (hasOne && !other.isUniversal) || (hasOther && !one.isUniversal);
}

/** What the other does not need is no condition: "until it is reloaded" beside "without a reload". */
const hasOwnCondition = ({ condition, isAwaited }: Stance, other: Stance): boolean =>
  [...condition].some(
    (word) => !other.condition.has(word) && !other.subject.has(word) && !(isAwaited && other.waived.has(word)),
  );

function opposedCourses(a: Position, b: Position): string | null {
  if (a.course === null || b.course === null || a.course.goesOn === b.course.goesOn) return null;
  if (a.isChoice || b.isChoice || isElsewhere(a.stance, b.stance)) return null;
  const common = shared(a.course.subject, b.course.subject);
  // Under one condition, one word in common says what it is about.
  const isOneCase = a.stance.condition.size > 0 && shared(a.stance.condition, b.stance.condition) > 0;
  const isOne = isContained(a.course.subject, b.course.subject, HALF) && common > (isOneCase ? 0 : 1);
  return isOne ? "one goes on where the other stops" : null;
}

const HALF = 0.5;

function opposedNeeds(a: Position, b: Position): string | null {
  const isExcepted = hasOwnCondition(a.stance, b.stance) && hasOwnCondition(b.stance, a.stance);
  if (a.isChoice || b.isChoice || isExcepted) return null;
  const isOpposed = shared(a.needs.spared, b.needs.needed) + shared(b.needs.spared, a.needs.needed) > 0;
  // Both speak of something besides, so that it is one thing that needs it and does not.
  return isOpposed && shared(a.words, b.words) > 1 ? "one needs what the other does without" : null;
}

function opposedSides(a: Position, b: Position): string | null {
  if (a.isChoice || b.isChoice || isElsewhere(a.stance, b.stance)) return null;
  const isOpposed = OPPOSITIONS.some(({ shares }, i) => {
    const [aOne = null, aOther = null] = a.sides[i] ?? [];
    const [bOne = null, bOther = null] = b.sides[i] ?? [];
    // A statement that takes both sides weighs them.
    if ((aOne !== null && aOther !== null) || (bOne !== null && bOther !== null)) return false;
    return shareEnough(aOne, bOther, shares) || shareEnough(aOther, bOne, shares);
  });
  return isOpposed ? "they take opposite sides" : null;
}

/** How much of the longer of two sentences the shorter one has to be to be nearly the same. */
const NEARLY_ALL = 0.75;

function shareEnough(mine: WordSet | null, yours: WordSet | null, shares: Opposition["shares"]): boolean {
  if (mine === null || yours === null) return false;
  if (shares === "nothing") return true;
  const common = shared(mine, yours);
  if (common === 0) return false;
  return shares === "same" ? isContained(mine, yours, NEARLY_ALL) : common >= Math.min(mine.size, yours.size) / 2;
}
