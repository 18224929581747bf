// Random edits of two sides against an oracle that made them up: it knows which of them touch. NOMOUS_SIM_SEEDS runs that many seeds.
import { createSeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import { meetApart, type Pen } from "../merge/apart-fixture.ts";
import type { FoundConflict } from "../merger.ts";
import {
  type ApartCase,
  makeCase,
  placeOf,
  textOfCase,
  type Verdict,
  verdictOf,
  type WordEdit,
} from "./apart-oracle-fixture.ts";

const SEEDS = Number(process.env["NOMOUS_SIM_SEEDS"] ?? 150);
const FROM = Number(process.env["NOMOUS_SIM_FROM"] ?? 1);

interface Score {
  /** Pairs of edits that one conflict has to tell, and those that one does. */
  wanted: number;
  told: number;
  /** Edits of mine that are near none of theirs, those told with nothing else, and those that share a line with something that is told. */
  apart: number;
  alarms: number;
  besides: number;
}

function writeAll(one: ApartCase, edits: readonly WordEdit[], pen: Pen): void {
  const places = edits.map((edit) => placeOf(one, edit));
  for (const { from, to, insert } of places.toSorted((a, b) => b.from - a.from)) {
    if (from < to) pen.remove(from, to);
    if (insert !== "") pen.insert(from, insert);
  }
}

const isWanted = (verdict: Verdict): boolean => verdict === "must" || verdict === "beside";

async function runSeed(seed: number, score: Score): Promise<void> {
  const random = createSeededRandom(seed);
  const one = makeCase((limit) => random.int(limit));
  const { met, merged } = await meetApart(
    textOfCase(one),
    (pen) => writeAll(one, one.mine, pen),
    (pen) => writeAll(one, one.theirs, pen),
    random.chance(0.5) ? [200, 300] : [300, 200],
  );
  const { conflicts } = met;
  const isIn = (conflict: FoundConflict, edit: WordEdit, side: "mine" | "theirs"): boolean => {
    const { from, to } = placeOf(one, edit);
    const isCovered = conflict.place.from <= from && to <= conflict.place.to;
    return edit.token === "" ? isCovered : conflict[side].includes(edit.token);
  };
  for (const conflict of conflicts) {
    expect(merged).toContain(conflict.merged);
    expect(conflict.runs.reduce((sum, [length]) => sum + length, 0)).toBe(conflict.merged.length);
  }
  const all = [merged, ...conflicts.flatMap(({ mine, theirs }) => [mine, theirs])].join("\n");
  for (const { token } of [...one.mine, ...one.theirs]) expect(all).toContain(token);
  const grounded = new Set<FoundConflict>();
  for (const mine of one.mine)
    for (const theirs of one.theirs) {
      const both = conflicts.filter((conflict) => isIn(conflict, mine, "mine") && isIn(conflict, theirs, "theirs"));
      const verdict = verdictOf(mine, theirs);
      if (verdict !== "apart") for (const conflict of both) grounded.add(conflict);
      if (!isWanted(verdict)) continue;
      score.wanted += 1;
      expect(both, `seed ${seed}: ${JSON.stringify([mine, theirs, textOfCase(one), merged])}`).not.toEqual([]);
      score.told += 1;
    }
  for (const mine of one.mine) {
    if (one.theirs.some((theirs) => verdictOf(mine, theirs) !== "apart")) continue;
    const own = conflicts.filter((conflict) => isIn(conflict, mine, "mine"));
    score.apart += 1;
    if (own.some((conflict) => grounded.has(conflict))) score.besides += 1;
    else if (own.length > 0) score.alarms += 1;
  }
}

test("all that both sides changed at the same words is told, nothing inserted is lost, and what they changed apart is left alone", async () => {
  const score: Score = { wanted: 0, told: 0, apart: 0, alarms: 0, besides: 0 };
  for (let seed = FROM; seed < FROM + SEEDS; seed += 1) await runSeed(seed, score);
  expect(score.wanted).toBeGreaterThan(SEEDS / 4);
  expect({ ...score, recall: score.told / score.wanted }).toMatchObject({ recall: 1 });
  expect({ ...score, isQuiet: score.alarms <= 0.05 * score.apart }).toMatchObject({ isQuiet: true });
}, 600_000);
