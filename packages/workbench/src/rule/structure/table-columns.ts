import { itemsIn } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isTyped, type TypedSubject, type WrittenPart, writtenParts } from "./expectation.ts";
import { findExpectedTable, type TableExpectation, tableExpectationsOf } from "./expected-table.ts";

export const tableColumns: Rule = {
  id: "structure.table-columns",
  title: "A table without a column that it needs",
  why: "What nobody is asked for nobody writes down, and the rows cannot be compared.",
  remedy: "Add the columns and fill them.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: plan\n---\n# Shared dictionary\n\n## 9. Risks\n\n| Risk | Mitigation |\n| --- | --- |\n| The dictionary grows old | Train it again with each release |\n",
  },
  good: {
    text: "---\nnomous: plan\n---\n# Shared dictionary\n\n## 9. Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n| --- | --- | --- | --- |\n| The dictionary grows old | high | low | Train it again with each release |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject)) return;
    for (const located of writtenParts(subject))
      for (const expectation of tableExpectationsOf(located.part)) {
        const problem = problemOf(located, expectation, subject);
        if (problem !== null) yield problem;
      }
  },
};

function problemOf(
  { name, anchor, content }: WrittenPart,
  { columns }: TableExpectation,
  { markdown }: TypedSubject,
): Problem | null {
  const required = columns.filter(({ isRequired }) => isRequired);
  const found = findExpectedTable(markdown, content, columns);
  if (found === null) {
    // The rules about what the rows say read lists as well.
    if (itemsIn(markdown, content).length > 0) return null;
    const message = `${quote(name)} has no table with ${namesOf(required)}. Add one.`;
    return { from: anchor.from, to: anchor.to, message };
  }
  const missing = required.filter((column) => !found.places.has(column));
  if (missing.length === 0) return null;
  const { from, to } = found.table.header;
  return { from, to, message: `This table has no ${namesOf(missing)}. ${tableColumns.remedy}` };
}

const namesOf = (columns: readonly { readonly heading: string }[]): string =>
  columns.map(({ heading }) => `"${heading}"`).join(", ");
