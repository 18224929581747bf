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
  "no-ratio": "a value of 0 or below has no ratio",
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
  const { verdict, doubts } = comparison;
  if (verdict !== "inconclusive" || doubts.length === 0) return verdict;
  return `${verdict}: ${doubts.map((doubt) => doubtWords(doubt, metric, comparison)).join("; ")}`;
}
