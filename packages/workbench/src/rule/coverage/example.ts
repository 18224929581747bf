// The examples of this family: a plan with two objectives, of which the tasks matter.
import type { Example } from "../rule.ts";

/** A plan with these tasks, written as their cells between bars: id, task, after, verify. */
export const planWithTasks = (...rows: readonly string[]): Example => ({
  text: [
    "---",
    "nomous: plan",
    "---",
    "# Resume after a cut",
    "",
    "## Overview",
    "",
    "- **Primary objectives:**",
    "  - O1: A reader resumes at its cursor within 200 ms",
    "  - O2: Two browsers see one order of turns",
    "",
    "## Implementation Steps",
    "",
    "| ID | Task | After | Verify |",
    "| -- | ---- | ----- | ------ |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n"),
});
