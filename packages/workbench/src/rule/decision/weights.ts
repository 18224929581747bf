import { sum } from "../../decision/contest.ts";
import { readDecisions } from "../../decision/read-decisions.ts";
import { formatPlain } from "../../number/format-number.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { judgedWith, soundJudged } from "./example.ts";

export const decisionWeights: Rule = {
  id: "decision.weights",
  title: "Weights that do not add up to 100",
  why: "They are scaled to 100, so what each counts is another number than the one that people read in the block.",
  remedy: "Make them add up to 100, or leave them if only their proportion is meant.",
  weight: "advice",
  appliesTo: "typed",
  bad: judgedWith("weight: 60", "weight: 80"),
  good: soundJudged,
  *check({ markdown }: Subject): Iterable<Problem> {
    for (const { decision, placeOf } of readDecisions(markdown)) {
      if (decision === null) continue;
      const whole = sum(decision.criteria.map(({ weight }) => weight));
      // Three times 33.3 is meant to be the whole.
      if (Math.abs(whole - 100) < 0.5) continue;
      const message = `The weights add up to ${formatPlain(whole)} and are scaled to 100. ${decisionWeights.remedy}`;
      yield { ...placeOf(["criteria"], "name"), message };
    }
  },
};
