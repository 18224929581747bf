import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { entriesIn, isPlaceholder, writtenIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Rule } from "../rule.ts";
import { namesPerson } from "../spike/names-person.ts";
import { expecting } from "./expectation.ts";

export const partPerson: Rule = {
  id: "structure.person",
  title: "A part that names nobody",
  why: "What everybody could do, nobody does.",
  remedy: "Write who does it: a name, a handle such as @maya, or a team.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spike\n---\n# Batch size\n\n## 4. Recommendations\n\n- **Next steps:**\n  - Write the spec for batches of 8\n  - Measure again on the small machine\n",
  },
  good: {
    text: "---\nnomous: spike\n---\n# Batch size\n\n## 4. Recommendations\n\n- **Next steps:**\n  - Maya Ruiz writes the spec for batches of 8 by 2026-12-05\n  - @tobi measures again on the small machine\n",
  },
  check: expecting("person", ({ name, content }, _, { markdown, typed }) => {
    const isNamed = namesPerson(writtenIn(markdown, content, typed.type)) || hasOwnerCell(markdown, content);
    return isNamed ? null : `${quote(name)} names nobody. ${partPerson.remedy}`;
  }),
};

const hasOwnerCell = (markdown: Markdown, content: Span): boolean =>
  entriesIn(markdown, content).some(({ cellOf }) => {
    const cell = cellOf("Owner", "Who", "Person", "Assignee", "Responsible", "Owned by", "Lead");
    return cell !== undefined && !isPlaceholder(cell.text);
  });
