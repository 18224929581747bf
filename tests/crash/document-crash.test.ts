// Documents under `kill -9`: a real bridge on a real repository, people, programs and git at one file, and no word that was called saved is
// missing. NOMOUS_CRASH_ROUNDS counts the rounds of each kind, NOMOUS_CRASH_SEED is where they begin.
import { describe, expect, test } from "vitest";
import { countLost, runDocumentSeries } from "./document-series.ts";

const ROUNDS = Number(process.env["NOMOUS_CRASH_ROUNDS"] ?? 2);
const ROUNDS_A_SERIES = 20;
const FIRST_SEED = Number(process.env["NOMOUS_CRASH_SEED"] ?? 1);
/** Each is two starts of a client and one of a bridge. */
const KILLS = Math.min(ROUNDS, 250);
/** Long enough that the file is written, or is just being written, in some rounds. */
const WITHIN_MS = 600;

const series = Array.from({ length: Math.ceil(ROUNDS / ROUNDS_A_SERIES) }, (_, i) => FIRST_SEED + i);

describe("documents", () => {
  test.for(series)("everybody and the file come to the same text, seed %i", { timeout: 300_000 }, async (seed) => {
    const { problems, ...figures } = await runDocumentSeries(seed, Math.min(ROUNDS, ROUNDS_A_SERIES));
    console.log(`documents, seed ${seed}: ${JSON.stringify(figures)}`);
    expect(problems).toEqual([]);
  });

  test("what was called saved is there after kill -9 at any time", { timeout: 60_000 + KILLS * 10_000 }, async () => {
    expect(await countLost(FIRST_SEED, KILLS, WITHIN_MS)).toEqual([]);
  });
});
