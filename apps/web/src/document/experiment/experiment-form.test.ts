import { readExperiments, parseMarkdown } from "@nomous/workbench/experiments";
import { expect, test } from "vitest";
import { blockOf, type ExperimentForm, idFrom, NEW_FORM, NEW_METRIC } from "./experiment-form.ts";

const FORM: ExperimentForm = {
  question: "Do four frames a message lower p95?",
  id: undefined,
  variants: [
    { name: "One frame", line: "node bench.mjs --frames 1" },
    { name: "four", line: `sh -c 'node bench.mjs --frames 4 | tail -1'` },
  ],
  metrics: [
    { ...NEW_METRIC, name: "latency.p95", unit: "ms" },
    { name: "", from: "peak-memory", unit: "MB", better: "lower", threshold: "10 %" },
  ],
  rounds: "8, 16",
};

const problemsOf = (change: Partial<ExperimentForm>, taken: readonly string[] = []) =>
  Object.fromEntries(blockOf({ ...FORM, ...change }, taken).problems);

test("what is filled in becomes a block that reads as it was meant", () => {
  const { block, problems } = blockOf(FORM, ["other"]);
  expect([...problems]).toEqual([]);
  const [read] = readExperiments(parseMarkdown(block));
  expect(read?.experiment).toMatchObject({
    id: "four-frames-message",
    question: "Do four frames a message lower p95?",
    variants: [
      { id: "one-frame", title: "One frame", command: { argv: ["node", "bench.mjs", "--frames", "1"] } },
      { id: "four", command: { argv: ["sh", "-c", "node bench.mjs --frames 4 | tail -1"] } },
    ],
    metrics: [
      { id: "latency-p95", unit: "ms", source: { from: "output", key: "latency.p95" } },
      { id: "peak-memory", source: { from: "process", measure: "peak-memory" } },
    ],
    design: { looks: [8, 16] },
  });
});

test("what is wrong is told at its field, in the words of the reader", () => {
  expect(problemsOf(NEW_FORM)).toEqual({
    question: "Expected a sentence that ends with a question mark",
    id: "A name is missing",
    "variants.0.id": "A name is missing",
    "variants.0.run": "Expected a program and its arguments",
    "variants.1.id": "A name is missing",
    "variants.1.run": "Expected a program and its arguments",
    "metrics.0.id": "A name is missing",
  });
  expect(problemsOf({ question: "Four frames" })).toEqual({
    question: 'Expected a sentence that ends with a question mark, found "Four frames"',
  });
  expect(problemsOf({ metrics: [{ ...NEW_METRIC, name: "p95", threshold: "much" }] })).toHaveProperty([
    "metrics.0.threshold",
  ]);
  expect(problemsOf({ rounds: "soon" })).toHaveProperty(["rounds"]);
  expect(problemsOf({ rounds: "16, 8" })).toHaveProperty(["looks"]);
  const [variant = { name: "", line: "" }] = FORM.variants;
  expect(problemsOf({ variants: [variant, variant] })).toHaveProperty(["variants.1.id"]);
  expect(problemsOf({ variants: [variant, { name: "four", line: "node 'open" }] })).toEqual({
    "variants.1.run": "A quote is not closed",
  });
  expect(problemsOf({}, ["four-frames-message"])).toEqual({ id: "Another experiment of this document has it" });
});

test.each([
  ["Does a typed array sort 200,000 numbers faster than a plain array?", "typed-array-sort"],
  ["How much faster is ÉCLAIR?", "faster-eclair"],
  ["?", ""],
])("%s is called %s", (question, id) => expect(idFrom(question)).toBe(id));
