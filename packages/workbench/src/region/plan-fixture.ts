// A small plan with something of everything that is computed of one, for tests of its generated parts.
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { FillInput } from "./fill-document.ts";

export const PLAN_PATH = "docs/plans/2026-11-30-segment-log.md";

export const PLAN = `---
nomous: plan
status: draft
start: 2026-11-30
---

# Segment log

## Implementation Steps

### Backend changes

| ID | Task                       | After | Min | Likely | Max | Who | Verify     | Rollback       | Status |
| -- | -------------------------- | ----- | --- | ------ | --- | --- | ---------- | -------------- | ------ |
| B1 | Write rows with a checksum | –     | 1 d | 2 d    | 4 d | Ana | \`npm test\` | \`git revert\`   | done   |
| B2 | Read old rows as segments  | B1    | 2 d | 3 d    | 6 d | Ben | \`npm test\` | \`git revert\`   |        |

### Frontend changes

| ID | Task                    | After | Min | Likely | Max | Who | Verify     | Rollback       | Status |
| -- | ----------------------- | ----- | --- | ------ | --- | --- | ---------- | -------------- | ------ |
| F1 | Show how old a turn is  | B1    | 1 d | 1 d    | 2 d | Ana | \`npm test\` | \`git revert\`   | failed |

## Performance Considerations

| Metric         | Baseline | Target     | Verified by |
| -------------- | -------- | ---------- | ----------- |
| Commit p95     | 20 ms    | ≤ 5 ms     | B2          |
| Bandwidth      | 200 kB/s | ≤ 400 kB/s | F1          |

### WebSocket load analysis

| Flow      | Messages/s | Bytes/message | Clients | Peak |
| --------- | ---------- | ------------- | ------- | ---- |
| Snapshots | 20         | 120           | 100     | ×3   |
| Presence  | 6/min      | 2 kB          | 50      |      |

At the peak 5 acks/s of 16 bytes each from 100 clients arrive as well.

## Rollout Plan

| Step   | Deploy                    | Verify         | Watch     | Roll back when  | Roll back how   |
| ------ | ------------------------- | -------------- | --------- | --------------- | --------------- |
| Canary | \`./step.sh on\` on 1 host  | \`./step.sh ok\` | commits/s | commits/s < 400 | \`./step.sh off\` |

## Risks

| Risk                | Likelihood | Impact | Mitigation             |
| ------------------- | ---------- | ------ | ---------------------- |
| R1: the disk is full | medium     | high   | old segments go first  |
| R2: a clock jumps   | low        | low    | rows are numbered      |

## Resources and Timeline

Ana and Ben.
`;

export const inputOfPlan = (text: string, files: Readonly<Record<string, string>> = {}): FillInput => ({
  path: PLAN_PATH,
  text,
  surroundings: surroundingsOf({ [PLAN_PATH]: text, ...files }),
  types: BUILT_IN_TYPES,
});
