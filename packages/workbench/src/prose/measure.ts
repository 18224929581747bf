// The numbers of a statement with what they are numbers of, and whether two of them can be true of one thing.
import { areDifferent, areExclusive, quantitiesIn, type Quantity, withoutIds } from "./quantity.ts";
import { rootOf } from "./root-word.ts";
import { subjectWords } from "./subject-words.ts";
import { isPhysical } from "./unit.ts";
import { isContained, shared } from "./word-set.ts";

export interface Measure {
  readonly quantity: Quantity;
  /** As it is written: `≤ 200 ms`. */
  readonly words: string;
  /** `p95`, `median`: two of them are two numbers. */
  readonly statistic: string | null;
  /** What is measured, by the keys of its words. */
  readonly subject: ReadonlySet<string>;
  /** The statement without its numbers. */
  readonly rest: string;
}

const STATISTIC = /\b(?:p\d{2,3}|mean|median|average|worst[- ]case|peak|idle|total)\b/gi;

/** Says only that the metric has the value. */
const IS_OR_HAS =
  /\b(?:takes?|reach(?:es)?|lasts?|needs?|keeps?|holds?|is|are|be|target(?:s|ed)?|limit(?:ed)?|metric|value)\b/gi;

export function measuresIn(text: string): Measure[] {
  const quantities = quantitiesIn(text).filter(({ unit }) => unit !== "");
  if (quantities.length === 0) return [];
  const rest = withoutQuantities(text, quantities);
  const subject = measuredWords(rest);
  return quantities.map((quantity) => ({
    quantity,
    words: text.slice(quantity.index, quantity.index + quantity.length).trim(),
    statistic: statisticAt(text, quantity.index),
    subject,
    rest: rest.toLowerCase().replaceAll(/\s+/g, " ").trim(),
  }));
}

const measuredWords = (rest: string): ReadonlySet<string> =>
  subjectWords(withoutIds(rest.replaceAll(STATISTIC, " ").replaceAll(IS_OR_HAS, " ")));

/** What a text would measure if it gave a number; null when it does not say that there is no limit. */
export function unlimitedIn(text: string): ReadonlySet<string> | null {
  if (!UNLIMITED.test(text)) return null;
  const rest = text.replace(UNLIMITED, " ").replaceAll(GROWS, " ");
  return measuredWords(
    withoutQuantities(
      rest,
      quantitiesIn(rest).filter(({ unit }) => unit !== ""),
    ),
  );
}

const UNLIMITED =
  /\b(?:no|without(?: an?| any)?) (?:upper |fixed )?(?:limit|bound|cap|maximum)(?:s|ation)?\b|\bunlimited\b|\bunbounded\b|\bnever (?:limited|bounded|capped)\b/i;
const GROWS = /\b(?:has|have|grows?|uses?|can|may|size|of)\b/gi;

function withoutQuantities(text: string, quantities: readonly Quantity[]): string {
  let rest = "";
  let done = 0;
  for (const { index, length } of quantities) {
    rest += `${text.slice(done, Math.max(done, index))} `;
    done = index + length;
  }
  return rest + text.slice(done);
}

/** The one that is named last before a number, or else first behind it. */
function statisticAt(text: string, index: number): string | null {
  const named = [...text.matchAll(STATISTIC)];
  const nearest = named.findLast((one) => one.index < index) ?? named[0];
  return nearest?.[0].toLowerCase() ?? null;
}

/** Whether two numbers cannot both be true of what they are said of. */
export const areOpposed = (one: Measure, other: Measure): boolean =>
  (areExclusive(one.quantity, other.quantity) && isSameMetric(one, other)) ||
  (areDifferent(one.quantity, other.quantity) && isSameSubject(one, other));

/** How much of the longer of two subjects the shorter one has to be. */
const ENOUGH = 0.5;

function isSameMetric(one: Measure, other: Measure): boolean {
  if (one.statistic !== null && other.statistic !== null && one.statistic !== other.statistic) return false;
  const isExact = one.quantity.bound === "exactly" || other.quantity.bound === "exactly";
  if (isExact && one.quantity.bound === other.quantity.bound) return isSameSubject(one, other);
  if (one.subject.size === 0 && other.subject.size === 0)
    return !isPhysical(one.quantity.unit) || (one.statistic !== null && other.statistic !== null);
  if (isExact || isPhysical(one.quantity.unit)) return isContained(one.subject, other.subject, ENOUGH);
  // "At most 3 retries": what is counted says what it is about.
  const counted = rootOf(one.quantity.unit);
  const isBare = ({ subject }: Measure): boolean => subject.size === 0 || subject.has(counted);
  return isBare(one) || isBare(other) || shared(one.subject, other.subject) > 0;
}

/** Two exact numbers are often two data, so there nothing but the number may differ. */
const isSameSubject = (one: Measure, other: Measure): boolean =>
  one.statistic === other.statistic &&
  (one.subject.size > 0 || one.statistic !== null) &&
  isContained(one.subject, other.subject, 1) &&
  (one.quantity.bound !== "exactly" || one.rest === other.rest);
