// One variant against the baseline in one metric: the judgement, and every doubt that is left about it.
import { FEWEST_ROUNDS, type Metric } from "../experiment/experiment.ts";
import type { Bench } from "./bench.ts";
import { type Compared, compareNumbers } from "./compare-numbers.ts";
import { comparePasses } from "./compare-passes.ts";
import { isDrifting } from "./drift.ts";
import { type EffectScale, scaleOf } from "./effect-scale.ts";
import { settle } from "./judge.ts";
import { pairRounds, type Sides } from "./pair-rounds.ts";
import type { Comparison, Doubt, Pair } from "./results.ts";
import { numberOf } from "./run-value.ts";
import type { Round } from "./session-rounds.ts";
import { tailOf } from "./tail.ts";

/** The baseline against its own second run. */
export const compareControl = (bench: Bench, metric: Metric): Comparison =>
  compare(bench, metric, { baseline: bench.baseline, variant: bench.baseline, isControl: true }, null);

export const compareVariant = (bench: Bench, metric: Metric, variant: string, control: Comparison): Comparison =>
  compare(bench, metric, { baseline: bench.baseline, variant, isControl: false }, control);

function compare(bench: Bench, metric: Metric, sides: Sides, control: Comparison | null): Comparison {
  const { rounds, alpha } = bench;
  const scale = scaleOf(metric);
  const compared = (metric.kind === "passes" ? comparePasses : compareNumbers)(rounds.counted, sides, metric, alpha);
  const pairs = pairsOf(rounds.counted, sides, metric, scale);
  const shared = sharedDoubts(bench, sides, control ?? compared);
  const doubts = [...ownDoubts(bench, compared, pairs), ...shared];
  return {
    variant: sides.variant,
    scale: scale.name,
    pairs,
    later: pairsOf(rounds.later, sides, metric, scale),
    effect: compared.effect,
    interval: compared.interval,
    threshold: scale.threshold,
    verdict: settle(compared.verdict, doubts),
    doubts,
    p: compared.p,
    tail: sides.isControl || metric.kind === "passes" ? null : tailOf(bench, metric, sides, doubts),
  };
}

/** Pairs without a ratio have no place to be drawn at. */
const pairsOf = (rounds: readonly Round[], sides: Sides, metric: Metric, scale: EffectScale): Pair[] =>
  pairRounds(rounds, sides, (run) => numberOf(run, metric)).flatMap((pair) => {
    const place = scale.place(pair.baseline, pair.variant);
    return place === null ? [] : [{ ...pair, effect: scale.effect(place) }];
  });

function ownDoubts(
  { rounds }: Bench,
  { units, hasNoRatio, interval, verdict }: Compared,
  pairs: readonly Pair[],
): Doubt[] {
  if (units === 0) return ["no-values"];
  return doubtsThat([
    ["too-few-rounds", units < FEWEST_ROUNDS || rounds.look === null],
    ["no-ratio", hasNoRatio],
    ["interval-crosses", interval !== null && verdict === "inconclusive"],
    ["drifting-pairs", isDrifting(pairs.map(({ effect }) => effect))],
  ]);
}

const sharedDoubts = ({ isNoisy, failing }: Bench, sides: Sides, { interval }: Pick<Comparison, "interval">): Doubt[] =>
  doubtsThat([
    ["control-differs", interval !== null && (interval.low > 0 || interval.high < 0)],
    ["noisy", isNoisy],
    ["failures", !sides.isControl && failing.has(sides.variant)],
  ]);

const doubtsThat = (doubts: readonly (readonly [Doubt, boolean])[]): Doubt[] =>
  doubts.flatMap(([doubt, holds]) => (holds ? [doubt] : []));
