// The number of a claim against the measured one: which of the words' numbers it is, whether it is of the same kind, and whether it is right.
import { canonicalUnit } from "../prose/unit.ts";
import { assertionsIn } from "./assertions.ts";
import { type ClaimProblem, fixFrom, problemAt } from "./claim-problem.ts";
import { nameOf } from "./claim-text.ts";
import { findOther } from "./find-other.ts";
import { directionOf } from "./judge-direction.ts";
import { judgeNumber } from "./judge-number.ts";
import { isScaleSlip, unitMessage } from "./judge-unit.ts";
import type { Measured } from "./measured.ts";
import type { Measurements } from "./measurements.ts";
import { type Claim, wordsOf } from "./read-claims.ts";
import type { Speech } from "./speech.ts";
import { type Stated, statedIn } from "./stated.ts";
import { changeYardsticks, type Yardstick, yardstickFor } from "./yardstick.ts";

/** The numbers of a claim, with the units that its sentence, or the heading of its column, gives to those that have none. */
export function numbersOf({ sentence, words }: Claim, { metric }: Measured, { assertions }: Speech): Stated[] {
  const own = canonicalUnit(metric.unit);
  const place = { from: words.from - sentence.from, to: words.to - sentence.from };
  const isGone = assertions.some(({ kind }) => directionOf(kind, metric) !== 0);
  const { text, heading } = sentence;
  return statedIn(text, place, new Set([own])).map((one) => {
    if (one.isPart && !isGone) return { ...one, kind: "part" };
    if (one.kind !== "amount" || one.unit !== "" || one.high.form !== "digits") return one;
    if (heading?.includes("%") === true) return { ...one, kind: "share" };
    return namesUnit(`${heading ?? ""} ${text}`, metric.unit) ? { ...one, unit: own } : one;
  });
}

const namesUnit = (text: string, unit: string): boolean =>
  unit !== "" && ` ${text} `.replaceAll(/[(),;.]/g, " ").includes(` ${unit} `);

/** Whether a number is of the kind that was measured. */
export const isFitting = (measured: Measured, stated: Stated): boolean =>
  yardstickFor(measured, stated) !== null || changeYardsticks(measured, stated) !== null;

/** For a claim without a fitting number: in another unit, or without any, which is right where a word is bound. */
export function misfitProblem(claim: Claim, measured: Measured, stated: readonly Stated[]): ClaimProblem | null {
  const first = stated.find(({ high }) => high.form !== "word");
  if (first !== undefined) return problemAt(claim, "unit", unitMessage(measured, first, textOf(claim, first)));
  if (assertionsIn(wordsOf(claim)).length > 0) return null;
  return problemAt(claim, "form", "These words carry no number and no verdict. Bind those that carry the number.");
}

const textOf = ({ sentence }: Claim, { span }: Stated): string => sentence.text.slice(span.from, span.to).trim();

/** For a claim with a fitting number; both of "from 120 ms to 102 ms" have to be right. */
export function numberProblem(
  claim: Claim,
  measured: Measured,
  stated: Stated,
  measurements: Measurements,
): ClaimProblem | null {
  const ends = changeYardsticks(measured, stated);
  if (ends === null) return judged(claim, measured, stated, yardstickFor(measured, stated), measurements);
  const [from, to] = [
    { ...stated, high: stated.low },
    { ...stated, low: stated.high },
  ];
  return judged(claim, measured, from, ends.from, null) ?? judged(claim, measured, to, ends.to, null);
}

/** `others` are measurements that the number may be instead. */
function judged(
  claim: Claim,
  measured: Measured,
  stated: Stated,
  yardstick: Yardstick | null,
  others: Measurements | null,
): ClaimProblem | null {
  const wrong = yardstick === null ? null : judgeNumber(stated, yardstick);
  if (wrong === null) return null;
  const words = textOf(claim, stated);
  if (wrong.kind === "value") {
    if (isScaleSlip(measured, stated)) return problemAt(claim, "unit", unitMessage(measured, stated, words));
    const other = others === null ? null : findOther(stated, measured, others.all());
    if (other !== null) {
      const message = `"${words}" is what ${nameOf(other)} says, not ${nameOf(measured)}. ${wrong.message}`;
      return problemAt(claim, "other-experiment", message);
    }
  }
  return problemAt(claim, wrong.kind, wrong.message, fixFrom(claim.sentence.from, wrong.fix));
}
