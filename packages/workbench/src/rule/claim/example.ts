// The examples of this family: one spike with a session of its experiment, of which each rule changes the sentence about the result.
import { recordsOf, sealRecords } from "../../evidence/evidence-fixture.ts";
import { sha256Of } from "../../evidence/sha256.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import { parseMarkdown } from "../../text/markdown.ts";
import type { Example } from "../rule.ts";

const EXPERIMENT = `\`\`\`yaml experiment
id: ws-batch
question: Do four frames a message lower p95 on this machine?
variants:
  - { id: one, title: one frame, run: [node, bench/batch.mjs, --frames, "1"] }
  - { id: four, title: four frames, run: [node, bench/batch.mjs, --frames, "4"] }
metrics:
  - { id: p95, title: p95 latency, unit: ms, better: lower, threshold: 5 % }
  - { id: memory, unit: MB, better: lower, threshold: 10 % }
inputs: [bench/batch.mjs]
rounds: 8
seed: 4747
\`\`\``;

const HEAD = `---
nomous: spike
---
# Frames a message

## Technical Details

${EXPERIMENT}

## Results

`;

const SESSION = "evidence/ws-batch/20261129T061500-3f2a91.jsonl";
const PROGRAM = "console.log({ p95: 4, memory: 8 });\n";

const DEFINITIONS = `[ev:ws-batch/p95]: ../${SESSION}
[ev:ws-batch/p95@four/value]: ../${SESSION}
[ev:ws-batch/p95@one/value]: ../${SESSION}
[ev:ws-batch/memory]: ../${SESSION}
`;

/** Of the eight rounds: p95 falls by about 15 %, and memory by less than matters. */
function valuesOf(
  variant: string,
  round: number,
  isControl: boolean,
): { readonly p95: number; readonly memory: number } {
  const drift = 120 + (round % 5);
  const isFour = variant === "four";
  const [step, start] = isFour ? [5, 2] : isControl ? [2, 5] : [3, 0];
  const noise = 1 + (((round * step + start) % 7) - 3) * 0.004;
  return { p95: drift * noise * (isFour ? 0.854 : 1), memory: (180 + (round % 3)) * noise * (isFour ? 0.98 : 1) };
}

let session: string | undefined;

/** Sealed when a rule is shown or tested, and not whenever rules are loaded. */
function sessionText(): string {
  if (session !== undefined) return session;
  const experiment = readExperiments(parseMarkdown(EXPERIMENT))[0]?.experiment;
  if (experiment === undefined || experiment === null)
    throw new Error("the example has no experiment that can be read");
  session = sealRecords(
    recordsOf({
      experiment,
      rounds: 8,
      value: (variant, round, isControl) => valuesOf(variant, round, isControl).p95,
      values: { memory: (variant, round, isControl) => valuesOf(variant, round, isControl).memory },
      head: { inputs: { "bench/batch.mjs": sha256Of(PROGRAM) } },
    }),
  );
  return session;
}

/** The spike with one sentence about its result. */
export const resultWith = (
  sentence: string,
  more: Readonly<Record<string, string>> = {},
  definitions = DEFINITIONS,
): Example => ({
  text: `${HEAD}${sentence}\n\n${definitions}`,
  get files() {
    return { [SESSION]: sessionText(), "bench/batch.mjs": PROGRAM, ...more };
  },
});

/** The same with a line of the evidence changed. */
export const damagedWith = (sentence: string, words: string, instead: string): Example => ({
  ...resultWith(sentence),
  get files() {
    return { [SESSION]: sessionText().replace(words, instead), "bench/batch.mjs": PROGRAM };
  },
});

export const SOUND = "p95 fell [15 %][ev:ws-batch/p95].";
export const soundResult = resultWith(SOUND);
