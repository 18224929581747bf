import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { experimentTextWith, soundExperiment } from "./example.ts";

export const experimentSyntax: Rule = {
  id: "experiment.syntax",
  title: "An experiment that cannot be run as it is written",
  why: "Nothing is guessed about what is measured: the experiment does not run, and nothing that was measured before counts for it.",
  remedy: "Correct the place that the message names.",
  weight: "broken",
  appliesTo: "any",
  bad: experimentTextWith("threshold: 5 %", "threshold: 5 MB"),
  good: soundExperiment,
  *check({ markdown }: Subject): Iterable<Problem> {
    for (const { problems } of readExperiments(markdown)) yield* problems;
  },
};
