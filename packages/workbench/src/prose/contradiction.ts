// Two statements that cannot both hold. Four ways are looked for, each only where both plainly speak of one thing: their numbers
// leave no value that satisfies both; one denies what the other affirms; one needs what the other does without; they take opposite
// positions.
import { areOpposed, type Measure, measuresIn } from "./measure.ts";
import { type Needs, needsOf } from "./needs.ts";
import { type Opposition, OPPOSITIONS, withoutPosition } from "./opposites.ts";
import { type Stance, stanceOf } from "./polarity.ts";
import { subjectWords, withoutId } from "./subject-words.ts";
import { isContained, shared, type WordSet } from "./word-set.ts";

/** A statement with everything that is compared, read once. */
export interface Position {
  /** Left to whoever uses it, so that it contradicts nothing. */
  readonly isChoice: boolean;
  readonly words: WordSet;
  readonly stance: Stance;
  readonly needs: Needs;
  readonly measures: readonly Measure[];
  /** For each opposition, what is left of the text when it takes one side or the other. */
  readonly sides: readonly (readonly [one: WordSet | null, other: WordSet | null])[];
}

const IS_CHOICE =
  /\b(?:optional(?:ly)?|opt[- ]in|unless|on request|consent|agrees?|fall(?:s|ing)?[- ]?back|only (?:if|when)|if (?:the|a) (?:user|person))\b/i;

export function positionOf(text: string): Position {
  const plain = withoutId(text);
  return {
    isChoice: IS_CHOICE.test(plain),
    words: subjectWords(plain),
    stance: stanceOf(plain),
    needs: needsOf(plain),
    measures: measuresIn(plain),
    sides: OPPOSITIONS.map(({ sides: [one, other] }) => [leftOf(plain, one), leftOf(plain, other)] as const),
  };
}

const leftOf = (text: string, side: RegExp): WordSet | null => {
  const left = withoutPosition(text, side);
  return left === null ? null : subjectWords(left);
};

/** Why two statements cannot both hold, as the end of "they cannot both hold: …"; null when they can. */
export const contradictionOf = (a: Position, b: Position): string | null =>
  opposedNumbers(a, b) ?? opposedStances(a, b) ?? opposedNeeds(a, b) ?? opposedSides(a, b);

function opposedNumbers(a: Position, b: Position): string | null {
  for (const one of a.measures)
    for (const other of b.measures) if (areOpposed(one, other)) return `“${one.words}” and “${other.words}”`;
  return null;
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

const hasOwnCondition = ({ condition }: Stance, other: Stance): boolean =>
  [...condition].some((word) => !other.condition.has(word) && !other.subject.has(word));

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
  switch (shares) {
    case "nothing":
      return true;
    case "subject":
      return shared(mine, yours) > 0 && shared(mine, yours) >= Math.min(mine.size, yours.size) / 2;
    case "same":
      return mine.size * yours.size > 0 && isContained(mine, yours, NEARLY_ALL);
  }
}
