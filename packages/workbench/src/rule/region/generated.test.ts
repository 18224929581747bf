import { expect, test } from "vitest";
import { checkDocument } from "../../check/check-document.ts";
import { fillDocument } from "../../region/fill-document.ts";
import { inputOf, sessionWith, SPIKE } from "../../region/spike-fixture.ts";
import { splice } from "../../text/splice.ts";
import { problemsOf } from "../rule-fixture.ts";
import { editedRegion } from "./edited.ts";
import { staleRegion } from "./stale.ts";
import { unbalancedRegion } from "./unbalanced.ts";
import { unknownRegion } from "./unknown.ts";

const RULES = [editedRegion, staleRegion, unknownRegion, unbalancedRegion];
const session = sessionWith(0.86);
const filled = fillDocument(inputOf(SPIKE, session)).text;
const check = (text: string) => checkDocument({ ...inputOf(text, session), rules: RULES }).findings;
const told = (text: string): string[] => check(text).map(({ rule, message }) => `${rule}: ${message}`);

test.each(RULES)("$id finds its bad example and nothing in its good one", (rule) => {
  expect(problemsOf(rule, rule.bad)).not.toEqual([]);
  expect(problemsOf(rule, rule.good)).toEqual([]);
});

test("a document that was just filled is clean, also with CRLF", () => {
  expect(told(filled)).toEqual([]);
  expect(told(filled.replaceAll("\n", "\r\n"))).toEqual([]);
});

test("every line that a person wrote inside a generated part is pointed at, and nothing else", () => {
  const text = filled.replace("Medians of a run", "Mine.\n\nMedians of a run");
  const findings = check(text).filter(({ rule }) => rule === "region.edited");
  expect(findings.map(({ from, to }) => text.slice(from, to))).toEqual(["Mine."]);
  expect(findings[0]?.fix).toBeUndefined();
});

test("a part that is not what the evidence gives is written again by its fix, to the byte", () => {
  const old = fillDocument(inputOf(SPIKE, sessionWith(0.8))).text;
  const stale = check(old).filter(({ rule }) => rule === "region.stale");
  expect(stale.length).toBeGreaterThan(1);
  expect(
    splice(
      old,
      stale.flatMap(({ fix }) => fix?.edits ?? []),
    ),
  ).toBe(filled);
});

test("where a person wrote into it, there is no fix that would lose their words", () => {
  const old = fillDocument(inputOf(SPIKE, sessionWith(0.8))).text.replace("- Failures:", "- Mine.\n- Failures:");
  const [results] = check(old).filter(({ rule, message }) => rule === "region.stale" && message.includes("results"));
  expect(results).toBeDefined();
  expect(results?.fix).toBeUndefined();
});

test("a part whose block has another id now is told, and one whose block cannot be read is not", () => {
  expect(
    told(filled.replace("id: ws-batch", "id: ws-other")).filter((one) => one.startsWith("region.unknown")),
  ).toHaveLength(3);
  expect(told(filled.replace("id: ws-batch", "id: [")).filter((one) => one.startsWith("region.unknown"))).toEqual([]);
});

test("evidence that lost its end is told, and no fix writes the document without it", () => {
  const [whole] = session.text.split("\n").slice(-2, -1);
  const shorter = { ...session, text: session.text.replace(`${whole}\n`, "") };
  const { findings } = checkDocument({ ...inputOf(filled, shorter), rules: [staleRegion] });
  const results = findings.find(({ message }) => message.includes('"ws-batch/results"'));
  expect(results?.message).toContain("its end was removed");
  expect(results?.fix).toBeUndefined();
});
