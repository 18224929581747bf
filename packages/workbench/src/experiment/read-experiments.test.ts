import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { decodeExperiment } from "./decode-experiment.ts";
import { readExperiments } from "./read-experiments.ts";

const block = (id: string, rounds = "16"): string => `\`\`\`yaml experiment
id: ${id}
question: Is it faster?
variants:
  - { id: one, run: [node, a.mjs] }
  - { id: two, run: [node, b.mjs] }
metrics:
  - { id: p95, unit: ms, better: lower, threshold: 5 % }
rounds: ${rounds}
\`\`\`
`;

test("every experiment of a document is read, with places in the document", () => {
  const text = `# Spike\n\n${block("a")}\nWords.\n\n${block("b", "none")}\n\`\`\`yaml\nid: c\n\`\`\`\n`;
  const read = readExperiments(parseMarkdown(text));
  expect(read.map(({ id, experiment }) => [id, experiment?.id])).toEqual([
    ["a", "a"],
    ["b", undefined],
  ]);
  const [problem] = read[1]?.problems ?? [];
  expect(text.slice(problem?.from, problem?.to)).toBe("none");
  const span = read[0]?.spanOf(["metrics", 0, "unit"]);
  expect(text.slice(span?.from, span?.to)).toBe("ms");
});

test("one block twice has two places", () => {
  const text = block("a") + block("a");
  const [one, two] = readExperiments(parseMarkdown(text)).map(({ spanOf }) => spanOf(["id"]).from);
  expect(two).toBe((one ?? 0) + block("a").length);
});

test("whatever somebody types, a block is an experiment or has problems with places", () => {
  const piece = fc.oneof(
    fc.constantFrom("id", "a", "question: a?", "variants", "metrics", "run", "threshold", "5 %", "from", "faults"),
    fc.constantFrom(": ", "\n", "  ", "- ", "[", "]", "{", "}", ", ", "*a", "&a", "'", '"', "|", "__proto__"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const yaml = pieces.join("");
      const decoded = decodeExperiment(yaml);
      expect(decoded.ok || decoded.problems.length > 0).toBe(true);
      for (const { from, to } of decoded.ok ? [] : decoded.problems)
        expect(0 <= from && from <= to && to <= yaml.length).toBe(true);
    }),
    { seed: 6, numRuns: 500 },
  );
});
