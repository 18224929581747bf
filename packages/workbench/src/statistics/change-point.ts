import { exp } from "./natural-log.ts";
import { ranks } from "./ranks.ts";

/** Where the level of a series most likely changes once: the index of the first value after it, with the approximate p of Pettitt (1979). */
export function changePoint(values: readonly number[]): { readonly index: number; readonly p: number } | null {
  const n = values.length;
  let [sum, furthest, index] = [0, 0, 0];
  ranks(values).forEach((rank, at) => {
    sum += 2 * rank - (n + 1);
    if (Math.abs(sum) > furthest) [furthest, index] = [Math.abs(sum), at + 1];
  });
  return furthest === 0 ? null : { index, p: Math.min(1, 2 * exp((-6 * furthest * furthest) / (n * n * n + n * n))) };
}
