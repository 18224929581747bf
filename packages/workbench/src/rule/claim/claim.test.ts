import { describe, expect, test } from "vitest";
import { splice } from "../../text/splice.ts";
import { parseMarkdown } from "../../text/markdown.ts";
import { checkDocument } from "../../check/check-document.ts";
import { BUILT_IN_TYPES } from "../../type/built-in.ts";
import type { Example, Rule } from "../rule.ts";
import { problemsOf, surroundingsOf } from "../rule-fixture.ts";
import { claimDirection } from "./direction.ts";
import { claimOnBrokenEvidence } from "./evidence.ts";
import { resultWith, SOUND, soundResult } from "./example.ts";
import { claimForm } from "./form.ts";
import { claimInterval } from "./interval.ts";
import { claimWithoutDefinition } from "./no-definition.ts";
import { otherExperiment } from "./other-experiment.ts";
import { otherVariant } from "./other-variant.ts";
import { claimRounding } from "./rounding.ts";
import { staleClaim } from "./stale.ts";
import { unboundNumber } from "./unbound.ts";
import { claimUnit } from "./unit.ts";
import { unknownClaim } from "./unknown.ts";
import { claimValue } from "./value.ts";
import { claimVerb } from "./verb.ts";

const FAMILY: readonly Rule[] = [
  claimForm,
  unknownClaim,
  claimOnBrokenEvidence,
  claimValue,
  claimRounding,
  claimInterval,
  claimUnit,
  claimDirection,
  claimVerb,
  otherExperiment,
  otherVariant,
  staleClaim,
  claimWithoutDefinition,
  unboundNumber,
];

const told = (example: Example): string[] =>
  FAMILY.flatMap((rule) => problemsOf(rule, example).map(({ text, message }) => `${rule.id} ${text} ${message}`));

describe("each rule finds its bad example and nothing in its good one, and no other rule of the family speaks", () => {
  test.each(FAMILY)("$id", (rule) => {
    expect(told(rule.bad).map((line) => line.split(" ")[0])).toEqual([rule.id]);
    expect(told(rule.good)).toEqual([]);
  });
});

test("the fix changes the number and nothing else", () => {
  const { text, files = {} } = claimValue.bad;
  const { findings } = checkDocument({
    path: "docs/example.md",
    text,
    types: BUILT_IN_TYPES,
    rules: [claimValue],
    surroundings: surroundingsOf(files),
  });
  expect(findings.map(({ fix }) => fix?.title)).toEqual(["Change the number to 15 %"]);
  expect(
    splice(
      text,
      findings.flatMap(({ fix }) => fix?.edits ?? []),
    ),
  ).toBe(text.replace("[18 %]", "[15 %]"));
});

test("a claim in another document is held against the experiment where it stands", () => {
  const { text, files = {} } = soundResult;
  const cited = { ...files, "docs/example.md": text };
  const citing = "# Design\n\np95 falls by [18 %][ev:ws-batch/p95].\n\n[ev:ws-batch/p95]: x\n";
  expect(problemsOf(claimValue, { text: citing, files: cited }, { path: "specs/batch.md" })).toHaveLength(1);
  expect(problemsOf(staleClaim, { text: citing, files: cited }, { path: "specs/batch.md" })).toEqual([]);
  const changed = { ...cited, "docs/example.md": text.replace("threshold: 5 %", "threshold: 4 %") };
  expect(problemsOf(staleClaim, { text: citing, files: changed }, { path: "specs/batch.md" })[0]?.message).toContain(
    "the threshold of p95",
  );
});

test("what changed since an experiment is told at its first claim, not at each", () => {
  const twice = resultWith(`${SOUND} So p95 is [15 %][ev:ws-batch/p95] lower.`);
  const changed = { ...twice, text: twice.text.replace("threshold: 5 %", "threshold: 4 %") };
  expect(problemsOf(staleClaim, changed)).toHaveLength(1);
});

test("a missing definition is told with the line that is missing, once a key", () => {
  const twice = resultWith(`${SOUND} So p95 is [15 %][ev:ws-batch/p95] lower.`, {}, "");
  const problems = problemsOf(claimWithoutDefinition, twice);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toMatch(
    /\[ev:ws-batch\/p95\]: \.\.\/evidence\/ws-batch\/\S+\.jsonl "−14\.\d+ % \[−\d+\.\d+, −\d+\.\d+\], better"$/,
  );
});

const count = (sentence: string): number => problemsOf(unboundNumber, resultWith(sentence)).length;

describe("a number is unbound only where it speaks as a result of this spike", () => {
  test.each([
    "p95 fell 15 % with four frames.",
    "The median of four frames is 104 ms.",
    "- Memory rose to 182 MB.",
    "| Variant | p95 | Frames |\n| ------- | --- | ------ |\n| four | 104 ms | 4 |",
  ])("told: %s", (sentence) => {
    expect(count(sentence)).toBe(1);
  });

  test.each([
    "p95 fell [15 %][ev:ws-batch/p95].",
    "We act when p95 falls by more than 5 %.",
    "The threshold of p95 is 5 %, and 8 rounds were run.",
    "p95 should stay below 200 ms.",
    "The machine has 16 GB of memory.",
    "This took 2 days of work and ran for 15 minutes.",
    "It was measured on 2026-11-29 with Node 24.1.0 at p95.",
    "p95 fell by about 20 % according to [the report of the vendor](https://example.org).",
    "`p95 = 104 ms` is what a run prints.",
    "| Step | Duration |\n| ---- | -------- |\n| Build | 20 ms |",
    "<!-- nomous:ws-batch/results -->\n\np95 fell 15 %.\n\n<!-- /nomous:ws-batch/results -->",
  ])("passed: %s", (sentence) => {
    expect(count(sentence)).toBe(0);
  });

  test("and in a document without an experiment none is", () => {
    const { text } = resultWith("p95 fell 15 % with four frames.");
    const without = text.replace(/```yaml experiment[^]*?```/, "");
    expect(parseMarkdown(without).fences).toEqual([]);
    expect(problemsOf(unboundNumber, { text: without })).toEqual([]);
  });
});
