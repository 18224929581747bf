// The normal distribution, where exact distributions would be too long.
import { exp } from "./natural-log.ts";

const HALF_TAU_ROOT = 0.3989422804014327; // 1 / √(2π)

/** P(Z ≤ z), right to about 1e-16, by the series of Marsaglia (2004), "Evaluating the normal distribution". */
export function normalAtMost(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let term = z;
  let sum = z;
  for (let odd = 3, before = NaN; sum !== before; odd += 2) {
    before = sum;
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * HALF_TAU_ROOT * exp((-z * z) / 2);
}

/** The z with P(Z ≤ z) = `chance`, by bisection, between −8 and 8. */
export function normalQuantile(chance: number): number {
  let low = -8;
  let high = 8;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (normalAtMost(middle) < chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
