// The crash ledger: real processes, random kills, cuts and reloads, and nothing lost, repeated or out of order.
import { describe, expect, test } from "vitest";
import { runSeries } from "./series.ts";

const ROUNDS = Number(process.env["NOMOUS_CRASH_ROUNDS"] ?? 60);
const ROUNDS_A_SERIES = 20;
const FIRST_SEED = Number(process.env["NOMOUS_CRASH_SEED"] ?? 1);

describe("crash ledger", () => {
  for (let i = 0; i * ROUNDS_A_SERIES < ROUNDS; i += 1) {
    const seed = FIRST_SEED + i;
    test(
      `[S1] [S2] [S3] [S4] [C1] [C2] [C6] [S11] nothing is lost or repeated, seed ${seed}`,
      { timeout: 300_000 },
      async () => {
        const { faults, forgotten, ...figures } = await runSeries(seed, ROUNDS_A_SERIES);
        console.log(`crash ledger, seed ${seed}: ${JSON.stringify(figures)}`);
        expect(faults.map(({ code, where }) => `${code} ${where}`)).toEqual([]);
        expect(forgotten).toEqual([]);
        expect(figures.applied).toBeGreaterThan(0);
      },
    );
  }
});
