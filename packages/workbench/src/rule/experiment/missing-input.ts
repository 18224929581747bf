import { readExperiments } from "../../experiment/read-experiments.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { experimentTextWith, soundExperiment } from "./example.ts";

export const missingInput: Rule = {
  id: "experiment.missing-input",
  title: "An input of an experiment that is not there",
  why: "Its hash is to tell later whether the result still holds; of a file that is not there nothing can be told.",
  remedy: "Write where it stands, from the root of the workspace, or remove it from the inputs.",
  weight: "wrong",
  appliesTo: "any",
  bad: experimentTextWith("inputs: [bench/batch.mjs]", "inputs: [bench/batch.js]"),
  good: soundExperiment,
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown))
      for (const [i, input] of experiment?.inputs.entries() ?? [])
        if (surroundings.kindOf(input) === "missing")
          yield { ...spanOf(["inputs", i]), message: `There is no ${quote(input)}. ${missingInput.remedy}` };
  },
};
