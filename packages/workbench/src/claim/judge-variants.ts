// Whether a sentence speaks of the variant that its key names. "One frame is 17 % slower than four frames" says of the baseline what the
// key says of the variant: the comparison is turned round, and nothing is wrong.
import type { Comparison, Interval, Verdict } from "../analysis/results.ts";
import type { Measured } from "./measured.ts";
import type { Speech } from "./speech.ts";

export type SpokenOf = { readonly measured: Measured } | { readonly message: string };

export function judgeVariants(
  measured: Measured,
  { names, isReference }: Pick<Speech, "names" | "isReference">,
): SpokenOf {
  const { key, baseline } = measured;
  const subjects = names.filter(({ isReference }) => !isReference).map(({ id }) => id);
  const references = names.filter(({ isReference }) => isReference).map(({ id }) => id);
  const isAboutKey = subjects.length === 0 ? !isOnlyReference(measured, references) : subjects.includes(key.variant);
  const isComparison = measured.scale === "share" || measured.scale === "difference";
  if (!isComparison && isReference && key.variant === baseline.id) return { measured };
  if (!isComparison)
    return isAboutKey || subjects.length === 0 ? { measured } : { message: otherSubject(measured, subjects) };
  const other = references.find((id) => id !== baseline.id && id !== key.variant);
  if (other !== undefined)
    return {
      message: `The sentence compares with ${titleOf(measured, other)}, and the evidence with ${titleOf(measured, baseline.id)}.`,
    };
  if (isAboutKey) return { measured };
  const isTurned = subjects.every((id) => id === baseline.id) && measured.comparison !== null && key.what === "effect";
  return isTurned ? { measured: turned(measured) } : { message: otherSubject(measured, subjects) };
}

/** "Slower than with four frames", where four frames are what the key is about. */
const isOnlyReference = ({ key, comparison }: Measured, references: readonly string[]): boolean =>
  comparison !== null && key.what === "effect" && references.length > 0 && references.every((id) => id === key.variant);

const titleOf = ({ variants }: Measured, id: string): string => {
  const title = variants.find((variant) => variant.id === id)?.title ?? id;
  return title === id ? `"${id}"` : `"${title}"`;
};

const otherSubject = (measured: Measured, [id = ""]: readonly string[]): string =>
  `The sentence speaks of ${titleOf(measured, id)}, and the key of ${titleOf(measured, measured.key.variant)} (@${measured.key.variant}).`;

const OPPOSITE: Readonly<Record<Verdict, Verdict>> = {
  better: "worse",
  worse: "better",
  equivalent: "equivalent",
  inconclusive: "inconclusive",
};

/** The baseline against the variant. */
function turned(measured: Measured): Measured {
  const { comparison, scale, interval, number, medians } = measured;
  const of = (size: number, whole: number): number => (scale === "share" ? whole / (1 + size / whole) - whole : -size);
  const turn = (ends: Interval | null, whole: number): Interval | null =>
    ends === null ? null : { low: of(ends.high, whole), high: of(ends.low, whole) };
  const back: Comparison | null = comparison && {
    ...comparison,
    effect: comparison.effect === null ? null : of(comparison.effect, 1),
    interval: turn(comparison.interval, 1),
    verdict: OPPOSITE[comparison.verdict],
  };
  return {
    ...measured,
    number: of(number, 100),
    interval: turn(interval, 100),
    comparison: back,
    medians: { baseline: medians.variant, variant: medians.baseline },
  };
}
