import { expect, test } from "vitest";
import { soundResult } from "../rule/claim/example.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { claimChoices } from "./claim-choices.ts";
import { claimProblems } from "./check-claim.ts";
import { claimDefinitions } from "./claim-definitions.ts";
import { findMeasurements } from "./find-measurements.ts";

const surroundings = surroundingsOf(soundResult.files);
const head = soundResult.text.slice(0, soundResult.text.indexOf("p95 fell"));
const define = (sentence: string): string =>
  claimDefinitions({ path: "docs/spikes/a.md", markdown: parseMarkdown(head + sentence), surroundings });

test("every key that stands for something is defined once, in the order of the keys, with what was measured", () => {
  const lines = define(
    "[15 %][ev:ws-batch/p95], [104 ms][ev:ws-batch/p95@four/value], [15 %][ev:ws-batch/p95], [1][ev:ws-batch/no], [8][ev:ws-batch/p95/runs].",
  ).split("\n");
  expect(lines.map((line) => line.replace(/evidence\/.*jsonl/, "…"))).toEqual([
    expect.stringMatching(/^\[ev:ws-batch\/p95\]: \.\.\/\.\.\/… "−14\.\d+ % \[−\d+\.\d+, −\d+\.\d+\], better"$/),
    '[ev:ws-batch/p95/runs]: ../../… "8"',
    expect.stringMatching(
      /^\[ev:ws-batch\/p95@four\/value\]: \.\.\/\.\.\/… "10\d(\.\d)? ms \[\d+(\.\d)?, \d+(\.\d)?\]"$/,
    ),
  ]);
});

test("a document without claims has no definitions, and neither has one whose experiment never ran", () => {
  expect(define("p95 fell.")).toBe("");
  const markdown = parseMarkdown(`${head}p95 fell [15 %][ev:ws-batch/p95].`);
  expect(claimDefinitions({ path: "docs/a.md", markdown, surroundings: surroundingsOf() })).toBe("");
});

test("what is offered to be written is right as it is written", () => {
  const [read] = readExperiments(parseMarkdown(head));
  const choices = claimChoices(surroundings, read?.experiment == null ? [] : [read.experiment]);
  expect(choices.map(({ key }) => key)).toEqual([
    "ev:ws-batch/p95",
    "ev:ws-batch/memory",
    "ev:ws-batch/p95@one/value",
    "ev:ws-batch/p95/value",
    "ev:ws-batch/memory@one/value",
    "ev:ws-batch/memory/value",
  ]);
  expect(choices[0]?.says).toMatch(/^p95 latency of four frames against one frame: −14\.\d+ % \[.*\], better$/);
  for (const { words } of choices) {
    const markdown = parseMarkdown(`${head}The result is ${words}.`);
    expect(claimProblems(markdown, findMeasurements(markdown, surroundings))).toEqual([]);
  }
});
