// Whole documents that are made from others, as a person gets them.
import { describe, expect, it } from "vitest";
import { checkDocument, createSubject } from "../check/check-document.ts";
import { sha256Of } from "../evidence/sha256.ts";
import { BLOCK, sessionWith } from "../region/spike-fixture.ts";
import { RULES } from "../rule/catalogue.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import type { Subject } from "../rule/subject.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { DocumentType } from "../type/document-type.ts";
import { plan } from "../type/plan.ts";
import { spec } from "../type/spec.ts";
import { composeDocument } from "./compose-document.ts";
import { draftOf } from "./draft-fixture.ts";

const PROGRAM = "console.log({ p95: 4 });\n";
const session = sessionWith(0.86, { head: { inputs: { "bench/batch.mjs": sha256Of(PROGRAM) } } });

const FILES: Readonly<Record<string, string>> = {
  [session.path]: session.text,
  "bench/batch.mjs": PROGRAM,
  "src/connection.ts": "export const write = 1;\n".repeat(20),
  "research/2026-11-01-frames.md": `---
nomous: research
status: complete
date: 2026-11-01
compatibility: no breaking changes
---
# How frames are written

## Research Question

Who writes frames?

## Summary

One function writes every frame.

## Detailed Findings

- Frames are written one at a time in \`write\` (\`src/connection.ts:10\`)
- Nobody knows why

## Open Questions

- Who closes the socket?
`,
  "docs/spikes/2026-11-10-batching.md": `---
nomous: spike
status: concluded
date: 2026-11-10
author: Ada
---
# Batch frames?

## Overview

- **Problem statement:** The socket writes once a token (\`src/connection.ts:10\`).
- **Success criteria:** p95 falls by at least 10 %.
- **Risk factors:**
  - R1, likely, low impact: other programs disturb the times. Mitigation: paired rounds.
  - A batch delays the first token; possible; high; the first is written at once

## Technical Details

### Options

- One frame: as it is
- Four frames: a timer of 4 ms

### Test methodology

${BLOCK}

## Results

### Evaluation Criteria

\`\`\`yaml decision
id: transport
options:
  One frame: { ws-batch: one }
  Four frames: { ws-batch: four }
  No frames: {}
must:
  - name: keeps the order
    judged: { One frame: met, Four frames: met, No frames: not met }
    by: mara
    because: tokens without frames have no number
criteria:
  - { name: Performance metrics, weight: 60, metric: ws-batch/p95 }
  - name: Effort
    weight: 40
    judged: { One frame: 9, Four frames: 7, No frames: 2 }
    by: mara
    because: the encoder exists already
\`\`\`

### Limitations

One machine.

### Conclusions

With four frames [36.2 ms][ev:ws-batch/p95@four/value] are typical.

## Recommendations

- **Technical approach:** Use four frames. p95 fell [14 %][ev:ws-batch/p95]. A slower timer would change that.
- **Next steps:**
  - Ada builds it behind a flag by 2026-12-10
`,
  "specs/2026-11-20-batching.md": `---
nomous: spec
date: 2026-11-20
scopes: [operations]
---
# Batch frames on the socket

| Document Metadata | Details |
| --- | --- |
| Author(s) | Ada |
| Status | Approved |
| Compatibility | no breaking changes |

## 1. Executive Summary

Every token is a write of its own.

The socket writes up to four frames at once.

## 3. Goals and Non-Goals

### 3.1 Functional Goals

- [ ] G1: \`write\` is called at most once for four tokens
- [ ] G3: The order of tokens stays as it was

## 7. Cross-Cutting Concerns

### 7.2 Observability Strategy

- **Metrics:** \`frames_per_write\`

### 7.3 Scalability and Capacity Planning

- **Traffic Estimates:** 80 tokens/s a reader (estimate)
- **Storage Growth:** Not applicable, because nothing is stored.

### Risks

| Risk | Likelihood | Impact | Mitigation |
| --- | --- | --- | --- |
| A timer fires late | low | medium | the first token never waits |

## 8. Migration, Rollout, and Testing

### 8.1 Deployment Strategy

- [ ] Phase 1: one reader in ten, with the order (G3) compared
- [ ] Phase 2: everybody

### 8.3 Test Plan

- **Unit Tests:** \`npm test -- batch\` counts the writes of four tokens (G1). It reads a log of March too.
- **End-to-End Tests:** A browser reads an answer in its order (G3).
`,
};

const surroundings = surroundingsOf(FILES);

function subjectAt(path: string): Subject {
  return createSubject({ path, text: FILES[path] ?? "", types: BUILT_IN_TYPES, surroundings }).subject;
}

const [RESEARCH, SPIKE, SPEC] = [
  "research/2026-11-01-frames.md",
  "docs/spikes/2026-11-10-batching.md",
  "specs/2026-11-20-batching.md",
].map(subjectAt);

