// Passes are paired by prompt: an easy prompt is easy for both. Seeds of one prompt are alike, so a prompt counts once, however often it ran.
import type { Metric } from "../experiment/experiment.ts";
import type { Interval } from "../statistics/interval.ts";
import { proportionInterval, proportionP } from "../statistics/paired-proportions.ts";
import { clusterSignFlip } from "../statistics/sign-flip.ts";
import type { Compared } from "./compare-numbers.ts";
import { scaleOf } from "./effect-scale.ts";
import { UNKNOWN, verdictOf } from "./judge.ts";
import { pairRounds, type Sides } from "./pair-rounds.ts";
import { passesOf } from "./run-value.ts";
import type { Round } from "./session-rounds.ts";

/** The effect is a difference of shares. Its interval is approximate; where the exact test finds no difference, it reaches to 0. */
export function comparePasses(rounds: readonly Round[], sides: Sides, metric: Metric, alpha: number): Compared {
  const prompts = differencesOf(rounds, sides, metric);
  const means = prompts.map(mean);
  const interval = proportionInterval(means, alpha);
  if (interval === null) return { ...UNKNOWN, units: 0, hasNoRatio: false };
  const exact = clusterSignFlip(prompts);
  const reached = exact > alpha ? { low: Math.min(0, interval.low), high: Math.max(0, interval.high) } : interval;
  const { bounds } = scaleOf(metric);
  return {
    effect: mean(means),
    interval: reached,
    verdict: verdictOf(reached, bounds, metric.better),
    p: claimP(means, bounds, exact),
    units: prompts.length,
    hasNoRatio: false,
  };
}

/** By prompt: −1, 0 or 1 of every round in which both variants tried it. */
function differencesOf(rounds: readonly Round[], sides: Sides, metric: Metric): (readonly number[])[] {
  const prompts = new Map<string, number[]>();
  for (const { baseline, variant } of pairRounds(rounds, sides, (run) => passesOf(run, metric))) {
    for (const [prompt, passed] of Object.entries(variant)) {
      const before = baseline[prompt];
      if (before === undefined) continue;
      const differences = prompts.get(prompt) ?? [];
      differences.push(Number(passed) - Number(before));
      prompts.set(prompt, differences);
    }
  }
  return [...prompts.values()];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function claimP(means: readonly number[], { low, high }: Interval, exact: number): number {
  const beyond = Math.min(proportionP(means, low, "below"), proportionP(means, high, "above"));
  const inside = Math.max(proportionP(means, low, "above"), proportionP(means, high, "below"));
  return Math.min(1, 2 * Math.min(Math.max(beyond, exact / 2), inside));
}
