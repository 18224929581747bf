// Five documents from a question to a plan, for tests: a research note, a spike with a decision, a spec, a plan, and one that leads in a circle.
import { createSubject } from "../check/check-document.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { TracedDocument } from "./traced-document.ts";

export const RESEARCH = "research/2026-11-01-frames.md";
export const SPIKE = "docs/spikes/2026-11-10-batching.md";
export const SPEC = "specs/2026-11-20-batch-frames.md";
export const PLAN = "docs/plans/2026-11-28-batch-frames.md";
export const CIRCLE = "docs/spikes/2026-11-30-circle.md";
export const EVIDENCE = "evidence/batching/20261110T100000-aaaaaa.jsonl";

export const TEXTS: Readonly<Record<string, string>> = {
  [RESEARCH]: `---
nomous: research
status: complete
---
# How frames are written

## Research Question

Who writes frames?

## Open Questions

- [ ] Who closes a socket that nobody reads?
- [ ] How long is the cursor of a reader kept?
- [ ] Which browsers cannot read binary frames?
- [x] Who opens the socket? The reader.
`,
  [SPIKE]: `---
nomous: spike
status: concluded
---
# Batch frames?

## Technical Details

### Test methodology

\`\`\`yaml experiment
id: batching
question: Do four frames a message lower p95?
variants:
  - { id: one, run: [node, batch.mjs, one] }
  - { id: four, run: [node, batch.mjs, four] }
metrics:
  - { id: p95, title: p95, unit: ms, better: lower, threshold: 5 % }
\`\`\`

## Results

### Evaluation Criteria

\`\`\`yaml decision
id: transport
options:
  One frame: {}
  Four frames: {}
criteria:
  - name: Effort
    weight: 100
    judged: { One frame: 5, Four frames: 8 }
    by: mara
    because: the timer is there
\`\`\`

## Sources

- [How frames are written](../../research/2026-11-01-frames.md)
`,
  [SPEC]: `---
nomous: spec
---
# Batch frames on the socket

| Document Metadata | Details |
| --- | --- |
| Status | Approved |

## 3. Goals and Non-Goals

### 3.1 Functional Goals

- [ ] G1: The socket writes at most once for four tokens
- [ ] G2: The order of tokens stays as it was
- [ ] G3: A page of last month goes on reading

## 4. Proposed Solution

Four frames a message, as transport says: p95 fell [14 %][ev:batching/p95].

## 8. Migration, Rollout, and Testing

### 8.3 Test Plan

- **Unit Tests:** four tokens are one write (G1)
- **End-to-End Tests:** the order is compared (G2)

## 9. Open Questions

- [ ] Which browsers cannot read binary frames? (\`research/2026-11-01-frames.md:15\`)
- [x] Who closes a socket that nobody reads? The bridge, after an hour.

## Sources

- [Batch frames?](../docs/spikes/2026-11-10-batching.md)
- [Gone](../docs/spikes/2026-11-11-gone.md)

[ev:batching/p95]: ../${EVIDENCE}
`,
  [PLAN]: `---
nomous: plan
status: in-progress
---
# Build batches

## Overview

- **Primary objectives:**
  - O1: One write for four tokens ([G1](../../specs/2026-11-20-batch-frames.md#31-functional-goals))
  - O2: The order of tokens stays as it was

## Implementation Steps

The cursor of a reader is kept for 30 days, however long nobody comes back.

| ID | Task | After | Verify | Status |
| -- | ---- | ----- | ------ | ------ |
| T1 | Collect four frames (O1) | - | \`npm test\` | done |
| T2 | Give the log an index | - | \`npm test\` | todo |
| T3 | Draw the menu anew | - | \`npm test\` | todo |

### Testing requirements

| ID | Task | After | Verify | Status |
| -- | ---- | ----- | ------ | ------ |
| V1 | Compare the order (O2) | T1, T2 | \`npm test\` | todo |
`,
  [CIRCLE]: `---
nomous: spike
status: draft
---
# Batches again?

## Overview

- **Problem statement:** The timer fires late.
`,
};

const SOURCES: Readonly<Record<string, readonly string[]>> = {
  [SPIKE]: [RESEARCH, CIRCLE],
  [SPEC]: [SPIKE, "docs/spikes/2026-11-11-gone.md"],
  [PLAN]: [SPEC],
  [CIRCLE]: [SPIKE],
};

/** `changes` are texts that are different. */
export function threadOf(changes: Readonly<Record<string, string>> = {}): TracedDocument[] {
  const texts = { ...TEXTS, ...changes };
  const surroundings = surroundingsOf(texts);
  return Object.entries(texts).map(([path, text]) => ({
    subject: createSubject({ path, text, types: BUILT_IN_TYPES, surroundings }).subject,
    sources: SOURCES[path] ?? [],
  }));
}
