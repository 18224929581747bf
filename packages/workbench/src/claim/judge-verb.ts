// Whether the evidence bears what the words say. A word that only names the way needs an interval that leaves zero out; one that calls it
// better, or the same, needs that verdict; one that says "no worse" needs an interval that ends inside the threshold.
import type { Comparison } from "../analysis/results.ts";
import type { Metric } from "../experiment/experiment.ts";
import { doubtWords } from "../region/doubt-words.ts";
import type { Assertion, AssertionKind } from "./assertions.ts";
import { thresholdText, comparisonRange, wayOf } from "./claim-text.ts";
import type { Measured } from "./measured.ts";
import type { Speech } from "./speech.ts";

/** What the first word says that the evidence does not; null when it bears them all. */
export function judgeVerb({ comparison, metric }: Measured, { assertions, isHedged }: Speech): string | null {
  if (comparison === null || isHedged) return null;
  const borne = borneBy(comparison, metric);
  const isSaidSame = assertions.some(({ kind }) => kind === "same");
  // "Clearly equivalent" stresses what is said, whatever it is.
  const unsupported = assertions.find(({ kind }) => !borne[kind === "strong" && isSaidSame ? "same" : kind]);
  return unsupported === undefined ? null : messageFor(unsupported, comparison, metric);
}

/** Which words a comparison bears. */
function borneBy(comparison: Comparison, { better }: Metric): Readonly<Record<AssertionKind, boolean>> {
  const { verdict } = comparison;
  const isTold = verdict === "better" || verdict === "worse";
  const [bad, good] = better === "lower" ? (["high", "low"] as const) : (["low", "high"] as const);
  return {
    better: verdict === "better",
    worse: verdict === "worse",
    inconclusive: verdict === "inconclusive",
    same: verdict === "equivalent",
    strong: isTold,
    down: isTold || leavesZeroOut(comparison),
    up: isTold || leavesZeroOut(comparison),
    "not-worse": endsInside(comparison, bad),
    "not-better": endsInside(comparison, good),
    "not-up": endsInside(comparison, "high"),
    "not-down": endsInside(comparison, "low"),
  };
}

/** A doubt about the session is one about everything that it says; that an interval crosses a threshold is not. */
const isSound = ({ doubts }: Comparison): boolean => doubts.every((doubt) => doubt === "interval-crosses");

const leavesZeroOut = (comparison: Comparison): boolean =>
  isSound(comparison) && comparison.interval !== null && comparison.interval.low * comparison.interval.high > 0;

const endsInside = (comparison: Comparison, end: "low" | "high"): boolean => {
  const { interval, threshold } = comparison;
  if (interval === null || !isSound(comparison)) return false;
  return end === "high" ? interval.high <= threshold : interval.low >= -threshold;
};

function messageFor({ words }: Assertion, comparison: Comparison, metric: Metric): string {
  const { verdict } = comparison;
  const says = `"${words}" is not what the evidence says: the verdict is ${verdict}`;
  return `${says}${reasonFor(comparison, metric)}. ${trueWords(comparison, metric)}`;
}

function reasonFor(comparison: Comparison, metric: Metric): string {
  const { verdict, doubts } = comparison;
  const range = comparisonRange(comparison, metric);
  if (verdict !== "inconclusive") return range === null ? "" : `, from ${range}`;
  const [doubt = "interval-crosses"] = doubts.filter((one) => one !== "interval-crosses");
  const words = doubtWords(doubt, metric, comparison);
  return `, because ${words}${doubt === "interval-crosses" && range !== null ? `: ${range}` : ""}`;
}

function trueWords(comparison: Comparison, metric: Metric): string {
  const { verdict } = comparison;
  const way = wayOf(comparison.effect ?? 0);
  if (verdict === "equivalent") return `Write that it is equivalent within ${thresholdText(comparison, metric)}.`;
  if (verdict !== "inconclusive") return `Write "${verdict}", or that it ${way}.`;
  if (leavesZeroOut(comparison)) return `Write only that it ${way}, or run more rounds.`;
  const isNoisy = comparison.doubts.includes("noisy");
  return `Write that it is inconclusive, or run ${isNoisy ? "it again while nothing else is busy" : "more rounds"}.`;
}
