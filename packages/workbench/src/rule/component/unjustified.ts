import { isReason } from "../../prose/reason.ts";
import { subjectWords } from "../../prose/subject-words.ts";
import { isLeftOpen } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { componentsOf } from "./components.ts";

export const unjustifiedComponent: Rule = {
  id: "component.unjustified",
  title: "A key component without a justification",
  why: "What nobody justified cannot be removed either, because nobody knows what it was for.",
  remedy: "Say what would be worse without the component, or which number or goal asks for it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Outbox | keeps commands while the bridge is away | IndexedDB | IndexedDB |\n| Bridge | numbers and stores them | Node.js |  |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Outbox | keeps commands while the bridge is away | IndexedDB | the only store of a browser that survives a closed lid |\n| Bridge | numbers and stores them | Node.js | one writer gives one order |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const { name, point } of componentsOf(subject)) {
      const reason = point.cellOf("Justification", "Why", "Rationale", "Reason");
      // `TBD` is told as what it is.
      if (reason === undefined || isLeftOpen(reason.text)) continue;
      const technology = point.cellOf("Technology Stack", "Technology", "Stack", "Tech stack")?.text ?? "";
      const responsibility = point.cellOf("Responsibility", "Responsibilities", "Purpose", "Role", "Task")?.text ?? "";
      const span = reason.to > reason.from ? reason : point;
      if (!isReason(reason.text))
        yield {
          from: span.from,
          to: span.to,
          message: `Nothing justifies ${quote(name)}. Say what would be worse without it.`,
        };
      else if (saysOnly(reason.text, `${name} ${technology} ${responsibility}`))
        yield {
          from: span.from,
          to: span.to,
          message: `The justification of ${quote(name)} only says again what it is. Say what would be worse without it.`,
        };
    }
  },
};

/** Whether a text has no telling word that is not in what is known already. */
function saysOnly(text: string, known: string): boolean {
  const before = subjectWords(known);
  return [...subjectWords(text)].every((word) => before.has(word));
}
