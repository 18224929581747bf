import type { Rule } from "../rule.ts";
import { resultWith, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const unknownClaim: Rule = {
  id: "claim.unknown",
  title: "A claim on something that was not measured",
  why: "The link promises a measurement, and there is none.",
  remedy: "Correct the key, or run the experiment.",
  weight: "wrong",
  appliesTo: "any",
  bad: resultWith("p95 fell [15 %][ev:ws-batch/p59]."),
  good: soundResult,
  check: (subject) => toldProblems(subject, "unknown"),
};
