// A history whose truth is known: nothing that changed is passed over, hardly anything else is told, and the commit that is accused did it.
import process from "node:process";
import { openWorkspace } from "@nomous/lab";
import { openWorkbench } from "@nomous/lab/documents";
import { surveyFreshness } from "@nomous/lab/staleness";
import type { BoundTarget } from "@nomous/workbench/staleness";
import { expect, test } from "vitest";
import { makeFolder } from "../../packages/lab/src/folder-fixture.ts";
import { isShort } from "../support/long.ts";
import { type Expected, type HistorySize, makeHistory } from "./truth.ts";

interface Outcome {
  readonly expected: Expected;
  readonly found: BoundTarget | undefined;
  /** Of the commit that is accused; null where none is. */
  readonly accused: number | null;
}

const isTold = ({ found }: Outcome): boolean => found?.freshness === "needs-review" || found?.freshness === "broken";

async function outcomesOf(seed: number, size: HistorySize): Promise<Outcome[]> {
  await using folder = await makeFolder();
  const { expected, commits } = makeHistory(folder.root, seed, size);
  const { documents, problems } = await surveyFreshness(
    await openWorkbench(await openWorkspace(folder.root), "2026-01-01"),
  );
  expect(problems).toEqual([]);
  const targets = new Map(documents.map(({ path, targets }) => [path, targets]));
  return expected.map((one) => {
    const found = targets.get(one.document)?.find(({ target }) => target === one.target);
    const id = found?.cause?.commit?.commit;
    return { expected: one, found, accused: id === undefined ? null : commits.indexOf(id) };
  });
}

const shareOf = (some: readonly Outcome[], all: readonly Outcome[]): number => some.length / Math.max(1, all.length);

/** What was passed over, and the shares of what was told wrongly. */
function judged(outcomes: readonly Outcome[]) {
  const changed = outcomes.filter(({ expected }) => expected.freshness !== "fresh");
  const fresh = outcomes.filter(({ expected }) => expected.freshness === "fresh");
  const caused = changed.filter(({ expected }) => expected.commit !== null);
  const wrong = caused.filter(({ expected, accused }) => accused !== expected.commit);
  const lost = fresh.filter((one) => !isTold(one) && one.found?.movedTo !== one.expected.movedTo);
  return {
    missed: changed.filter((one) => !isTold(one)),
    falseAlarms: shareOf(fresh.filter(isTold), fresh),
    wrongCommits: shareOf(wrong, caused),
    lostMoves: shareOf(lost, fresh),
    examples: [...fresh.filter(isTold), ...wrong, ...lost].slice(0, 3),
  };
}

const SEED = Number(process.env["NOMOUS_STALENESS_SEED"] ?? 1);

test("in a short history all changes are found, the right commits accused, and no alarm is false", async () => {
  const outcomes = await outcomesOf(SEED, { files: 6, documents: 12, commits: 60 });
  expect(judged(outcomes)).toEqual({ missed: [], falseAlarms: 0, wrongCommits: 0, lostMoves: 0, examples: [] });
});

test.skipIf(isShort())(
  "in long histories at most one alarm in twenty is false, and one commit in a hundred another than the one that did it",
  { timeout: 600_000 },
  async () => {
    const outcomes: Outcome[] = [];
    for (let seed = 2; seed < 2 + Number(process.env["NOMOUS_STALENESS_SEEDS"] ?? 20); seed += 1)
      outcomes.push(...(await outcomesOf(seed, { files: 24, documents: 40, commits: 300 })));
    const { missed, falseAlarms, wrongCommits, lostMoves, examples } = judged(outcomes);
    console.log(`${outcomes.length} citations`, { falseAlarms, wrongCommits, lostMoves }, examples);
    expect(missed).toEqual([]);
    expect(falseAlarms).toBeLessThanOrEqual(0.05);
    expect(lostMoves).toBeLessThanOrEqual(0.05);
    // Lines that were changed, moved to another file and there changed back lose their trail.
    expect(wrongCommits).toBeLessThanOrEqual(0.01);
  },
);
