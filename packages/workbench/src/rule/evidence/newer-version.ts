import { EVIDENCE_VERSION } from "../../evidence/evidence.ts";
import { findResults } from "../../evidence/find-results.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, sessionText, soundMeasured } from "./example.ts";

export const newerEvidence: Rule = {
  id: "evidence.newer-version",
  title: "Evidence that a newer version has written",
  why: "What this version cannot read it can neither check nor show.",
  remedy: "Update nomous.",
  weight: "wrong",
  appliesTo: "any",
  bad: measuredWith(sessionText({ head: { version: EVIDENCE_VERSION + 1 } })),
  good: soundMeasured,
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { experiment, spanOf } of readExperiments(markdown)) {
      const found = experiment === null ? undefined : findResults(surroundings, experiment);
      if (found?.status !== "broken" || !found.isNewer) continue;
      const [problem] = found.problems;
      yield { ...spanOf(["id"]), message: `${found.path}: ${problem?.message ?? newerEvidence.remedy}.` };
    }
  },
};
