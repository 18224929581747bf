// The crash ledger: real processes, random kills, cuts and reloads, and nothing lost, repeated or out of order.
import { describe, expect, test } from "vitest";
import { runSeries } from "./series.ts";
import { LLAMA, SCRIPTED, type Writer } from "./writer.ts";

const ROUNDS = Number(process.env["NOMOUS_CRASH_ROUNDS"] ?? 10);
const ROUNDS_A_SERIES = 20;
const FIRST_SEED = Number(process.env["NOMOUS_CRASH_SEED"] ?? 1);

const RULES = "[S1] [S2] [S3] [S4] [C1] [C2] [C6] [S11]";

function ledger(name: string, writer: Writer, rounds: number): void {
  for (let i = 0; i * ROUNDS_A_SERIES < rounds; i += 1) {
    const seed = FIRST_SEED + i;
    test(`${RULES} nothing is lost or repeated by ${name}, seed ${seed}`, { timeout: 300_000 }, async () => {
      const { faults, forgotten, ...figures } = await runSeries(seed, Math.min(rounds, ROUNDS_A_SERIES), writer);
      console.log(`crash ledger of ${name}, seed ${seed}: ${JSON.stringify(figures)}`);
      expect(faults.map(({ code, where }) => `${code} ${where}`)).toEqual([]);
      expect(forgotten).toEqual([]);
      expect(figures.applied).toBeGreaterThan(0);
    });
  }
}

describe("crash ledger", () => {
  ledger("the scripted engine", SCRIPTED, ROUNDS);
  ledger("llama.cpp", LLAMA, Math.max(4, ROUNDS / 5));
});
