import { trimmed } from "../../prose/statements.ts";
import type { Fence } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { type Component, componentsOf, drawingsOf, isDrawn, isPictureOf, MOST } from "./components.ts";

export const undrawnComponent: Rule = {
  id: "component.undrawn",
  title: "A key component that the diagram does not show",
  why: "Readers take the diagram for the system. What it leaves out is left out of reviews, threat models and estimates too.",
  remedy: "Add a box with the component's name to the diagram, or take the component out of the table.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.1 System Architecture Diagram\n\n```mermaid\nflowchart LR\n  user[User] --> outbox[Outbox]\n  outbox --> bridge[Bridge]\n```\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Outbox | keeps commands while the bridge is away | IndexedDB | survives a closed lid |\n| Bridge | numbers and stores them | Node.js | one writer gives one order |\n| Replay index | finds what a reader has not seen | SQLite | a scan of the log took 4 s |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.1 System Architecture Diagram\n\n```mermaid\nflowchart LR\n  user[User] --> outbox[Outbox]\n  outbox --> bridge[Bridge]\n  bridge --> index[(Replay index)]\n```\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Outbox | keeps commands while the bridge is away | IndexedDB | survives a closed lid |\n| Bridge | numbers and stores them | Node.js | one writer gives one order |\n| Replay index | finds what a reader has not seen | SQLite | a scan of the log took 4 s |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const drawings = drawingsOf(subject);
    const components = componentsOf(subject).slice(0, MOST);
    const [first] = drawings;
    if (first === undefined) return;
    const undrawn = components.filter((component) => !isDrawn(component, drawings));
    if (undrawn.length === 1 || isPictureOf(components, drawings))
      for (const { from, to, name } of undrawn)
        yield {
          from,
          to,
          message: `The diagram does not show ${quote(name)}. Add a box with this name, or remove the row.`,
        };
    else if (undrawn.length > 0)
      yield { ...firstLine(subject, first.fence), message: tellAll(components.length, undrawn) };
  },
};

const firstLine = ({ markdown }: Subject, { from, body }: Fence): Span =>
  trimmed(markdown.text, { from, to: body.from });

const FEW = 3;

function tellAll(all: number, undrawn: readonly Component[]): string {
  const names = undrawn.slice(0, FEW).map(({ name }) => quote(name));
  return `The diagram shows ${all - undrawn.length} of the ${all} key components, and not ${names.join(", ")}. Draw what the table names.`;
}
