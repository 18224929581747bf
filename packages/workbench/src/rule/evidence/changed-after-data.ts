import { findResults } from "../../evidence/find-results.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, soundMeasured, soundSession } from "./example.ts";

export const changedAfterData: Rule = {
  id: "evidence.changed-after-data",
  title: "An experiment that was changed after it was measured",
  why: "A threshold or a number of rounds that is chosen when the result is known can prove anything.",
  remedy: "Run it again as it is now, or write it as it was.",
  weight: "wrong",
  appliesTo: "any",
  bad: measuredWith(soundSession, "threshold: 5 %", "threshold: 2 %"),
  good: soundMeasured,
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown)) {
      const found = experiment === null ? undefined : findResults(surroundings, experiment);
      if (found?.status !== "found" || found.isProtocolCurrent) continue;
      const [first = "it is another", ...others] = found.changes;
      const more = others.length === 0 ? "" : `, and ${others.length} more`;
      yield { ...spanOf(["id"]), message: `Since it was measured, ${first}${more}. ${changedAfterData.remedy}` };
    }
  },
};
