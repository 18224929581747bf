import type { Rule } from "../rule.ts";
import { resultWith, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimForm: Rule = {
  id: "claim.form",
  title: "A claim that cannot be read",
  why: "Nothing checks a number whose key or whose digits are not understood, and it looks as if something did.",
  remedy: "Write `[15 %][ev:EXPERIMENT/METRIC]`, with the number between the first brackets.",
  weight: "wrong",
  appliesTo: "any",
  bad: resultWith("p95 fell [15 %][ev:ws-batch]."),
  good: soundResult,
  check: (subject) => toldProblems(subject, "form"),
};
