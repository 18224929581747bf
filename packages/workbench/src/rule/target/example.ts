// The examples of this family: plans of which the targets matter, and the tasks that they name.
import type { Example } from "../rule.ts";

/** A plan with these rows of targets, written as their cells between bars. */
export const planWithTargets = (...rows: readonly string[]): Example => ({
  text: [
    "---",
    "nomous: plan",
    "---",
    "# Shared framing",
    "",
    "## Implementation Steps",
    "",
    "| ID | Task | Verify |",
    "| -- | ---- | ------ |",
    "| T1 | Measure 100 readers of one stream | `npm run bench -- fan-out` |",
    "| T2 | Frame messages once for all readers | `npm test -- frame` |",
    "",
    "## Performance Considerations",
    "",
    "| Metric | Baseline | Target | Verified by |",
    "| ------ | -------- | ------ | ----------- |",
    ...rows.map((row) => `| ${row} |`),
    "",
  ].join("\n"),
});
