import type { Metric } from "../experiment/experiment.ts";
import { type EffectScale, scaleOf } from "./effect-scale.ts";
import { type Judgement, judgePlaces, UNKNOWN } from "./judge.ts";
import { pairRounds, type RoundPair, type Sides } from "./pair-rounds.ts";
import { numberOf } from "./run-value.ts";
import type { Round } from "./session-rounds.ts";

export interface Compared extends Judgement {
  /** What the judgement counts: rounds, or prompts. */
  readonly units: number;
  readonly hasNoRatio: boolean;
}

/** One value without a ratio leaves no effect at all: the rest would be a choice among the rounds. */
export function compareNumbers(rounds: readonly Round[], sides: Sides, metric: Metric, alpha: number): Compared {
  const scale = scaleOf(metric);
  const pairs = pairRounds(rounds, sides, (run) => numberOf(run, metric));
  const places = placesOf(pairs, scale);
  const hasNoRatio = places.length < pairs.length;
  const judgement = hasNoRatio ? UNKNOWN : judgePlaces(places, scale, metric.better, alpha);
  return { ...judgement, units: pairs.length, hasNoRatio };
}

export const placesOf = (pairs: readonly RoundPair<number>[], scale: EffectScale): number[] =>
  pairs.flatMap(({ baseline, variant }) => scale.place(baseline, variant) ?? []);
