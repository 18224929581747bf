// The table of a decision: a row for each criterion, a column for each option.
import type { Cell, Markdown, Table } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { tablesIn } from "../part-content.ts";

interface Judgement {
  readonly option: string;
  readonly cell: Cell;
}

export interface JudgedCriterion extends Span {
  readonly name: Cell;
  readonly judgements: readonly Judgement[];
}

/** What stands beside the options: how much a criterion counts, and remarks. */
const NO_OPTION =
  /^(?:weights?|importance|priority|must[- ]have|unit|better|direction|notes?|comments?|remarks?|source|evidence|reason|winner|flips when|#|no|id)?$/i;

/** The criteria of the first table that has options; none when there is no such table. */
export function criteriaIn(markdown: Markdown, content: Span): JudgedCriterion[] {
  const table = tablesIn(markdown, content).find(({ header }) => header.cells.length > 1);
  return table === undefined ? [] : criteriaOfTable(table);
}

const criteriaOfTable = ({ header, rows }: Table): JudgedCriterion[] =>
  rows
    .filter(({ cells }) => cells.some(({ text }) => text !== ""))
    .map(({ from, to, cells }) => ({
      from,
      to,
      name: cells[0] ?? { from, to, text: "" },
      judgements: header.cells.flatMap(({ text }, i) =>
        i === 0 || NO_OPTION.test(text.trim()) ? [] : [{ option: text, cell: cells[i] ?? { from: to, to, text: "" } }],
      ),
    }));
