// For tests: a plan of a few tasks, and what is computed from it.
import { BUILT_IN_TYPES, createSubject, type PlanChange, type Surroundings } from "@nomous/workbench";
import { type PlanAnswer, planAnswer } from "../check/plan-outlook.ts";

export const PLAN = `---
nomous: plan
status: draft
---

# Load faster

## Implementation Steps

### Backend changes

| ID | Task | After | Min | Likely | Max | Who | Verify | Status |
|---|---|---|---|---|---|---|---|---|
| B1 | Measure the crane | - | 1 d | 2 d | 3 d | ada | \`node crane.mjs\` | done |
| B2 | Move the crane | B1 | 1 d | 2 d | 6 d | - | \`node crane.mjs --move\` | todo |

### Testing requirements

| ID | Task | After | Min | Likely | Max | Who | Verify | Status |
|---|---|---|---|---|---|---|---|---|
| T1 | Weigh a load | B1 | 0.5 d | 1 d | 1 d | - | a look at the scale | todo |
`;

const NOTHING_KNOWN: Surroundings = {
  kindOf: () => "unknown",
  textOf: () => undefined,
  filesIn: () => undefined,
  hasCommit: () => undefined,
  approval: "unknown",
};

export function answerOf(
  text: string,
  changes: readonly PlanChange[] = [],
  known: Pick<Surroundings, "verifications"> = {},
): PlanAnswer {
  const surroundings = { ...NOTHING_KNOWN, ...known };
  const { subject } = createSubject({ path: "docs/plans/load.md", text, types: BUILT_IN_TYPES, surroundings });
  return planAnswer(subject, { changes, remaining: false });
}
