// Random sessions over one document with real browsers: a short one, or NOMOUS_SIM_SEEDS whole ones, from NOMOUS_SIM_FROM on.
import { expect, test } from "vitest";
import { findChromium } from "./chromium.ts";
import { runDocumentSession } from "./document-session.ts";

/** Each takes half a minute. */
const MOST_SEEDS = 20;
const { NOMOUS_SIM_SEEDS: wanted, NOMOUS_SIM_FROM: from = "1" } = process.env;
const seeds = Array.from({ length: Math.min(Number(wanted ?? 1), MOST_SEEDS) }, (_, i) => Number(from) + i);
const rounds = wanted === undefined ? 3 : undefined;
const chromium = findChromium();

test.skipIf(chromium === undefined && process.env["CI"] !== "true").for(seeds)(
  "seed %i: browsers, a program and the file come to the same text, and no promised word is missing",
  { timeout: 180_000 },
  async (seed) => {
    expect(await runDocumentSession(seed, chromium ?? "", rounds)).toEqual([]);
  },
);
