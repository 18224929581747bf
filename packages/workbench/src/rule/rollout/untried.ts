import { DRILLED } from "../../drill/is-drill.ts";
import { drillSteps } from "../../drill/drill-steps.ts";
import { findResults } from "../../evidence/find-results.ts";
import { type ReadExperiment, readExperiments } from "../../experiment/read-experiments.ts";
import { plain } from "../../region/plain.ts";
import { quote } from "../quote.ts";
import type { Example, Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { planWithRollout } from "./example.ts";

const inReview = ({ text }: Example): Example => ({
  text: text.replace("nomous: plan\n", "nomous: plan\nstatus: in-review\n"),
});

export const untriedRollback: Rule = {
  id: "rollout.untried",
  title: "A way back that nobody has tried",
  why: "A rollback runs for the first time when everything else has failed already, and then it is found that it needs what the deployment removed.",
  remedy:
    "Try it with `nomous plan drill`, which writes an experiment, and `nomous run`; or say where it was tried, with the day.",
  weight: "advice",
  appliesTo: "typed",
  bad: inReview(
    planWithRollout(
      "All | `./deploy.sh all` | `nomous probe storage` | p95 of a commit | p95 > 20 ms | `./deploy.sh --undo all`",
    ),
  ),
  good: inReview(
    planWithRollout("All | all hosts | `nomous probe storage` | p95 of a commit | p95 > 20 ms | flag `segments` off"),
  ),
  *check(subject: Subject): Iterable<Problem> {
    if (subject.stage !== "review" && subject.stage !== "approved") return;
    if (isToldAsTried(subject)) return;
    const experiments = new Map(readExperiments(subject.markdown).map((one) => [one.id, one]));
    for (const { id, step, commands } of drillSteps(subject)) {
      if (commands.rollback.length === 0 || step.rollback === null) continue;
      const told = whatIsMissing(subject, step.name.text, experiments.get(id));
      if (told !== null) yield { from: step.rollback.from, to: step.rollback.to, message: told };
    }
  },
};

/** "Last tried on 2026-11-10 in the test cluster": somebody who gives the day was there. */
const TRIED =
  /\b(?:tried|rehearsed|practi[sc]ed|exercised|drilled|tested)\b[^.\n]{0,60}\b\d{4}-\d{2}-\d{2}\b|\b\d{4}-\d{2}-\d{2}\b[^.\n]{0,60}\b(?:tried|rehearsed|drilled)\b/i;

const isToldAsTried = (subject: Subject): boolean =>
  (["rollback", "rollout"] as const).some((role) =>
    partsOf(subject, role).some(({ content }) => TRIED.test(subject.markdown.text.slice(content.from, content.to))),
  );

/** Null where it came back, and where nobody can tell. A drill that was never run is told where it stands. */
function whatIsMissing(
  { path, surroundings }: Subject,
  name: string,
  drill: ReadExperiment | undefined,
): string | null {
  if (drill === undefined)
    return `Nobody has tried the way back of ${quote(name)}. Next: nomous plan drill ${path} ${JSON.stringify(name)}`;
  const found = drill.experiment === null ? null : findResults(surroundings, drill.experiment);
  if (found?.status !== "found") return null;
  const faults = found.results.evidence.faults.filter(({ variant }) => variant === DRILLED);
  if (faults.some(({ outcome }) => outcome === "recovered")) return null;
  const observed = faults.at(-1)?.observed;
  const because = observed === undefined ? "its fault was never provoked" : plain(observed);
  return `The drill of ${quote(name)} did not show that it comes back: ${because}. Mend it, and run it again: nomous run ${path} --experiment ${drill.id ?? ""}`;
}
