import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { decisionWith, TRANSPORT } from "./decision-fixture.ts";
import { decisionJsonSchema } from "./decision-schema.ts";
import { readDecisions } from "./read-decisions.ts";

/** Each problem with the text that it points at. */
function problemsIn(text: string): string[] {
  const document = `# Frames\n\n${text}`;
  return readDecisions(parseMarkdown(document)).flatMap(({ problems }) =>
    problems.map(({ from, to, message }) => `${document.slice(from, to)}: ${message}`),
  );
}

const changed = (words: string, instead: string): string => {
  if (!TRANSPORT.includes(words)) throw new Error(`the decision does not say ${words}`);
  return TRANSPORT.replace(words, instead);
};

test("a block is read as it is written", () => {
  const decision = decisionWith();
  expect(decision.id).toBe("transport");
  expect(decision.options[1]).toEqual({ name: "Four frames", variants: { "ws-batch": "four" } });
  expect(decision.musts).toEqual([
    {
      kind: "metric",
      name: "none dropped",
      metric: { experiment: "ws-batch", metric: "dropped" },
      bound: "at most",
      limit: 0,
    },
  ]);
  expect(decision.criteria[0]).toEqual({
    kind: "metric",
    name: "Performance metrics",
    weight: 35,
    metric: { experiment: "ws-batch", metric: "p95" },
  });
  expect(decision.criteria[4]).toEqual({
    kind: "judged",
    name: "Risk",
    weight: 15,
    scores: { "One frame": 8, "Four frames": 6.5, "Eight frames": 4 },
    by: "mara",
    because: "a lost batch loses more frames at once",
  });
});

test.each([
  ["criteria:", "criterias:", 'criterias: "criterias" is not known here: did you mean "criteria"?'],
  ["weight: 35", "weight: 0", "0: expected more than 0, found 0"],
  ["One frame: 9", "One frame: 11", "11: expected at most 10, found 11"],
  ["metric: ws-batch/p95", "metric: p95", "p95: expected an experiment and one of its metrics, such as ws-batch/p95"],
  [
    "id: transport",
    "id: Transport",
    "Transport: expected the id of the decision in lower case with hyphens, such as ws-batch",
  ],
  ["One frame: 8", "One fram: 8", 'One fram: there is no option "One fram": did you mean "One frame"?'],
  ["name: Risk", "name: implementation effort", "implementation effort: this criterion is there twice: remove one"],
  ["at-most: 0", "at-least: 1, at-most: 0", '1: expected "at-most" or "at-least", not both'],
  [", at-most: 0", "", 'name: "at-most" is missing: expected it or "at-least", with a number'],
  [", metric: ws-batch/cpu", "", 'name: expected "metric" or "judged", found neither'],
  ["metric: ws-batch/cpu", "metric: ws-batch/cpu, by: mara", 'by: "by" is for judgements: a metric needs none'],
  ["    by: mara\n", "", 'name: "by" is missing: expected who judged'],
  ["    because: the encoder exists already\n", "", 'name: "because" is missing: expected why'],
  ["because: the encoder exists already", 'because: " "', '" ": expected why it was judged so, found nothing'],
])("what cannot be meant is told at its place: %s → %s", (words, instead, told) => {
  expect(problemsIn(changed(words, instead))).toContain(told);
});

test("an option that a judgement leaves out is told where it belongs", () => {
  expect(problemsIn(changed(", Eight frames: 4 }", " }"))).toEqual(['judged: "Eight frames" is not judged: add it']);
});

test("one option is nothing to decide between", () => {
  const text =
    "```yaml decision\nid: a\noptions: { One: {} }\ncriteria:\n  - { name: Cost, weight: 1, metric: ws/p95 }\n```\n";
  expect(problemsIn(text)).toEqual(["{ One: {} }: expected at least 2 options to decide between"]);
});

test("a block of another kind, or one that is not closed, is no decision", () => {
  for (const text of ["```yaml\nid: a\n```\n", "```yaml experiment\nid: a\n```\n", "```yaml decision\nid: a\n"])
    expect(readDecisions(parseMarkdown(text))).toEqual([]);
});

test("a value and a name are found in the document", () => {
  const document = `# Frames\n\n${TRANSPORT}`;
  const [read] = readDecisions(parseMarkdown(document));
  const textAt = (path: readonly (string | number)[], what: "value" | "name"): string => {
    const { from, to } = read?.placeOf(path, what) ?? { from: 0, to: 0 };
    return document.slice(from, to);
  };
  expect(textAt(["criteria", 0, "metric"], "value")).toBe("ws-batch/p95");
  expect(textAt(["options", "Four frames"], "name")).toBe("Four frames");
  expect(textAt(["nothing"], "value")).toBe(TRANSPORT.slice("```yaml decision\n".length, -"\n```\n".length));
});

test("the published schema names every key, and what a criterion needs", () => {
  const schema = decisionJsonSchema();
  for (const key of [
    "id",
    "options",
    "must",
    "criteria",
    "weight",
    "metric",
    "judged",
    "by",
    "because",
    "at-most",
    "at-least",
  ])
    expect(schema).toContain(`"${key}": {`);
  expect(schema.match(/"oneOf"/g)).toHaveLength(2);
});

test("more options than anybody weighs are refused, because each is drawn in every simulation", () => {
  const names = Array.from({ length: 27 }, (_, i) => `O${i}`);
  const block = [
    "```yaml decision",
    "id: many",
    "options:",
    ...names.map((name) => `  ${name}: { ws-batch: one }`),
    "criteria:",
    "  - { name: Performance, weight: 1, metric: ws-batch/p95 }",
    "```",
  ].join("\n");
  expect(problemsIn(block)).toEqual([expect.stringContaining("expected at most 26 options")]);
});
