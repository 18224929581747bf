import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const raggedTable: Rule = {
  id: "text.ragged-table",
  title: "A table row with more cells than its header",
  why: "GitHub and most others drop what stands behind the last column: it is in the file and nobody sees it.",
  remedy: "Add a column, or write `\\|` for a bar that belongs to the text, inside code too.",
  weight: "wrong",
  appliesTo: "any",
  bad: {
    text: "# Models\n\n| Model | Mode |\n| --- | --- |\n| whisper-base | `batch|stream` |\n| qwen3-4b | stream |\n",
  },
  good: {
    text: "# Models\n\n| Model | Mode |\n| --- | --- |\n| whisper-base | `batch\\|stream` |\n| qwen3-4b | stream |\n",
  },
  *check({ markdown: { text, tables } }: Subject): Iterable<Problem> {
    for (const { header, rows } of tables) {
      const width = header.cells.length;
      for (const { cells } of rows) {
        const dropped = cells.slice(width);
        const [first, last] = [dropped[0], dropped.findLast((cell) => cell.text !== "")];
        if (first === undefined || last === undefined) continue;
        const message = `This row has ${cells.length} cells, the header ${width}: ${quote(text.slice(first.from, last.to))} is not shown. ${raggedTable.remedy}`;
        yield { from: first.from, to: last.to, message };
      }
    }
  },
};
