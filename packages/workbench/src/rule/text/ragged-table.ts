import type { Row, Table } from "../../text/markdown.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { requiredColumnsOf } from "../structure/expected-table.ts";
import type { Subject } from "../subject.ts";

export const raggedTable: Rule = {
  id: "text.ragged-table",
  title: "A table row with more cells than its header, or the only one with fewer",
  why: "GitHub and most others drop what stands behind the last column, and a cell that was lost looks like an empty one.",
  remedy: "Add a column, or write `\\|` for a bar that belongs to the text, inside code too.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Models\n\n| Model | Mode | Licence |\n| --- | --- | --- |\n| whisper-base | `batch|stream` | MIT |\n| qwen3-4b | stream | Apache |\n| qwen3-8b | stream |\n",
  },
  good: {
    text: "# Models\n\n| Model | Mode | Licence |\n| --- | --- | --- |\n| whisper-base | `batch\\|stream` | MIT |\n| qwen3-4b | stream | Apache |\n| qwen3-8b | stream | Apache |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { text, tables } = subject.markdown;
    const required = requiredColumnsOf(subject);
    for (const table of tables) {
      for (const row of table.rows) yield* droppedCells(row, table, text);
      // Of a column that every row needs, the rules about that table tell.
      if (required.get(table)?.has(table.header.cells.length - 1) !== true) yield* lostCell(table);
    }
  },
};

function* droppedCells({ cells }: Row, { header }: Table, text: string): Iterable<Problem> {
  const width = header.cells.length;
  const dropped = cells.slice(width);
  const [first, last] = [dropped[0], dropped.findLast((cell) => cell.text !== "")];
  if (first === undefined || last === undefined) return;
  const message = `This row has ${cells.length} cells, the header ${width}: ${quote(text.slice(first.from, last.to))} is not shown. ${raggedTable.remedy}`;
  yield { from: first.from, to: last.to, message };
}

/** Where several rows end early, that is how their author writes empty cells. */
function* lostCell({ header, rows }: Table): Iterable<Problem> {
  const width = header.cells.length;
  const [short, ...others] = rows.filter(({ cells }) => cells.length < width);
  if (
    short === undefined ||
    /^[.…]+$/.test(short.cells[0]?.text ?? "") ||
    others.length > 0 ||
    rows.length < 2 ||
    short.cells.length < width - 1
  )
    return;
  const column = quote(header.cells.at(-1)?.text ?? "");
  const message = `This row alone ends before ${column}. Write the cell, or leave it empty between two bars.`;
  yield { from: short.from, to: short.to, message };
}