/** From the first heading below the title: what stands before it is the same in all. */
function make(
  type: DocumentType,
  sources: readonly (Subject | undefined)[],
): { text: string; body: string; errors: string[] } {
  const draft = draftOf(type, { sources: sources.filter((one) => one !== undefined), title: "Batches" });
  const text = composeDocument(draft);
  const around = surroundingsOf({ ...FILES, [draft.path]: text });
  const { findings } = checkDocument({
    path: draft.path,
    text,
    types: BUILT_IN_TYPES,
    rules: RULES,
    surroundings: around,
  });
  const errors = findings
    .filter(({ severity }) => severity !== "note")
    .map(({ rule, message }) => `${rule}: ${message}`);
  return { text, body: text.slice(text.indexOf("\n## ") + 1), errors };
}

describe("a plan from a spec", () => {
  const made = make(plan, [SPEC]);

  it("passes the check as a draft, with no warning", () => expect(made.errors).toEqual([]));
  it("keeps whether anything may break", () => expect(made.text).toContain("\ncompatibility: no breaking changes\n"));
  it("reads so", () =>
    expect(made.body).toMatchInlineSnapshot(`
      "## Analysis

      *Guidance: Read before you plan: say what you found for each aspect and cite the line, or say why it does not apply.*

      | Aspect             | Finding                            | Source                            |
      | ------------------ | ---------------------------------- | --------------------------------- |
      | Feature            | Every token is a write of its own. | \`specs/2026-11-20-batching.md:16\` |
      | ML/AI components   |                                    |                                   |
      | Offline needs      |                                    |                                   |
      | Real-time needs    |                                    |                                   |
      | GPU                |                                    |                                   |
      | Affected models    |                                    |                                   |
      | Socket patterns    |                                    |                                   |
      | Integration points |                                    |                                   |

      ## Overview

      - **Feature summary:** The socket writes up to four frames at once. (\`specs/2026-11-20-batching.md:18\`)
      - **Primary objectives:**
        - O1: \`write\` is called at most once for four tokens ([G1])
        - O3: The order of tokens stays as it was ([G3])
      - **Success criteria:** *Guidance: List what can be measured or seen at the end. Somebody who was not there must be able to check it.*

      ## Implementation Steps

      *Guidance: Cut the work into tasks of at most a few days; give each a command or an artefact that verifies it, and a way back.*

      ### Phase 1

      | ID | Task                                     | After          | Min | Likely | Max | Verify | Rollback | Status |
      | -- | ---------------------------------------- | -------------- | --- | ------ | --- | ------ | -------- | ------ |
      | T1 | \`write\` is called at most once for four tokens (O1) |                |     |        |     | V1     |          | todo   |
      | T3 | The order of tokens stays as it was (O3) |                |     |        |     | V2     |          | todo   |
      | M1 | Milestone phase 1: one reader in ten, with the order (O3) compared | T1, T3, V1, V2 |     |        |     |        |          | todo   |

      ### Phase 2: everybody

      | ID | Task                         | After | Min | Likely | Max | Verify | Rollback | Status |
      | -- | ---------------------------- | ----- | --- | ------ | --- | ------ | -------- | ------ |
      | M2 | Milestone phase 2: everybody | M1    |     |        |     |        |          | todo   |

      ### Testing requirements

      *Guidance: List the tests that have to be written, each with the command that runs it: unit, integration, performance.*

      | ID | Task | After | Min | Likely | Max | Verify                                  | Rollback | Status |
      | -- | ---- | ----- | --- | ------ | --- | --------------------------------------- | -------- | ------ |
      | V1 | Unit test: \`npm test -- batch\` counts the writes of four tokens. It reads a log of March too (O1) | T1    |     |        |     | \`npm test -- batch\`                     |          | todo   |
      | V2 | End-to-End test: A browser reads an answer in its order (O3) | T3    |     |        |     | It fails without T3, and passes with it |          | todo   |

      ## Performance Considerations

      *Guidance: Give each metric what was measured today and where, the number to reach, and the task that proves it.*

      | Metric            | Baseline | Target | Verified by |
      | ----------------- | -------- | ------ | ----------- |
      | Latency           |          |        |             |
      | Memory            |          |        |             |
      | Bandwidth         |          |        |             |
      | Socket load       |          |        |             |
      | Offline           |          |        |             |
      | Traffic Estimates | 80 tokens/s a reader (estimate) (\`specs/2026-11-20-batching.md:35\`) |        |             |
      | \`frames_per_write\` (\`specs/2026-11-20-batching.md:31\`) |          |        |             |

      ## Rollout Plan

      *Guidance: For every step name the metric that is watched, the number at which it is undone, and the command that undoes it.*

      | Step    | Deploy    | Verify | Watch | Roll back when | Roll back how |
      | ------- | --------- | ------ | ----- | -------------- | ------------- |
      | Phase 1 | one reader in ten, with the order (O3) compared |        |       |                |               |
      | Phase 2 | everybody |        |       |                |               |

      ## Risks

      *Guidance: List what may go wrong, how likely and how bad it is, and what is done about it before it happens.*

      | Risk               | Likelihood | Impact | Mitigation                  |
      | ------------------ | ---------- | ------ | --------------------------- |
      | A timer fires late | low        | medium | the first token never waits |

      ## Sources

      - [Batch frames on the socket](../../specs/2026-11-20-batching.md)

      [G1]: ../../specs/2026-11-20-batching.md#31-functional-goals
      [G3]: ../../specs/2026-11-20-batching.md#31-functional-goals
      "
    `));
});

