import { LIMITS } from "@nomous/protocol";
import fc from "fast-check";
import { expect, it } from "vitest";
import { backoffMs } from "./backoff.ts";

it("[F6] the first try is at once, later ones anywhere below a bound between 0.25 s and 15 s", () => {
  expect(backoffMs(0, 0.99)).toBe(0);
  expect(backoffMs(1, 1)).toBe(LIMITS.backoffMinMs);
  expect(backoffMs(1_000_000, 1)).toBe(LIMITS.backoffMaxMs);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, chance) => {
      expect(backoffMs(attempt, chance)).toBeGreaterThanOrEqual(0);
      expect(backoffMs(attempt, chance)).toBeLessThan(LIMITS.backoffMaxMs);
      expect(backoffMs(attempt, chance)).toBeLessThanOrEqual(backoffMs(attempt + 1, chance));
    }),
    { seed: 20_261_120 },
  );
});
