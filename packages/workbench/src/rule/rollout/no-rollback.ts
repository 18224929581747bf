import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { waiverIn } from "../task/waiver.ts";
import { planWithRollout } from "./example.ts";
import { proseRollouts } from "./prose-rollout.ts";
import { rolloutOf, spotOf } from "./read-rollout.ts";

export const rolloutWithoutRollback: Rule = {
  id: "rollout.no-rollback",
  title: "A step of the rollout that does not say how it is undone",
  why: "The way back is looked for when it is needed, by whoever is awake.",
  remedy: "Name the command or the switch that undoes it, or why nothing has to be undone.",
  weight: "missing",
  appliesTo: "typed",
  bad: planWithRollout(
    "All | all hosts | `nomous probe storage` | p95 of a commit | p95 > 20 ms for 10 min | roll back",
  ),
  good: planWithRollout(
    "All | all hosts | `nomous probe storage` | p95 of a commit | p95 > 20 ms for 10 min | flag `segments` off, restart",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const step of rolloutOf(subject)) {
      const { name, rollback } = step;
      if (rollback === null) continue;
      const isSilent = waiverIn(rollback.text) === "without a reason";
      if (!isSilent && !TAUTOLOGY.test(rollback.text)) continue;
      const what = isSilent ? `${quote(name.text)} has no way back.` : `${quote(rollback.text)} does not say how.`;
      yield { ...spotOf(step, rollback), message: `${what} ${rolloutWithoutRollback.remedy}` };
    }
    for (const { from, to, saysHow } of proseRollouts(subject))
      if (!saysHow) yield { from, to, message: `Nothing here says how it is undone. ${rolloutWithoutRollback.remedy}` };
  },
};

const TAUTOLOGY =
  /^(?:just )?(?:roll(?:ing)?[- ]?back|revert|undo|rollback)(?: (?:it|this|the (?:change|changes|deployment|release)|to (?:the )?previous(?: version)?))?[.!]?$/i;
