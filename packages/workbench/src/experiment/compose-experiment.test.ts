import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { composeExperiment } from "./compose-experiment.ts";
import { experimentFromData } from "./experiment-from-data.ts";
import { type ExperimentAnswers, experimentData } from "./experiment-schema.ts";
import { readExperiments } from "./read-experiments.ts";
import { checkValue } from "../data/check-value.ts";

const ANSWERS: ExperimentAnswers = {
  id: "ws-batch",
  question: "Do four frames a message lower p95?",
  variants: [
    { id: "one", title: "one frame", run: ["node", "bench/batch.mjs", "--frames", "1"] },
    { id: "four", run: ["node", "bench/batch.mjs", "--frames", "4"], env: { A: "true" } },
  ],
  metrics: [{ id: "p95", unit: "ms", better: "lower", threshold: "5 %" }],
  inputs: ["bench/batch.mjs"],
  looks: [8, 16],
};

test("answers become a block as a person would write it", () => {
  expect(composeExperiment(ANSWERS)).toBe(`\`\`\`yaml experiment
id: ws-batch
question: Do four frames a message lower p95?
variants:
  - id: one
    title: one frame
    run: [node, bench/batch.mjs, --frames, "1"]
  - id: four
    run: [node, bench/batch.mjs, --frames, "4"]
    env: {A: "true"}
metrics:
  - id: p95
    unit: ms
    better: lower
    threshold: 5 %
inputs: [bench/batch.mjs]
looks: [8, 16]
\`\`\`
`);
});

test("whatever words are answered, the block that is written says them again", () => {
  const word = fc.oneof(
    fc.string({ minLength: 1, unit: "grapheme" }),
    fc.constantFrom(
      "```",
      "````\n```",
      "- a",
      "a: b",
      "#",
      "'",
      '"',
      "true",
      "1",
      "null",
      "&a",
      "*a",
      "!x",
      "\\",
      "\t",
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), word, (run, title) => {
      const [one, four] = ANSWERS.variants;
      const answers = {
        ...ANSWERS,
        variants: [
          { ...one, id: "one", title },
          { ...four, id: "four", run },
        ],
      };
      const written = `# Spike\n\n${composeExperiment(answers)}\nAfter.\n`;
      const [read] = readExperiments(parseMarkdown(written));
      const checked = checkValue(experimentData, answers);
      expect(checked.ok).toBe(true);
      expect(read?.problems).toEqual([]);
      expect(read?.experiment).toEqual(checked.ok && experimentFromData(checked.value));
    }),
    { seed: 6, numRuns: 300 },
  );
});
