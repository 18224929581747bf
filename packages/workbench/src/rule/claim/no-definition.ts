import type { Rule } from "../rule.ts";
import { resultWith, SOUND, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimWithoutDefinition: Rule = {
  id: "claim.no-definition",
  title: "A claim without its link",
  why: "Elsewhere it is no link then: the reader sees two pairs of brackets and cannot follow the number.",
  remedy: "Add the definition at the end of the document.",
  weight: "wrong",
  appliesTo: "any",
  bad: resultWith(SOUND, {}, ""),
  good: soundResult,
  check: (subject) => toldProblems(subject, "no-definition"),
};
