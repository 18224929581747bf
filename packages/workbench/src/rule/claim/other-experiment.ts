import type { Rule } from "../rule.ts";
import { resultWith, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const otherExperiment: Rule = {
  id: "claim.other-experiment",
  title: "A number that is another measurement's",
  why: "The key or the number was copied, so the link leads to evidence for something else.",
  remedy: "Bind it to what it is, or write the number of this key.",
  weight: "broken",
  appliesTo: "any",
  bad: resultWith("Four frames need [122 ms][ev:ws-batch/p95@four/value] at p95."),
  good: soundResult,
  check: (subject) => toldProblems(subject, "other-experiment"),
};