describe("a plan from a spike", () => {
  const made = make(plan, [SPIKE]);

  it("passes the check as a draft, with no warning", () => expect(made.errors).toEqual([]));
  it("reads so", () =>
    expect(made.body).toMatchInlineSnapshot(`
      "## Analysis

      *Guidance: Read before you plan: say what you found for each aspect and cite the line, or say why it does not apply.*

      | Aspect             | Finding | Source                                  |
      | ------------------ | ------- | --------------------------------------- |
      | Feature            | The socket writes once a token (\`src/connection.ts:10\`). | \`docs/spikes/2026-11-10-batching.md:11\` |
      | ML/AI components   |         |                                         |
      | Offline needs      |         |                                         |
      | Real-time needs    |         |                                         |
      | GPU                |         |                                         |
      | Affected models    |         |                                         |
      | Socket patterns    |         |                                         |
      | Integration points |         |                                         |

      ## Overview

      - **Feature summary:** Use four frames. p95 fell [14 %][ev:ws-batch/p95]. A slower timer would change that. (\`docs/spikes/2026-11-10-batching.md:73\`)
      - **Primary objectives:**
        - O1: Adopt Four frames ([transport])
      - **Success criteria:**
        - p95 falls by at least 10 %. (\`docs/spikes/2026-11-10-batching.md:12\`)

      ## Technical Design

      *Guidance: Say what is different afterwards, and link the spec where it says more.*

      **Four frames**, as the decision [transport] says. It leads One frame in Performance metrics (weight 60 %); One frame leads in Effort (weight 40 %).

      ## Implementation Steps

      *Guidance: Cut the work into tasks of at most a few days; give each a command or an artefact that verifies it, and a way back.*

      | ID | Task | After | Min | Likely | Max | Verify | Rollback | Status |
      | -- | ---- | ----- | --- | ------ | --- | ------ | -------- | ------ |
      | T1 | Ada builds it behind a flag by 2026-12-10 (O1) |       |     |        |     | V1     |          | todo   |

      ### Testing requirements

      *Guidance: List the tests that have to be written, each with the command that runs it: unit, integration, performance.*

      | ID | Task | After | Min | Likely | Max | Verify | Rollback | Status |
      | -- | ---- | ----- | --- | ------ | --- | ------ | -------- | ------ |
      | V1 | Run the experiment \`ws-batch\` again on what was built (O1) | T1    |     |        |     | \`nomous run docs/spikes/2026-11-10-batching.md --experiment ws-batch\` |          | todo   |

      ## Performance Considerations

      *Guidance: Give each metric what was measured today and where, the number to reach, and the task that proves it.*

      | Metric               | Baseline | Target | Verified by |
      | -------------------- | -------- | ------ | ----------- |
      | Latency: p95 latency | [42.57 ms][ev:ws-batch/p95@one/value], one frame |        | V1          |
      | Memory               |          |        |             |
      | Bandwidth            |          |        |             |
      | Socket load          |          |        |             |
      | Offline              |          |        |             |

      ## Rollout Plan

      *Guidance: For every step name the metric that is watched, the number at which it is undone, and the command that undoes it.*

      | Step | Deploy | Verify | Watch | Roll back when | Roll back how |
      | ---- | ------ | ------ | ----- | -------------- | ------------- |

      ## Risks

      *Guidance: List what may go wrong, how likely and how bad it is, and what is done about it before it happens.*

      | Risk                                 | Likelihood | Impact | Mitigation                   |
      | ------------------------------------ | ---------- | ------ | ---------------------------- |
      | R1: other programs disturb the times | likely     | low    | paired rounds                |
      | A batch delays the first token       | possible   | high   | the first is written at once |
      | Not shown: One machine. (\`docs/spikes/2026-11-10-batching.md:65\`) |            |        |                              |

      ## Sources

      - [Batch frames?](../spikes/2026-11-10-batching.md)

      [transport]: ../spikes/2026-11-10-batching.md#evaluation-criteria

      <!-- nomous:claims sha=84c37befb4b4 -->

      [ev:ws-batch/p95]: ../../evidence/ws-batch/20261129T061500-3f2a91.jsonl "−14.4 % [−15.0, −13.7], better"
      [ev:ws-batch/p95@one/value]: ../../evidence/ws-batch/20261129T061500-3f2a91.jsonl "42.57 ms [41.85, 42.80]"

      <!-- /nomous:claims -->
      "
    `));
});

