// The examples of this family: one experiment, of which each rule changes a few words.
import type { Example } from "../rule.ts";

const SPIKE = `# Frames a message

\`\`\`yaml experiment
id: ws-batch
question: Do four frames a message lower p95?
variants:
  - { id: one, run: [node, bench/batch.mjs, --frames, "1"] }
  - { id: four, run: [node, bench/batch.mjs, --frames, "4"] }
metrics:
  - { id: p95, unit: ms, better: lower, threshold: 5 % }
inputs: [bench/batch.mjs]
rounds: 16
\`\`\`
`;

export const soundExperiment: Example = { text: SPIKE, files: { "bench/batch.mjs": "console.log({ p95: 4 });\n" } };

/** The experiment with words exchanged. Throws when they are not there, because an example that changes nothing proves nothing. */
export function experimentTextWith(words: string, instead: string): Example {
  if (!SPIKE.includes(words)) throw new Error(`the example does not say ${words}`);
  return { ...soundExperiment, text: SPIKE.replace(words, instead) };
}
