import type { Rule } from "../rule.ts";
import { damagedWith, SOUND, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const claimOnBrokenEvidence: Rule = {
  id: "claim.evidence",
  title: "A claim on evidence that is damaged",
  why: "A number cannot be recomputed from lines that are not what was measured.",
  remedy: "Restore the evidence as it was committed, or run the experiment again.",
  weight: "broken",
  appliesTo: "any",
  bad: damagedWith(SOUND, "Example CPU", "Another CPU"),
  good: soundResult,
  check: (subject) => toldProblems(subject, "evidence"),
};
