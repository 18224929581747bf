// A spike with an experiment, a decision and a claim, and its evidence, for tests of the generated parts.
import { evidenceOf, type EvidenceFixture, type EvidenceOptions } from "../evidence/evidence-fixture.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { createRandom } from "../statistics/random.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { FillInput } from "./fill-document.ts";

const PATH = "docs/spikes/batching.md";

export const BLOCK = [
  "```yaml experiment",
  "id: ws-batch",
  "question: Do four frames a message lower p95 on this machine?",
  "variants:",
  "  - { id: one, title: one frame, run: [node, bench/batch.mjs, --frames, one] }",
  "  - { id: four, title: four frames, run: [node, bench/batch.mjs, --frames, four] }",
  "metrics:",
  "  - { id: p95, title: p95 latency, unit: ms, better: lower, threshold: 5 % }",
  "inputs: [bench/batch.mjs]",
  "seed: 4747",
  "timeout: 60 s",
  "```",
].join("\n");

const DECISION = [
  "```yaml decision",
  "id: transport",
  "options:",
  "  One frame: { ws-batch: one }",
  "  Four frames: { ws-batch: four }",
  "criteria:",
  "  - { name: Performance metrics, weight: 60, metric: ws-batch/p95 }",
  "  - name: Effort",
  "    weight: 40",
  "    judged: { One frame: 9, Four frames: 7 }",
  "    by: mara",
  "    because: the encoder exists already",
  "```",
].join("\n");

export const SPIKE = [
  "---",
  "nomous: spike",
  "status: draft",
  "---",
  "",
  "# Batching",
  "",
  "## Technical Details",
  "",
  "### Test methodology",
  "",
  BLOCK,
  "",
  "## Results",
  "",
  "### Performance data",
  "",
  "*Guidance: Give the measured numbers of every option with unit and spread, and link the raw data.*",
  "",
  "### Evaluation Criteria",
  "",
  DECISION,
  "",
  "### Limitations",
  "",
  "One machine.",
  "",
  "## Recommendations",
  "",
  "- **Technical approach:** p95 fell [14 %][ev:ws-batch/p95].",
  "",
].join("\n");

/** As the block of the spike says. */
const EXPERIMENT: Experiment = experimentIn(BLOCK);

function experimentIn(text: string): Experiment {
  const [read] = readExperiments(parseMarkdown(text));
  if (read?.experiment == null) throw new Error("the block of the fixture cannot be read");
  return read.experiment;
}

/** Four frames take `share` of the time of one; each run has its own noise. */
export function sessionWith(share: number, more: Partial<EvidenceOptions> = {}): EvidenceFixture {
  const random = createRandom(more.rounds ?? 16);
  return evidenceOf({
    experiment: EXPERIMENT,
    rounds: 16,
    value: (variant) => (variant === "four" ? 42 * share : 42) * (1 + 0.02 * random.normal()),
    ...more,
  });
}

export function inputOf(text: string, ...sessions: readonly EvidenceFixture[]): FillInput {
  const files = { [PATH]: text, ...Object.fromEntries(sessions.map((one) => [one.path, one.text])) };
  return { path: PATH, text, surroundings: surroundingsOf(files), types: BUILT_IN_TYPES };
}
