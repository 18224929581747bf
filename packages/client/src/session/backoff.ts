import { LIMITS } from "@nomous/protocol";

/** Milliseconds before try number `attempt`: the first at once, then full jitter below a bound that doubles. `chance` is in [0, 1). */
export function backoffMs(attempt: number, chance: number): number {
  if (attempt === 0) return 0;
  return chance * Math.min(LIMITS.backoffMaxMs, LIMITS.backoffMinMs * 2 ** (attempt - 1));
}
