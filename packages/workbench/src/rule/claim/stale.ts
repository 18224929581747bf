import type { Rule } from "../rule.ts";
import { resultWith, SOUND, soundResult } from "./example.ts";
import { toldProblems } from "./told-problems.ts";

export const staleClaim: Rule = {
  id: "claim.stale",
  title: "A claim on evidence that needs review",
  why: "It was true of what was measured; the experiment or its inputs changed since.",
  remedy: "Look at it again, or run the experiment again.",
  weight: "advice",
  appliesTo: "any",
  bad: resultWith(SOUND, { "bench/batch.mjs": "console.log({ p95: 5, memory: 8 });\n" }),
  good: soundResult,
  check: (subject) => toldProblems(subject, "stale"),
};
