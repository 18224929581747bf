import type { Rule } from "../rule.ts";
import { resultWith, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimValue: Rule = {
  id: "claim.value",
  title: "A number that is not the measured one",
  why: "It is the number that people quote; it was typed from memory, or comes from an earlier run.",
  remedy: "Write the number of the evidence.",
  weight: "broken",
  appliesTo: "any",
  bad: resultWith("p95 fell [18 %][ev:ws-batch/p95]."),
  good: soundResult,
  check: (subject) => toldProblems(subject, "value"),
};
