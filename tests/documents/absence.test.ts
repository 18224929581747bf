// People who do not see each other change one text, and come back: everybody comes to the same, no word is missing, and exactly the places that two
// of them changed are told. NOMOUS_SIM_SEEDS runs that many seeds instead of 12, from NOMOUS_SIM_FROM on; `npm run test:long` runs a thousand.
import process from "node:process";
import { expect, test } from "vitest";
import { simulateAbsence } from "./absence/live-absence.ts";
import type { Sabotage } from "./world.ts";

const SEEDS = Number(process.env["NOMOUS_SIM_SEEDS"] ?? (process.env["NOMOUS_LONG"] === "1" ? 1_000 : 12));
const FROM = Number(process.env["NOMOUS_SIM_FROM"] ?? 1);

let [overlaps, alone, falseAlarms] = [0, 0, 0];

test.for(Array.from({ length: SEEDS }, (_, i) => FROM + i))(
  "[D18] seed %i: every place that two people changed apart is told, and nothing is lost",
  async (seed) => {
    const verdict = await simulateAbsence(seed);
    overlaps += verdict.overlaps;
    alone += verdict.alone;
    falseAlarms += verdict.falseAlarms.length;
    expect(verdict.problems).toEqual([]);
  },
);

test("[D18] at most one in twenty edits that are near nobody else's is told as a conflict", () => {
  console.log(`${overlaps} overlaps told, ${falseAlarms} false alarms at ${alone} edits that were alone`);
  expect(overlaps).toBeGreaterThan(0);
  expect(falseAlarms).toBeLessThanOrEqual(alone / 20);
});

test.for<[string, Sabotage, RegExp]>([
  [
    "finds no place at all",
    { merger: (merger) => ({ ...merger, meet: async (apart) => ({ ...(await merger.meet(apart)), conflicts: [] }) }) },
    /^untold/,
  ],
  [
    "takes an old text for what both began with",
    {
      merger: (merger) => ({
        ...merger,
        meet: (apart) => merger.meet({ ...apart, state: { ...apart.state, upTo: 4 } }),
      }),
    },
    /^untold|false alarm/,
  ],
])("a bridge that %s is caught", async ([, sabotage, problem]) => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const { problems, falseAlarms, alone } = await simulateAbsence(seed, sabotage).catch((error: unknown) => ({
      problems: [String(error)],
      falseAlarms: [],
      alone: 0,
    }));
    const alarm = falseAlarms.length > alone / 20 ? ["false alarm: too many"] : [];
    if ([...problems, ...alarm].some((line) => problem.test(line))) return;
  }
  expect.fail("nobody noticed");
});
