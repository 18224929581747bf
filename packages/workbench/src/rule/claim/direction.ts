import type { Rule } from "../rule.ts";
import { resultWith, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimDirection: Rule = {
  id: "claim.direction",
  title: "Words that say the opposite of what was measured",
  why: "The number is right and the sentence is wrong, which is how a regression is shipped as an improvement.",
  remedy: "Say the way that the metric went.",
  weight: "broken",
  appliesTo: "any",
  bad: resultWith("p95 rose [15 %][ev:ws-batch/p95]."),
  good: soundResult,
  check: (subject) => toldProblems(subject, "direction"),
};
