import type { EvidenceProblem } from "../../evidence/decode-evidence.ts";
import { sessionPaths } from "../../evidence/find-results.ts";
import { readSession } from "../../evidence/read-session.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, soundMeasured, soundSession } from "./example.ts";

export const brokenEvidence: Rule = {
  id: "evidence.broken",
  title: "Evidence that is not as it was written",
  why: "Every line is sealed, so one that was changed, removed or moved is known; what the file says proves nothing any more.",
  remedy: "Restore the file as it was committed, or run the experiment again.",
  weight: "broken",
  appliesTo: "any",
  bad: measuredWith(soundSession.replace('"p95":4', '"p95":3')),
  good: soundMeasured,
  *check({ markdown, surroundings }: Subject): Iterable<Problem> {
    for (const { id, spanOf } of readExperiments(markdown)) {
      const paths = id === null ? [] : (sessionPaths(surroundings, id) ?? []);
      for (const path of paths) {
        const text = surroundings.textOf(path);
        const decoded = text === undefined ? undefined : readSession(path, text);
        if (decoded === undefined || decoded.ok || decoded.isNewer) continue;
        yield { ...spanOf(["id"]), message: `${problemWords(path, decoded.problems)}. ${brokenEvidence.remedy}` };
      }
    }
  },
};

function problemWords(path: string, [first, ...others]: readonly EvidenceProblem[]): string {
  const more = others.length === 0 ? "" : `, and so in ${others.length} more line${others.length === 1 ? "" : "s"}`;
  return `${path}:${first?.line ?? 1}: ${first?.message ?? "it cannot be read"}${more}`;
}
