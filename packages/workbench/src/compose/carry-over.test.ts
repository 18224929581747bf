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

  it("has the goals as objectives, each with an id of its own and a link back", () => {
    expect(text).toContain(
      "- **Primary objectives:**\n  - O1: A reader resumes at its cursor within 200 ms ([G1])\n  - O2: Two browsers see one order of turns ([G2])\n",
    );
    expect(text).toContain("\n[G2]: ../../specs/resume.md#31-functional-goals\n");
  });

  it("keeps the numbers of goals when one of them is gone", () => {
    const source = subjectOf("specs/resume.md", SPEC.replace(/^- \[ \] G1.*\n/m, ""));
    expect(composeDocument(draftOf(plan, { sources: [source] }))).toContain("  - O2: Two browsers see one order");
  });

  it("has a task for each goal and each test, and what each phase is over with; none for a placeholder", () => {
    const tasks = tasksOf(subjectOf("docs/plans/resume.md", text));
    expect(tasks.map(({ id }) => id?.text)).toEqual(["T1", "T2", "M1", "M2", "V1"]);
    expect(text).toMatch(/^\| T1 \| A reader .* \(O1\) \| +\| .* \| V1 +\| +\| todo +\|$/m);
    expect(text).toMatch(/^\| V1 \| End-to-End test: a browser is cut .* \(O1\) \| T1 .* \| It fails without T1, /m);
    expect(text).toMatch(/### Phase 2: everybody\n\n.*\n.*\n\| M2 \| Milestone phase 2: everybody \| M1 /);
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
    expect(text).toContain("\n## Sources\n\n- [Resume after a cut](../../specs/resume.md)\n");
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
    expect(text).toMatch(/^\| T1 \| Ada builds it behind a flag by 2026-12-10 \(O1\) \|/m);
    expect(text).toMatch(/^\| A batch delays the first token +\| likely +\| high +\| the first is written at once \|/m);
  });

  it("is to bring what the spike recommends, where no decision is computed", () => {
    expect(text).toContain("\n  - O1: Adopt Batch per tick ([batch])\n");
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

  it("lines of related research are quoted with their place, and links in them lead on", () => {
    const quotes = [
      {
        path: "research/frames.md",
        line: 14,
        endLine: 15,
        text: "One function\nwrites [frames](../src/a.md#b) as [said](#b).",
      },
    ];
    expect(composeDocument(draftOf(spec, { quotes }))).toMatch(
      /\n## Sources\n\n`research\/frames\.md:14-15`:\n\n> One function\n> writes \[frames\]\(\.\.\/src\/a\.md#b\) as said \[…\]\.\n$/,
    );
  });

  it("marks in it cannot become marks here", () => {
    const source = SPEC.replace("A reader resumes", "A `reader_` \\*resumes\\* <b | [x");
    const text = composeDocument(draftOf(plan, { sources: [subjectOf("specs/a.md", source)] }));
    expect(text).toContain("  - O1: A `reader_` \\*resumes\\* \\<b | \\[x at its cursor");
    expect(tasksOf(subjectOf("docs/plans/a.md", text))).toHaveLength(5);
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

describe("what is not known is not said", () => {
  it("of two options that a recommendation may mean none is called the recommended one", () => {
    const source = SPIKE.replace("- Batch per tick", "- Batch per tick\n- Batch per timer").replace(
      "Batch per tick, because",
      "Batch frames, because",
    );
    const text = composeDocument(draftOf(spec, { sources: [subjectOf("docs/spikes/batch.md", source)] }));
    expect(text).toMatch(/^\| Batch per tick +\| +\| +\| +\|$/m);
    expect(text).not.toContain("recommends Batch");
  });

  it("two sources may have a goal of one name: each link leads to its own", () => {
    const other = subjectOf("specs/other.md", SPEC.replace("A reader resumes", "A writer resumes"));
    const text = composeDocument(draftOf(plan, { sources: [resume, other] }));
    expect(text).toContain("O1: A reader resumes at its cursor within 200 ms ([G1])");
    expect(text).toContain(
      "O3: A writer resumes at its cursor within 200 ms ([G1](../../specs/other.md#31-functional-goals))",
    );
  });
});

/** The first row of the risks of a plan that is made from a spike with this risk. */
const riskRowOf = (written: string, mitigations = ""): string => {
  const source = SPIKE.replace(/ {2}- A batch delays.*\n/, `  - ${written}\n`).replace(
    "- **Next steps:**",
    `- **Risk mitigation:** ${mitigations}\n- **Next steps:**`,
  );
  const text = composeDocument(draftOf(plan, { sources: [subjectOf("docs/spikes/batch.md", source)] }));
  const row =
    text
      .split("## Risks")[1]
      ?.split("\n")
      .find((line) => line.startsWith("| ") && !/^\| (?:Risk|-)/.test(line)) ?? "";
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim())
    .join(" | ");
};

describe("risks keep what is known of them, in whatever form they are written", () => {
  it.each([
    [
      "R1, likely, low impact: others disturb. Mitigation: paired rounds.",
      "R1: others disturb | likely | low | paired rounds",
    ],
    [
      "R1: Old pages stay open (likelihood low, impact high): each is played back",
      "R1: Old pages stay open | low | high | each is played back",
    ],
    ["Old pages stay open (low, high)", "Old pages stay open | low | high | "],
    [
      "Nobody maintains it. Likelihood: medium. Impact: high. Mitigation: pin it",
      "Nobody maintains it | medium | high | pin it",
    ],
    ["Nobody maintains it\n    - Impact: high\n    - Mitigation: pin it", "Nobody maintains it |  | high | pin it"],
    ["The impact of low memory is unknown", "The impact of low memory is unknown |  |  | "],
  ])("%s", (written, row) => expect(riskRowOf(written)).toBe(row));

  it("what another part says is done about a risk stands beside it", () => {
    expect(riskRowOf("R1: a batch delays the first token", "R1: the first is written at once")).toBe(
      "R1: a batch delays the first token |  |  | the first is written at once",
    );
  });
});
