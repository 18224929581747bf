import type { Rule } from "../rule.ts";
import { resultWith } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimRounding: Rule = {
  id: "claim.rounding",
  title: "A number that is rounded wrong, or finer than its interval",
  why: "A digit that the interval does not bear is noise that looks like knowledge.",
  remedy: "Round to the nearest, and leave out what the interval does not bear.",
  weight: "wrong",
  appliesTo: "any",
  bad: resultWith("p95 fell [14 %][ev:ws-batch/p95]."),
  good: resultWith("p95 fell [14.8 %][ev:ws-batch/p95]."),
  check: (subject) => toldProblems(subject, "rounding"),
};
