// The examples of this family: plans of which only the rollout matters.
import type { Example } from "../rule.ts";

/** A plan with these steps of a rollout, written as their cells between bars. */
export const planWithRollout = (...rows: readonly string[]): Example => ({
  text: [
    "---",
    "nomous: plan",
    "---",
    "# Segment log",
    "",
    "## Rollout Plan",
    "",
    "| Step | Deploy | Verify | Watch | Roll back when | Roll back how |",
    "| ---- | ------ | ------ | ----- | -------------- | ------------- |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n"),
});
