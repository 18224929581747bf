import { readDiagram } from "../../diagram/read-diagram.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const diagramSyntax: Rule = {
  id: "diagram.syntax",
  title: "A diagram that cannot be drawn",
  why: "Hosts show an error or nothing in its place, and nobody who reads the page can tell what was meant.",
  remedy: "Correct the line that the message names; the preview of the editor shows the drawing again.",
  weight: "broken",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.1 System Architecture Diagram\n\n```mermaid\nflowchart LR\n  subgraph browser\n  outbox[Outbox] --> bridge[Bridge]\n```\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.1 System Architecture Diagram\n\n```mermaid\nflowchart LR\n  subgraph browser\n  outbox[Outbox] --> bridge[Bridge]\n  end\n```\n",
  },
  *check({ markdown }: Subject): Iterable<Problem> {
    for (const { language, body, isClosed } of markdown.fences) {
      const diagram = isClosed ? readDiagram(language, markdown.text.slice(body.from, body.to)) : null;
      for (const { from, to, message } of diagram?.problems ?? [])
        yield { from: body.from + from, to: body.from + to, message };
    }
  },
};
