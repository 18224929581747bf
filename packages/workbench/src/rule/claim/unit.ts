import type { Rule } from "../rule.ts";
import { resultWith } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimUnit: Rule = {
  id: "claim.unit",
  title: "A number in another unit than the measured one",
  why: "15 ms and 15 % are two results, and one of them is not true.",
  remedy: "Write the unit of the evidence, or bind the number to what it is.",
  weight: "broken",
  appliesTo: "any",
  bad: resultWith("p95 fell by [15 ms][ev:ws-batch/p95]."),
  good: resultWith("p95 fell from [122 ms][ev:ws-batch/p95@one/value]."),
  check: (subject) => toldProblems(subject, "unit"),
};
