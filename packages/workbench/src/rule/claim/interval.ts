import type { Rule } from "../rule.ts";
import { resultWith } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimInterval: Rule = {
  id: "claim.interval",
  title: "A bound or a range that the interval does not keep",
  why: '"At least" is a promise about the next run, and the interval says how much can be promised.',
  remedy: "Write the end of the interval.",
  weight: "wrong",
  appliesTo: "any",
  bad: resultWith("p95 fell by at least [14.8 %][ev:ws-batch/p95]."),
  good: resultWith("p95 fell by at least [10 %][ev:ws-batch/p95]."),
  check: (subject) => toldProblems(subject, "interval"),
};
