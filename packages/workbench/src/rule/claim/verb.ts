import type { Rule } from "../rule.ts";
import { resultWith } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimVerb: Rule = {
  id: "claim.verb",
  title: "A word that the evidence does not bear",
  why: '"Faster" is a verdict. When the interval reaches over the threshold, nobody knows that yet.',
  remedy: "Use the word of the verdict, or run more rounds.",
  weight: "wrong",
  appliesTo: "any",
  bad: resultWith("Four frames are [better][ev:ws-batch/memory] for memory."),
  good: resultWith("Memory is [equivalent][ev:ws-batch/memory]."),
  check: (subject) => toldProblems(subject, "verb"),
};
