// The null distribution that the exact tests here share: each weight enters a sum by the toss of a fair coin. With weights 1, 2, … n the sum
// is Wilcoxon's signed-rank statistic, with weights of 1 it is binomial, with the sizes of paired differences it is the sign-flip test.

export interface CoinSum {
  /** P(sum ≤ `value`). */
  atMost(value: number): number;
  /** The largest value with P(sum ≤ value) ≤ `tail`; −1 when there is none. */
  critical(tail: number): number;
}

/** Whole, positive weights; by dynamic programming, in steps of the weights' number times their sum. */
export function coinSum(weights: readonly number[]): CoinSum {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const chances = new Float64Array(total + 1);
  chances[0] = 1;
  let reached = 0;
  for (const weight of weights) {
    reached += weight;
    for (let sum = reached; sum >= 0; sum -= 1) {
      chances[sum] = ((chances[sum] ?? 0) + (sum >= weight ? (chances[sum - weight] ?? 0) : 0)) / 2;
    }
  }
  let below = 0;
  return cumulative(
    total,
    chances.map((chance) => (below += chance)),
  );
}

const cumulative = (total: number, atMost: Float64Array): CoinSum => ({
  atMost: (value) => (value < 0 ? 0 : value >= total ? 1 : (atMost[Math.floor(value)] ?? 1)),
  critical(tail) {
    const above = atMost.findIndex((chance) => chance > tail);
    return above === -1 ? total : above - 1;
  },
});
