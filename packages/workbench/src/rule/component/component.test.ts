import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { duplicateComponent } from "./duplicate.ts";
import { undefinedComponent } from "./undefined.ts";
import { undrawnComponent } from "./undrawn.ts";
import { unjustifiedComponent } from "./unjustified.ts";

const RULES = [duplicateComponent, undefinedComponent, undrawnComponent, unjustifiedComponent];

describe("each rule finds its bad example and nothing in its good one", () => {
  test.each(RULES)("$id", (rule) => {
    expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

/** What a rule points at, which must not depend on how lines end. */
function told(rule: Rule, text: string): string[] {
  const found = problemsOf(rule, { text }).map((problem) => problem.text);
  const inCrlf = problemsOf(rule, { text: text.replaceAll("\n", "\r\n") });
  expect(inCrlf.map((problem) => problem.text.replaceAll("\r", ""))).toEqual(found);
  return found;
}

const HEAD = "| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n";
const row = (name: string): string => `${name} | does one thing | TypeScript | nothing else can do it`;
const table = (...rows: readonly string[]): string => HEAD + rows.map((one) => `| ${one} |`).join("\n");

/** A spec with a fence in one of these languages and these rows. */
const spec = (drawing: string, rows: string, language = "mermaid"): string =>
  `---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.1 System Architecture Diagram\n\n\`\`\`${language}\n${drawing}\n\`\`\`\n\n### 4.3 Key Components\n\n${rows}\n`;

const THREE = table(row("Outbox"), row("Bridge"), row("Replay index"));

const undrawn = (drawing: string, rows = THREE, language?: string): string[] =>
  told(undrawnComponent, spec(drawing, rows, language));

describe("component.undrawn", () => {
  const indexRow = `| ${row("Replay index")} |`;

  test("the row of a component without a box is told", () => {
    expect(undrawn("flowchart LR\n  a[Outbox] --> b[Bridge]")).toEqual([indexRow]);
    expect(undrawn("flowchart LR\n  a[Outbox] --> b[Bridge] --> c[Index of models]")).toEqual([indexRow]);
  });

  test("a box is known by its id, by part of its label, by the title of a group, in any language", () => {
    expect(undrawn("flowchart LR\n  Outbox --> bridge --> replayIndex[(SQLite)]")).toEqual([]);
    expect(undrawn("flowchart LR\n  a[Outbox in IndexedDB] --> b[The bridge]\n  b --> c[(Replay index)]")).toEqual([]);
    expect(undrawn("flowchart LR\n  subgraph Bridge\n  x[Replay index]\n  end\n  y[Outbox] --> x")).toEqual([]);
    expect(
      undrawn("@startuml\n[Outbox] --> [Bridge]\n[Bridge] --> [Replay index]\n@enduml", THREE, "plantuml"),
    ).toEqual([]);
    expect(
      undrawn('C4Container\n  Container(o, "Outbox")\n  Container(b, "Bridge")\n  Container(i, "Replay index")'),
    ).toEqual([]);
  });

  test("a drawing of something else is told once, at the drawing", () => {
    const told = undrawn("flowchart LR\n  a[Read the hello] --> b[Find the cursor] --> c[Send frames]");
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^```mermaid/);
  });

  test("without a drawing, a table, or a drawing of components there is nothing to compare", () => {
    expect(undrawn("stateDiagram-v2\n  [*] --> open")).toEqual([]);
    expect(undrawn("const a = 1;", THREE, "ts")).toEqual([]);
    expect(undrawn("flowchart LR\n  a[Outbox] --> b[Bridge]", "The outbox and the bridge.")).toEqual([]);
  });
});

const undefinedIn = (drawing: string, rows = THREE): string[] => told(undefinedComponent, spec(drawing, rows));

describe("component.undefined", () => {
  const all = "flowchart LR\n  outbox[Outbox] --> bridge[Bridge] --> index[(Replay index)]";

  test("a box that no row describes is told inside the fence", () => {
    expect(undefinedIn(`${all}\n  bridge --> billing[Billing gateway]`)).toEqual(["billing"]);
    expect(undefinedIn(`${all}\n  bridge --> Billing\n  bridge --> cache[(Redis cache)]`)).toEqual([
      "Billing",
      "cache",
    ]);
  });

  test("people, browsers, what is external, decisions and groups are no components", () => {
    expect(undefinedIn(`${all}\n  user((User)) --> outbox\n  tab[Browser] --> outbox`)).toEqual([]);
    expect(undefinedIn(`${all}\n  bridge --> mail[Mail provider (external)]\n  subgraph Laptop\n  end`)).toEqual([]);
    expect(undefinedIn(`${all}\n  bridge --> q{Too old?}`)).toEqual([]);
    expect(
      undefinedIn(
        'C4Context\n  Person(p, "Anna")\n  System_Ext(m, "Mailer")\n  Container(o, "Outbox")\n  Container(b, "Bridge")\n  Container(i, "Replay index")',
      ),
    ).toEqual([]);
  });

  test("a drawing of steps is not the picture of the table", () => {
    expect(undefinedIn("flowchart LR\n  a[Read the hello] --> b[Find the cursor] --> c[Ask the outbox]")).toEqual([]);
    expect(undefinedIn(`${all}\n  bridge --> billing[Billing gateway]`, "Prose only.")).toEqual([]);
  });
});

const unjustified = (reason: string): string[] =>
  told(unjustifiedComponent, spec("flowchart LR", table(`Outbox | keeps commands | IndexedDB | ${reason}`)));

describe("component.unjustified", () => {
  test("nothing, an empty phrase, or the technology again is told", () => {
    for (const reason of [
      "-",
      "n/a",
      "IndexedDB",
      "The outbox",
      "because we need it",
      "best choice",
      "Required",
      "industry standard",
      "we like it",
      "Keeps the commands",
    ])
      expect(unjustified(reason)).toEqual([reason]);
    expect(unjustified("")).toHaveLength(1);
  });

  test("a few words can be a reason, and TBD is told by another rule", () => {
    for (const reason of [
      "survives a closed lid",
      "Pure functions, no side effects",
      "Required for offline prompts",
      "Hidden flag",
      "TBD",
    ])
      expect(unjustified(reason)).toEqual([]);
  });

  test("a row that ends early has no justification, a table without the column asks for none", () => {
    expect(
      told(unjustifiedComponent, spec("flowchart LR", `${HEAD}| Outbox | keeps commands | IndexedDB |`)),
    ).toHaveLength(1);
    expect(
      told(unjustifiedComponent, spec("flowchart LR", "| Component | Location |\n| --- | --- |\n| Outbox | src |")),
    ).toEqual([]);
  });

  test("the column may be called otherwise", () => {
    const rows = "| Name | Purpose | Rationale |\n| --- | --- | --- |\n| Outbox | keeps commands | needed |";
    expect(told(unjustifiedComponent, spec("flowchart LR", rows))).toEqual(["needed"]);
  });
});

const repeated = (...names: readonly string[]): number =>
  told(duplicateComponent, spec("flowchart LR", table(...names.map(row)))).length;

describe("component.duplicate", () => {
  test("marks and letter case make no other name, a word does", () => {
    expect(repeated("Outbox", "Bridge", "Outbox")).toBe(1);
    expect(repeated("Outbox", "`outbox`")).toBe(1);
    expect(repeated("Outbox", "**Outbox**", "Outbox")).toBe(2);
    expect(repeated("Outbox", "Outbox sender")).toBe(0);
    expect(repeated("Bridge", "Outbox")).toBe(0);
    expect(repeated("Component", "Component")).toBe(1);
  });
});
