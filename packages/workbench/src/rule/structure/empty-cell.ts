import type { Cell, Row } from "../../text/markdown.ts";
import type { Column, Part, Role } from "../../type/document-type.ts";
import { isLeftOpen, isNumberedOnly, isPlaceholder } from "../placeholder.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isTyped, writtenParts } from "./expectation.ts";
import { type ExpectedTable, findExpectedTable, tableExpectationsOf } from "./expected-table.ts";

/** Columns that rules of their own read, and say more about than that they are empty. */
const READ_ELSEWHERE: Readonly<Partial<Record<Role, RegExp>>> = {
  analysis: /./,
  targets: /./,
  rollout: /./,
  validation: /./,
  risks: /^(?!risk)/i,
  components: /justif|why|rationale|reason/i,
  alternatives: /pro|con|reason|why/i,
  steps: /verif|roll/i,
  models: /hash|version/i,
};

export const emptyCell: Rule = {
  id: "structure.empty-cell",
  title: "An empty cell in a column that every row needs",
  why: "A reader cannot tell whether nobody knows, nobody looked, or nothing is needed.",
  remedy: "Fill it, or remove the row.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 4. Proposed Solution\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Cursor store | | SQLite | One file survives a crash |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Resume\n\n## 4. Proposed Solution\n\n### 4.3 Key Components\n\n| Component | Responsibility | Technology Stack | Justification |\n| --- | --- | --- | --- |\n| Cursor store | Keeps where each reader is | SQLite | One file survives a crash |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject)) return;
    for (const { part, content } of writtenParts(subject))
      for (const { columns } of tableExpectationsOf(part)) {
        const found = findExpectedTable(subject.markdown, content, columns);
        if (found === null) continue;
        const asked = columns.filter(({ isRequired, heading }) => isRequired && !isReadElsewhere(part, heading));
        for (const row of found.table.rows) yield* gapIn(row, asked, found);
      }
  },
};

const isReadElsewhere = ({ role }: Part, heading: string): boolean =>
  role !== undefined && (READ_ELSEWHERE[role]?.test(heading) ?? false);

/** One finding a row, however many cells are empty. */
function* gapIn(row: Row, columns: readonly Column[], { places }: ExpectedTable): Iterable<Problem> {
  const { cells } = row;
  // A row with nothing in it is told as such.
  if (cells.every(({ text }) => text === "")) return;
  const gaps = columns.filter((column) => {
    const place = places.get(column);
    return place !== undefined && isGap(cells[place]);
  });
  const [first] = gaps;
  if (first === undefined) return;
  const cell = cells[places.get(first) ?? 0];
  const span = cell !== undefined && cell.to > cell.from ? cell : row;
  const names = gaps.map(({ heading }) => `no "${heading}"`).join(" and ");
  yield { from: span.from, to: span.to, message: `This row has ${names}. ${emptyCell.remedy}` };
}

/** `TBD` is told as what it is. */
const isGap = (cell: Cell | undefined): boolean =>
  cell === undefined || (isPlaceholder(cell.text) && !isLeftOpen(cell.text) && !isNumberedOnly(cell.text));
