import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Example, Rule } from "../rule.ts";
import { duplicateExperimentId } from "./duplicate-id.ts";
import { experimentTextWith, soundExperiment } from "./example.ts";
import { missingInput } from "./missing-input.ts";
import { experimentNotRun } from "./not-run.ts";
import { experimentSyntax } from "./syntax.ts";
import { tooFewRounds } from "./too-few-rounds.ts";
import { unknownProbe } from "./unknown-probe.ts";

const RULES = [experimentSyntax, duplicateExperimentId, tooFewRounds, missingInput, unknownProbe, experimentNotRun];

describe("each rule finds its bad example and nothing in its good one", () => {
  test.each(RULES)("$id", (rule) => {
    expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

/** What a rule points at and says, which must not depend on how lines end. */
function told(rule: Rule, example: Example): [string, string][] {
  const found = problemsOf(rule, example).map(({ text, message }): [string, string] => [text, message]);
  const inCrlf = problemsOf(rule, { ...example, text: example.text.replaceAll("\n", "\r\n") });
  expect(inCrlf.map(({ text, message }) => [text, message])).toEqual(found);
  return found;
}

test("what is wrong with a block is told where it stands in the document", () => {
  expect(told(experimentSyntax, experimentTextWith("rounds: 16", "rouds: 16"))).toEqual([
    ["rouds", '"rouds" is not known here: did you mean "rounds"?'],
  ]);
  expect(told(experimentSyntax, experimentTextWith("- { id: one, run", "- { id: one: run"))).not.toEqual([]);
});

test("a block that is not closed, and YAML that is no experiment, are left alone", () => {
  expect(told(experimentSyntax, { text: "```yaml experiment\nid: [\n" })).toEqual([]);
  expect(told(experimentSyntax, { text: "```yaml\nid: 3\n```\n" })).toEqual([]);
});

test("an experiment that cannot be read is not told a second time", () => {
  const unreadable = experimentTextWith("id: p95", "id: P95");
  for (const rule of [tooFewRounds, missingInput, unknownProbe, experimentNotRun])
    expect(told(rule, unreadable)).toEqual([]);
});

test("two experiments of one id are told even when the second cannot be read", () => {
  const second = soundExperiment.text.replace("rounds: 16", "rounds: many");
  expect(problemsOf(duplicateExperimentId, { text: soundExperiment.text + second })).toHaveLength(1);
});

test("rounds are counted to the last look", () => {
  expect(told(tooFewRounds, experimentTextWith("rounds: 16", "looks: [8, 16]"))).toEqual([]);
  expect(told(tooFewRounds, experimentTextWith("rounds: 16", "looks: [3]"))[0]?.[0]).toBe("[3]");
  expect(told(tooFewRounds, experimentTextWith("rounds: 16", "rounds: 1"))).toEqual([
    ["1", "1 round decides nothing. Write 8 rounds at least, 16 if a run does not take too long."],
  ]);
});

test("each input that is not there is told at its place; a folder is one", () => {
  expect(told(missingInput, experimentTextWith("[bench/batch.mjs]", "[bench, bench/batch.mjs, src]"))).toEqual([
    ["src", 'There is no "src". Write where it stands, from the root of the workspace, or remove it from the inputs.'],
  ]);
});

const probe = (name: string): Example =>
  experimentTextWith('run: [node, bench/batch.mjs, --frames, "4"]', `probe: ${name}`);

test("a probe that was probably meant is named", () => {
  expect(told(unknownProbe, probe("http"))).toEqual([]);
  expect(told(unknownProbe, probe("htpt"))).toEqual([["htpt", 'There is no probe "htpt". Did you mean http?']]);
  expect(told(unknownProbe, probe("kafka"))[0]?.[1]).toContain("The probes are model, pipeline");
});

test("whether an experiment was run is not said where nobody knows", () => {
  expect(problemsOf(experimentNotRun, experimentNotRun.bad, { filesIn: () => undefined })).toEqual([]);
  expect(told(experimentNotRun, experimentNotRun.bad)[0]?.[0]).toBe("ws-batch");
});
