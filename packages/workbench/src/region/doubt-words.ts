import type { Comparison, Doubt } from "../analysis/results.ts";
import type { Metric } from "../experiment/experiment.ts";
import { formatThreshold } from "../number/format-effect.ts";

const WORDS: Readonly<Record<Doubt, string>> = {
  "too-few-rounds": "too few paired rounds for a verdict",
  "interval-crosses": "the interval reaches over the threshold",
  "control-differs": "the same command twice was told apart",
  noisy: "too many rounds were disturbed",
  "drifting-pairs": "the pairs depend on each other or change midway",
  failures: "it failed at least once",
  "no-ratio": "a value of 0 or below has no ratio, so the threshold has to be an absolute one",
  "many-comparisons": "not clear enough among so many metrics",
  "no-values": "nothing was measured",
};

/** Why a verdict is not stronger, as a clause. */
export function doubtWords(doubt: Doubt, metric: Metric, comparison: Pick<Comparison, "scale" | "threshold">): string {
  const words = WORDS[doubt];
  return doubt === "interval-crosses" ? `${words} of ${formatThreshold(metric, comparison)}` : words;
}

/** `better`, or `inconclusive: the interval reaches over the threshold of ±5 %`. */
export function verdictWords(metric: Metric, comparison: Comparison): string {
  const reasons = reasonWords(metric, comparison);
  return comparison.verdict !== "inconclusive" || reasons === "" ? comparison.verdict : `inconclusive: ${reasons}`;
}

/** All reasons; where nothing was measured, those that say why. */
export function reasonWords(metric: Metric, comparison: Comparison): string {
  const { doubts } = comparison;
  const told = doubts.includes("no-values") ? doubts.filter((doubt) => UNMEASURED.includes(doubt)) : doubts;
  return told.map((doubt) => doubtWords(doubt, metric, comparison)).join("; ");
}

const UNMEASURED: readonly Doubt[] = ["no-values", "failures"];
