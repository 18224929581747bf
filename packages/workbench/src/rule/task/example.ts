// The examples of this family: plans of which only the task table matters.
import type { Example } from "../rule.ts";

/** A plan with these rows, written as their cells between bars. */
export const planOf = (...rows: readonly string[]): Example => ({
  text: [
    "---",
    "nomous: plan",
    "---",
    "# Segment log",
    "",
    "## Implementation Steps",
    "",
    "| ID | Task | After | Min | Likely | Max | Verify | Rollback | Status |",
    "| -- | ---- | ----- | --- | ------ | --- | ------ | -------- | ------ |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n"),
});
