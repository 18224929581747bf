// Random sessions over one document with real browsers. NOMOUS_SIM_SEEDS runs that many seeds instead of one, from NOMOUS_SIM_FROM on.
import { expect, test } from "vitest";
import { findChromium } from "./chromium.ts";
import { runDocumentSession } from "./document-session.ts";

/** Each takes some twenty seconds. */
const MOST_SEEDS = 20;
const SEEDS = Math.min(Number(process.env["NOMOUS_SIM_SEEDS"] ?? 1), MOST_SEEDS);
const FROM = Number(process.env["NOMOUS_SIM_FROM"] ?? 1);
const chromium = findChromium() ?? "";

test.skipIf(chromium === "" && process.env["CI"] !== "true").for(Array.from({ length: SEEDS }, (_, i) => FROM + i))(
  "seed %i: browsers, a program and the file come to the same text, and no promised word is missing",
  { timeout: 180_000 },
  async (seed) => {
    expect(await runDocumentSession(seed, chromium, 5)).toEqual([]);
  },
);
