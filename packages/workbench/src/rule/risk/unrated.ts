import type { Cell, Table } from "../../text/markdown.ts";
import { tablesIn } from "../part-content.ts";
import { isLeftOpen, isPlaceholder } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const unratedRisk: Rule = {
  id: "risk.unrated",
  title: "A risk without a rating where the table asks for one",
  why: "Risks without a rating cannot be put in order, so the loudest one is looked at first.",
  remedy: "Write low, medium or high, or a number, in both columns.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: plan\n---\n# Replay index\n\n## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n| --- | --- | --- | --- |\n| The index grows past the memory of a phone | | high | it keeps the newest 10,000 turns only |\n| An old page asks in the old format | high | somehow | the bridge answers both formats |\n",
  },
  good: {
    text: "---\nnomous: plan\n---\n# Replay index\n\n## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n| --- | --- | --- | --- |\n| The index grows past the memory of a phone | medium | high | it keeps the newest 10,000 turns only |\n| An old page asks in the old format | high | 2 of 5 | the bridge answers both formats |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const tables = partsOf(subject, "risks").flatMap(({ content }) => tablesIn(subject.markdown, content));
    for (const table of tables)
      for (const [column, heading] of table.header.cells.entries())
        if (RATED.test(heading.text)) yield* unratedIn(table, column, heading.text);
  },
};

const RATED = /^(?:likelihood|probability|chance|impact|severity|effect|risk level|rating)\b/i;
const RATING =
  /\b(?:very|low|lowest|medium|med|moderate|high|highest|critical|severe|minor|major|negligible|catastrophic|rare|unlikely|possible|likely|frequent|certain|none|small|large|[lmhcs]|\d+(?:\.\d+)?|p\d)\b|[🔴🟠🟡🟢⚪]|%/iu;
/** A cell with more words describes instead of rating. */
const FEW_WORDS = 2;

function* unratedIn({ rows }: Table, column: number, heading: string): Generator<Problem> {
  const cells = rows.map((row) => ({ row, cell: row.cells[column] }));
  const isScale = cells.filter(({ cell }) => cell !== undefined && RATING.test(cell.text)).length * 2 >= rows.length;
  for (const { row, cell } of cells) {
    if (row.cells.every(({ text }) => isPlaceholder(text)) || isRated(cell, isScale)) continue;
    const span = cell !== undefined && cell.to > cell.from ? cell : row;
    const said = cell === undefined || cell.text === "" ? "Nothing" : quote(cell.text);
    yield {
      from: span.from,
      to: span.to,
      message: `${said} stands under ${quote(heading)} for the risk ${quote(row.cells[0]?.text ?? "")}. Write low, medium or high, or a number.`,
    };
  }
}

function isRated(cell: Cell | undefined, isScale: boolean): boolean {
  const text = cell?.text ?? "";
  // `TBD` and `?` are told as what they are.
  if (isLeftOpen(text)) return true;
  if (isPlaceholder(text) || /^(?:unknown|unclear|not rated|unrated|to be rated)\W*$/i.test(text)) return false;
  return RATING.test(text) || !isScale || text.split(/\s+/).length > FEW_WORDS;
}
