// How many rounds find which effect in four of five sessions. Normal theory for the paired t test, and 5 % more rounds, because the
// signed-rank test needs π/3 times as many on normal noise (Lehmann 1975) and far fewer where runs stall.
import { normalQuantile } from "./normal.ts";

const POWER = 0.8;
const MORE_ROUNDS = 1.05;

const reach = (alpha: number): number => normalQuantile(1 - alpha / 2) + normalQuantile(POWER);

/** The smallest effect that `rounds` rounds are likely to tell from none; `sd` is of the paired differences, in the same scale. */
export const detectableEffect = (sd: number, rounds: number, alpha = 0.05): number =>
  reach(alpha) * sd * Math.sqrt(MORE_ROUNDS / rounds);

/** Rounds after which an effect is likely to be told from none. */
export function roundsNeeded(sd: number, effect: number, alpha = 0.05): number {
  const ratio = (reach(alpha) * sd) / effect;
  return Math.ceil(MORE_ROUNDS * ratio * ratio);
}
