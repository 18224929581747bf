// The examples of this family: a document with an experiment, and the session that was measured for it.
import { type EvidenceOptions, recordsOf, sealRecords } from "../../evidence/evidence-fixture.ts";
import { sha256Of } from "../../evidence/sha256.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import { parseMarkdown } from "../../text/markdown.ts";
import { soundExperiment } from "../experiment/example.ts";
import type { Example } from "../rule.ts";

const { text, files: inputs = {} } = soundExperiment;

const inputHashes = Object.fromEntries(Object.entries(inputs).map(([path, input]) => [path, sha256Of(input)]));

function experimentOf(document: string): Experiment {
  const [read] = readExperiments(parseMarkdown(document));
  if (read === undefined || read.experiment === null) throw new Error("the example has no experiment that can be read");
  return read.experiment;
}

/** The lines of a short session of the experiment in the example. */
export const sessionText = ({ head, ...options }: Partial<EvidenceOptions> = {}): string =>
  sealRecords(
    recordsOf({
      experiment: experimentOf(text),
      rounds: 1,
      value: () => 4,
      head: { inputs: inputHashes, ...head },
      ...options,
    }),
  );

const PATH = "evidence/ws-batch/20261129T061500-3f2a91.jsonl";

/** The example with these lines as its evidence, and other words where it says `words`. */
export function measuredWith(session: string, words = "", instead = ""): Example {
  if (!text.includes(words)) throw new Error(`the example does not say ${words}`);
  return { text: text.replace(words, instead), files: { ...inputs, [PATH]: session } };
}

export const soundSession = sessionText();
export const soundMeasured = measuredWith(soundSession);
