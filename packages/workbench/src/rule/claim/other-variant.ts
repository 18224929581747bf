import type { Rule } from "../rule.ts";
import { resultWith } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const otherVariant: Rule = {
  id: "claim.other-variant",
  title: "A sentence about another variant than its key",
  why: "The number is one variant's and the praise another's.",
  remedy: "Name the variant of the key, or bind the number to the variant of the sentence.",
  weight: "wrong",
  appliesTo: "any",
  bad: resultWith("One frame takes [104 ms][ev:ws-batch/p95@four/value] at p95."),
  good: resultWith("Four frames take [104 ms][ev:ws-batch/p95@four/value] at p95."),
  check: (subject) => toldProblems(subject, "other-variant"),
};
