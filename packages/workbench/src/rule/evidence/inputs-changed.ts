import { findResults } from "../../evidence/find-results.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, sessionText, soundMeasured } from "./example.ts";

/** The hash of what was measured, which is not what is there now. */
const OTHER_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export const inputsChanged: Rule = {
  id: "evidence.inputs-changed",
  title: "Evidence that was measured on other inputs",
  why: "The result was true of files that are no longer what they were, and nobody knows whether it still holds.",
  remedy: "Run the experiment again, or say in the text what it was measured on.",
  weight: "advice",
  appliesTo: "any",
  bad: measuredWith(sessionText({ head: { inputs: { "bench/batch.mjs": OTHER_HASH } } })),
  good: soundMeasured,
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown)) {
      const found = experiment === null ? undefined : findResults(surroundings, experiment);
      if (experiment === null || found?.status !== "found") continue;
      for (const path of found.changedInputs) {
        const index = experiment.inputs.indexOf(path);
        const span = spanOf(index < 0 ? ["id"] : ["inputs", index]);
        yield { ...span, message: `${quote(path)} is not what it was when this was measured. ${inputsChanged.remedy}` };
      }
    }
  },
};
