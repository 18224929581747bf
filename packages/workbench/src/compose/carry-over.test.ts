import { describe, expect, it } from "vitest";
import { tasksOf } from "../task/read-tasks.ts";
import { plan } from "../type/plan.ts";
import { research } from "../type/research.ts";
import { spec } from "../type/spec.ts";
import { spike } from "../type/spike.ts";
import { composeDocument } from "./compose-document.ts";
import { draftOf, subjectOf } from "./draft-fixture.ts";

const SPEC = `---
nomous: spec
---
# Resume after a cut

| Document Metadata | Details |
| ----------------- | ------- |
| Status            | Approved |
| Compatibility     | no breaking changes |

## 1. Executive Summary

Readers lose tokens when a socket is cut. The bridge keeps a cursor for each reader. Nothing is lost any more.

## 3. Goals and Non-Goals

### 3.1 Functional Goals

- [ ] G1: A reader resumes at its cursor within 200 ms
- [ ] G2: Two browsers see one order of turns
- [ ] Goal 3

## 4. Proposed Solution (High-Level Design)

### 4.3 Key Components

| Component | Responsibility | Technology Stack | Justification |
| --------- | -------------- | ---------------- | ------------- |
| Journal   | numbers items  | SQLite           | order         |
| Tail      | keeps 1 MB     | memory           | speed         |

## 8. Migration, Rollout, and Testing

### 8.1 Deployment Strategy

- [ ] Phase 1: one browser in ten
- [ ] Phase 2: everybody

### 8.3 Test Plan

- **End-to-End Tests:** G1 a browser is cut in the middle of an answer
`;

const SPIKE = `---
nomous: spike
scopes: [realtime]
---
# Batch frames?

## Overview

- **Problem statement:** The socket writes once a token.
- **Risk factors:**
  - A batch delays the first token; likely; high; the first is written at once

## Technical Details

### Options

- Leave it as it is
- Batch per tick

## Recommendations

- **Technical approach:** Batch per tick, because it halved the CPU time. A p95 above 20 ms would change that.
- **Next steps:**
  - Ada builds it behind a flag by 2026-12-10
  - Ben measures it on a phone
`;

const RESEARCH = `---
date: 2026-11-02
researcher: Ben Example
breaking_changes_allowed: true
---
# How frames are written

## Research Question

Who writes frames?

## Summary

One function writes every frame. It is called once a token.

## Detailed Findings

- Frames are written in \`src/connection.ts:10\`

## Open Questions

- Who closes the socket?
- [x] Who opens it?
`;

const resume = subjectOf("specs/resume.md", SPEC);
const batch = subjectOf("docs/spikes/batch.md", SPIKE);
const frames = subjectOf("research/frames.md", RESEARCH);

