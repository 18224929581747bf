import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { type Component, componentsOf } from "./components.ts";

export const duplicateComponent: Rule = {
  id: "component.duplicate",
  title: "A key component that is listed twice",
  why: "Two rows give one component two responsibilities, and nobody knows which of them counts.",
  remedy: "Merge the rows, or give the second component the name that tells it from the first.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Outbox | keeps commands while the bridge is away | IndexedDB | survives a closed lid |\n| Bridge | numbers and stores them | Node.js | one writer gives one order |\n| Outbox | sends commands again | TypeScript | a lost answer must not lose a turn |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Outbox | keeps commands while the bridge is away | IndexedDB | survives a closed lid |\n| Bridge | numbers and stores them | Node.js | one writer gives one order |\n| Outbox sender | sends commands again | TypeScript | a lost answer must not lose a turn |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const first = new Map<string, Component>();
    for (const component of componentsOf(subject)) {
      const key = component.name
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
        .trim();
      const before = first.get(key);
      if (before === undefined) first.set(key, component);
      else
        yield {
          from: component.from,
          to: component.to,
          message: `${quote(component.name)} is listed already (line ${subject.markdown.lines.positionOf(before.from).line}). Merge the two rows, or rename one.`,
        };
    }
  },
};
