// Random sessions over one document with real browsers: NOMOUS_SIM_SEEDS of them, from NOMOUS_SIM_FROM on.
import { expect, test } from "vitest";
import { findChromium } from "./chromium.ts";
import { runDocumentSession } from "./document-session.ts";

/** Each takes half a minute. */
const MOST_SEEDS = 20;
const { NOMOUS_SIM_SEEDS: wanted, NOMOUS_SIM_FROM: from = "1" } = process.env;
const seeds = Array.from({ length: Math.min(Number(wanted ?? 1), MOST_SEEDS) }, (_, i) => Number(from) + i);
const chromium = findChromium();

const why = ((): string | undefined => {
  if (wanted === undefined) return "npm run test:long runs them, or NOMOUS_SIM_SEEDS=3";
  return chromium === undefined ? "Chromium is missing: apt-get install chromium" : undefined;
})();
if (why !== undefined) console.log(`random sessions in Chromium: skipped. ${why}`);

test.skipIf(why !== undefined).for(seeds)(
  "seed %i: browsers, a program and the file come to the same text, and no promised word is missing",
  { timeout: 180_000 },
  async (seed) => {
    expect(await runDocumentSession(seed, chromium ?? "")).toEqual([]);
  },
);