describe("a plan from a spec", () => {
  const text = composeDocument(draftOf(plan, { sources: [resume] }));

  it("has the goals as objectives, each with its id", () => {
    expect(text).toContain(
      "- **Primary objectives:**\n  - G1: A reader resumes at its cursor within 200 ms\n  - G2: Two browsers see one order of turns\n",
    );
  });

  it("has a task for each goal, verified by the goal's test, and no task for a placeholder", () => {
    const tasks = tasksOf(subjectOf("docs/plans/resume.md", text));
    expect(tasks.map(({ id }) => id?.text)).toEqual(["T1", "T2"]);
    expect(text).toMatch(/^\| T1 \| G1: A reader .* \| G1 a browser is cut .* \| +\| todo +\|$/m);
  });

  it("begins its analysis with what the spec says, cited", () => {
    expect(text).toMatch(/^\| Feature +\| Readers lose tokens .* \| `specs\/resume\.md:13` \|$/m);
    expect(text).toMatch(/^\| Integration points +\| Journal, Tail +\| `specs\/resume\.md:29` \|$/m);
    expect(text.match(/^\| Feature /gm)).toHaveLength(1);
  });

  it("has the phases as steps of the rollout", () => {
    expect(text).toMatch(/^\| Phase 1 \| one browser in ten +\|/m);
    expect(text).toMatch(/^\| Phase 2 \| everybody +\|/m);
  });

  it("takes over whether anything may break, and links the spec", () => {
    expect(text).toContain("\ncompatibility: no breaking changes\n");
    expect(text).toMatch(/\n## Sources\n\n- \[Resume after a cut\]\(\.\.\/\.\.\/specs\/resume\.md\)\n$/);
  });

  it("puts the tasks into the first table there is when it has several", () => {
    const full = composeDocument(draftOf(plan, { sources: [resume], form: "full" }));
    expect(full).toMatch(/### Backend changes\n\n.*\n\n\| ID .*\n.*\n\| T1 /);
    expect(full.match(/^\| T1 /gm)).toHaveLength(1);
  });
});

describe("a plan from a spike", () => {
  const text = composeDocument(draftOf(plan, { sources: [batch] }));

  it("is about what the spike recommends", () => {
    expect(text).toMatch(/^- \*\*Feature summary:\*\* Batch per tick, .* \(`docs\/spikes\/batch\.md:\d+`\)$/m);
  });

  it("has the next steps as tasks and the risks that are known", () => {
    expect(text).toMatch(/^\| T1 \| Ada builds it behind a flag by 2026-12-10 \|/m);
    expect(text).toMatch(/^\| A batch delays the first token; likely; high; the first is written at once \|/m);
  });

  it("declares the scopes that the spike declared", () => expect(text).toContain("\nscopes: [realtime]\n"));
});

describe("a plan from research", () => {
  it("begins its analysis with what was found", () => {
    const text = composeDocument(draftOf(plan, { sources: [frames] }));
    expect(text).toMatch(/^\| Feature +\| One function writes every frame\. .* \| `research\/frames\.md:14` +\|$/m);
    expect(text).toContain("\ncompatibility: breaking changes allowed\n");
  });
});

describe("a spec from research and a spike", () => {
  const text = composeDocument(draftOf(spec, { sources: [frames, batch] }));

  it("describes what is there in the words of the research, cited", () => {
    expect(text).toContain(
      "### 2.1 Current State\n\nOne function writes every frame. It is called once a token. (`research/frames.md:14`)\n",
    );
  });

  it("asks what the research left open, and nothing that was answered", () => {
    expect(text).toContain("- [ ] Who closes the socket? (`research/frames.md:22`)\n");
    expect(text).not.toContain("Who opens it");
  });

  it("lists the options that the spike does not recommend as alternatives", () => {
    expect(text).toMatch(/^\| Leave it as it is \|/m);
    expect(text).not.toMatch(/^\| Batch per tick \|/m);
  });

  it("says in its table that things may break, as the research does in the words of another tool", () => {
    expect(text).toMatch(/^\| Compatibility +\| breaking changes allowed +\|$/m);
  });
});

describe("whatever the source", () => {
  it("its owner is the owner of what is written from it, where nobody else is named", () => {
    const owned = subjectOf("specs/a.md", SPEC.replace("| Status ", "| Team / Owner | @storage |\n| Status "));
    const { owner: _, ...facts } = draftOf(plan).facts;
    expect(composeDocument(draftOf(plan, { sources: [owned], facts }))).toContain('owner: "@storage"');
    expect(composeDocument(draftOf(plan, { sources: [owned] }))).toContain('owner: "@bridge"');
  });

  it("nothing is carried against the trace: research from a spec only names it", () => {
    const text = composeDocument(draftOf(research, { sources: [resume] }));
    expect(text).toContain("[Resume after a cut](../specs/resume.md)");
    expect(text).not.toContain("200 ms");
  });

  it("lines of related research are quoted with their place", () => {
    const quotes = [{ path: "research/frames.md", line: 14, endLine: 15, text: "One function\nwrites every frame." }];
    expect(composeDocument(draftOf(spec, { quotes }))).toMatch(
      /\n## Sources\n\n`research\/frames\.md:14-15`:\n\n> One function\n> writes every frame\.\n$/,
    );
  });

  it("marks in it cannot become marks here", () => {
    const source = SPEC.replace("A reader resumes", "A `reader_` \\*resumes\\* <b | [x");
    const text = composeDocument(draftOf(plan, { sources: [subjectOf("specs/a.md", source)] }));
    expect(text).toContain(String.raw`  - G1: A reader\_ \*resumes\* \<b | \[x at its cursor`);
    expect(tasksOf(subjectOf("docs/plans/a.md", text))).toHaveLength(2);
  });
});

describe("a chosen field", () => {
  it("weighs more than what a source says", () => {
    const fields = { compatibility: "breaking changes allowed" };
    expect(composeDocument(draftOf(plan, { sources: [resume], fields }))).toContain(
      "\ncompatibility: breaking changes allowed\n",
    );
    expect(composeDocument(draftOf(spike, { fields: { category: "other" } }))).toContain("\ncategory: other\n");
  });
});
