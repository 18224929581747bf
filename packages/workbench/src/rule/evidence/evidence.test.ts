import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { brokenEvidence } from "./broken.ts";
import { changedAfterData } from "./changed-after-data.ts";
import { measuredWith, sessionText, soundMeasured, soundSession } from "./example.ts";
import { inputsChanged } from "./inputs-changed.ts";
import { newerEvidence } from "./newer-version.ts";
import { tornEvidence } from "./torn.ts";

const RULES = [brokenEvidence, tornEvidence, changedAfterData, newerEvidence, inputsChanged];

describe("each rule finds its bad example and nothing in its good one", () => {
  test.each(RULES)("$id", (rule) => {
    expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

test("each rule speaks of what is its own", () => {
  for (const { bad } of RULES) {
    const finds = RULES.filter((rule) => problemsOf(rule, bad).length > 0);
    expect(finds.map(({ bad: own }) => own)).toEqual([bad]);
  }
});

test("nothing is said of evidence that cannot be seen", () => {
  for (const rule of RULES) expect(problemsOf(rule, rule.bad, { textOf: () => undefined })).toEqual([]);
});

test("a broken file is told with its line, and how many more there are", () => {
  const flipped = soundSession.replaceAll('"p95":4', '"p95":3');
  expect(problemsOf(brokenEvidence, measuredWith(flipped))).toEqual([
    {
      line: 4,
      text: "ws-batch",
      message:
        "evidence/ws-batch/20261129T061500-3f2a91.jsonl:2: it is not as it was written, or lines before it were removed, added or moved, and so in 5 more lines. Restore the file as it was committed, or run the experiment again.",
    },
  ]);
});

test("an older session that is broken is told too", () => {
  const { files = {}, text } = soundMeasured;
  const older = { "evidence/ws-batch/20261001T061500-000000.jsonl": "{}\n" };
  expect(problemsOf(brokenEvidence, { text, files: { ...files, ...older } })).toHaveLength(1);
});

test("what was changed is said in words; a question that is put better is no change", () => {
  expect(
    problemsOf(changedAfterData, measuredWith(soundSession, "rounds: 16", "rounds: 8")).map(({ message }) => message),
  ).toEqual([
    "Since it was measured, the number of rounds was 16 and is 8. Run it again as it is now, or write it as it was.",
  ]);
  expect(problemsOf(changedAfterData, measuredWith(soundSession, "lower p95?", "lower the slow end?"))).toEqual([]);
});

test("an input is told where it is named", () => {
  const [problem] = problemsOf(inputsChanged, inputsChanged.bad);
  expect(problem?.text).toBe("bench/batch.mjs");
});

test("a session that was written for a newer version asks for an update", () => {
  const [problem] = problemsOf(newerEvidence, measuredWith(sessionText({ head: { version: 9 } })));
  expect(problem?.message).toContain("update nomous");
});
