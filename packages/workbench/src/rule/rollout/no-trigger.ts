import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { waiverIn } from "../task/waiver.ts";
import { planWithRollout } from "./example.ts";
import { proseRollouts } from "./prose-rollout.ts";
import { rolloutOf, spotOf } from "./read-rollout.ts";
import { isTrigger } from "./trigger-text.ts";

export const rolloutWithoutTrigger: Rule = {
  id: "rollout.no-trigger",
  title: "A step of the rollout that does not say when it is undone",
  why: "Without a number people wait for one more sample, and users pay for it. Afterwards nobody can say when it should have been undone.",
  remedy: "Name the metric and the number at which it is undone, such as `p95 > 20 ms for 10 min`.",
  weight: "missing",
  appliesTo: "typed",
  bad: planWithRollout(
    "Canary | 1 host, flag `segments` on | `nomous probe storage` | p95 of a commit | if problems arise | flag off",
    "All | all hosts | `nomous probe storage` | p95 of a commit | latency too high | flag off",
  ),
  good: planWithRollout(
    "Canary | 1 host, flag `segments` on | `nomous probe storage` | p95 of a commit | p95 > 20 ms for 10 min | flag off",
    "All | all hosts | `nomous probe storage` | lost turns | any lost turn | flag off",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const step of rolloutOf(subject)) {
      const { name, trigger } = step;
      if (trigger === null) continue;
      const waiver = waiverIn(trigger.text);
      if (waiver === "without a reason")
        yield {
          ...spotOf(step, trigger),
          message: `${quote(name.text)} does not say when it is rolled back. ${rolloutWithoutTrigger.remedy}`,
        };
      if (waiver === null && !isTrigger(trigger.text))
        yield {
          from: trigger.from,
          to: trigger.to,
          message: `${quote(trigger.text)} is no number and no event. ${rolloutWithoutTrigger.remedy}`,
        };
    }
    for (const { from, to, saysHow, saysWhen } of proseRollouts(subject))
      if (saysHow && !saysWhen)
        yield { from, to, message: `Nothing here says when it is rolled back. ${rolloutWithoutTrigger.remedy}` };
  },
};
