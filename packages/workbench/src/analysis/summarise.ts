import type { Metric } from "../experiment/experiment.ts";
import { medianInterval } from "../statistics/median-interval.ts";
import { median } from "../statistics/quantile.ts";
import { isBeyond, tukeyFences } from "../statistics/tukey-fences.ts";
import type { ValueSummary } from "./results.ts";
import { numberOf } from "./run-value.ts";
import { type Round, runOf } from "./session-rounds.ts";

/** The runs of one variant; outliers are flagged and stay in every number. */
export function summarise(rounds: readonly Round[], variant: string, metric: Metric, alpha: number): ValueSummary {
  const values = rounds.map((round) => numberOf(runOf(round, variant), metric));
  const known = values.filter((value) => value !== null);
  return {
    variant,
    values,
    median: median(known),
    interval: medianInterval(known, alpha),
    outliers: known.length === 0 ? [] : outliersOf(rounds, values, known),
  };
}

function outliersOf(
  rounds: readonly Round[],
  values: readonly (number | null)[],
  known: readonly number[],
): ValueSummary["outliers"] {
  const { inner, outer } = tukeyFences(known);
  return rounds.flatMap(({ round }, index) => {
    const value = values[index] ?? null;
    if (value === null || !isBeyond(value, inner)) return [];
    return [{ round, fence: isBeyond(value, outer) ? "outer" : "inner" }];
  });
}
