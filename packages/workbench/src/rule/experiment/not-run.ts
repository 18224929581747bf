import { findResults } from "../../evidence/find-results.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { soundMeasured } from "../evidence/example.ts";

const inSpike = (text: string): string => `---\nnomous: spike\n---\n${text}`;

export const experimentNotRun: Rule = {
  id: "experiment.not-run",
  title: "An experiment that was never run",
  why: "A question that nobody measured is answered by opinion, under a heading that says results.",
  remedy: "Run it with `nomous run`, or remove it when its question is answered elsewhere.",
  weight: "missing",
  appliesTo: "typed",
  // A guide may show blocks that nobody runs.
  bad: { text: inSpike(soundMeasured.text), files: {} },
  good: { ...soundMeasured, text: inSpike(soundMeasured.text) },
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown))
      if (experiment !== null && findResults(surroundings, experiment).status === "none")
        yield { ...spanOf(["id"]), message: `"${experiment.id}" was never run. ${experimentNotRun.remedy}` };
  },
};