describe("a spec from research and a spike", () => {
  const made = make(spec, [RESEARCH, SPIKE]);

  it("passes the check as a draft, with no warning", () => expect(made.errors).toEqual([]));
  it("keeps whether anything may break", () => expect(made.text).toContain("| no breaking changes "));
  it("reads so", () =>
    expect(made.body).toMatchInlineSnapshot(`
      "## 1. Executive Summary

      *Guidance: Tell somebody from another team, in at most 200 words, what hurts, what you propose, and what it brings.*

      ## 2. Context and Motivation

      *Guidance: Say why this is done and why now, and link the product requirements or the research that asks for it.*

      ### 2.1 Current State

      One function writes every frame. (\`research/2026-11-01-frames.md:15\`)

      - Frames are written one at a time in \`write\` (\`src/connection.ts:10\`) (\`research/2026-11-01-frames.md:19\`)

      ### 2.2 The Problem

      The socket writes once a token (\`src/connection.ts:10\`). (\`docs/spikes/2026-11-10-batching.md:11\`)

      ## 3. Goals and Non-Goals

      ### 3.1 Functional Goals

      *Guidance: Write what will be true, one goal an item, with a number where there can be one; the test plan must prove each.*

      ### 3.2 Non-Goals (Out of Scope)

      *Guidance: Write what somebody could expect of this change and will not get, so that nobody waits for it.*

      ## 4. Proposed Solution (High-Level Design)

      *Guidance: Explain the idea as you would at a whiteboard: which parts there are, and what passes between them.*

      **Four frames**, as the decision [transport] says. It leads One frame in Performance metrics (weight 60 %); One frame leads in Effort (weight 40 %).

      Use four frames. p95 fell [14 %][ev:ws-batch/p95]. A slower timer would change that. (\`docs/spikes/2026-11-10-batching.md:73\`)

      With four frames [36.2 ms][ev:ws-batch/p95@four/value] are typical. (\`docs/spikes/2026-11-10-batching.md:69\`)

      ## 6. Alternatives Considered

      *Guidance: List what else would work, doing nothing included, be fair to it, and say what decided against it.*

      | Option    | Pros                          | Cons | Reason for Rejection |
      | --------- | ----------------------------- | ---- | -------------------- |
      | One frame | Effort: 9.0 against 7.0 of 10 | Performance metrics: 5.0 against 8.0 of 10 | 1.02 of 10 points less than Four frames in [transport] |
      | No frames | nothing that was weighed      | Must-have not met: keeps the order (mara says so); Effort: 2.0 against 7.0 of 10 | Must-have not met: keeps the order (mara says so) ([transport]) |

      ## 7. Cross-Cutting Concerns

      ### Risks

      *Guidance: List what may go wrong with the design, how likely and how bad it is, and what is done about it.*

      | Risk                                 | Likelihood | Impact | Mitigation                   |
      | ------------------------------------ | ---------- | ------ | ---------------------------- |
      | R1: other programs disturb the times | likely     | low    | paired rounds                |
      | A batch delays the first token       | possible   | high   | the first is written at once |
      | Not shown: One machine. (\`docs/spikes/2026-11-10-batching.md:65\`) |            |        |                              |

      ## 8. Migration, Rollout, and Testing

      ### 8.3 Test Plan

      *Guidance: Name for every goal the test that fails while the goal is not met.*

      ## 9. Open Questions / Unresolved Issues

      - [ ] Who closes the socket? (\`research/2026-11-01-frames.md:24\`)

      ## Sources

      - [How frames are written](../research/2026-11-01-frames.md)
      - [Batch frames?](../docs/spikes/2026-11-10-batching.md)

      [transport]: ../docs/spikes/2026-11-10-batching.md#evaluation-criteria

      <!-- nomous:claims sha=a2f12e4aae98 -->

      [ev:ws-batch/p95]: ../evidence/ws-batch/20261129T061500-3f2a91.jsonl "−14.4 % [−15.0, −13.7], better"
      [ev:ws-batch/p95@four/value]: ../evidence/ws-batch/20261129T061500-3f2a91.jsonl "36.22 ms [35.94, 36.81]"

      <!-- /nomous:claims -->
      "
    `));
});

it("the same sources give the same document, to the byte", () => {
  expect(make(spec, [RESEARCH, SPIKE]).text).toBe(make(spec, [RESEARCH, SPIKE]).text);
});
