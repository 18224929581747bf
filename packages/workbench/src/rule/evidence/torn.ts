import { findResults } from "../../evidence/find-results.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, soundMeasured, soundSession } from "./example.ts";

export const tornEvidence: Rule = {
  id: "evidence.torn",
  title: "Evidence whose last line was cut off",
  why: "The session died while it wrote. The run of that line counts for nothing, and the session is not finished.",
  remedy: "Go on with `nomous run --resume`, which removes the piece.",
  weight: "advice",
  appliesTo: "any",
  bad: measuredWith(soundSession.slice(0, -100)),
  good: soundMeasured,
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown)) {
      const found = experiment === null ? undefined : findResults(surroundings, experiment);
      if (found?.status === "found" && found.isTorn)
        yield { ...spanOf(["id"]), message: `The last line of ${found.path} was cut off. ${tornEvidence.remedy}` };
    }
  },
};
