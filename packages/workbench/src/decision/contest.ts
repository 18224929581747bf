// Options that are compared by scores, apart from where those come from: totals, break-even weights and simulations need no more.
import type { Interval } from "../analysis/results.ts";
import type { Score } from "./decision-results.ts";

export interface Contest {
  /** At least one, in the order of the options. */
  readonly names: readonly string[];
  readonly criteria: readonly ContestCriterion[];
}

interface ContestCriterion {
  /** Above 0. */
  readonly weight: number;
  /** One a name. */
  readonly beliefs: readonly Belief[];
}

/** A score before it is cut to the scale, with how sure it is. */
export interface Belief extends Score {
  /** `measured`: normal, with this deviation; options of one variant share the draw. `judged`: anywhere within `low` and `high`. */
  readonly spread:
    | { readonly kind: "measured"; readonly deviation: number; readonly variant: string }
    | { readonly kind: "judged" };
}

const LOWEST = 0;
const HIGHEST = 10;

export const onScale = (points: number): number => Math.min(HIGHEST, Math.max(LOWEST, points));

export const scoreOf = ({ value, low, high }: Belief): Score => ({
  value: onScale(value),
  low: onScale(low),
  high: onScale(high),
});

export interface Total {
  readonly score: number;
  readonly interval: Interval;
}

/** The weighted mean of each option's scores. Their errors are independent, so they add up in squares. */
export function totalsOf({ names, criteria }: Contest): Total[] {
  const whole = sum(criteria.map(({ weight }) => weight));
  return names.map((_, i) => {
    const parts = criteria.flatMap(({ weight, beliefs }) => {
      const belief = beliefs[i];
      return belief === undefined ? [] : [{ share: weight / whole, ...scoreOf(belief) }];
    });
    const score = sum(parts.map(({ share, value }) => share * value));
    const below = Math.sqrt(sum(parts.map(({ share, value, low }) => (share * (value - low)) ** 2)));
    const above = Math.sqrt(sum(parts.map(({ share, value, high }) => (share * (high - value)) ** 2)));
    return { score, interval: { low: onScale(score - below), high: onScale(score + above) } };
  });
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
