// The rows of target tables: a metric, what it is today, what it has to be, and what shows that it is.
import type { Cell, Table } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { columnsOf, namedRows } from "../named-rows.ts";
import { isPlaceholder, notApplicable, tablesIn } from "../part-content.ts";
import { partsOf, type Subject } from "../subject.ts";

/** A field is null where the table has no column for it. */
export interface Target extends Span {
  readonly metric: Cell;
  readonly baseline: Cell | null;
  readonly target: Cell | null;
  readonly verify: Cell | null;
  /** "Not applicable, because …" stands somewhere in the row. */
  readonly isWaived: boolean;
}

const COLUMNS = {
  metric: ["metric", "measure", "kpi", "indicator", "what", "quantity", "aspect"],
  baseline: ["baseline", "baseline evidence", "current", "today", "before", "now", "current value", "measured"],
  target: ["target", "goal", "budget", "requirement", "limit", "required", "threshold"],
  verify: [
    "verified by",
    "verification",
    "verify",
    "verifying task",
    "task",
    "test",
    "measured by",
    "check",
    "how verified",
  ],
} as const;

/** The targets of the parts with the role, in the order of the text. */
export const targetsOf = (subject: Subject): Target[] =>
  partsOf(subject, "targets").flatMap(({ content }) => tablesIn(subject.markdown, content).flatMap(targetsOfTable));

function targetsOfTable(table: Table): Target[] {
  const columns = columnsOf(table, COLUMNS);
  if (!columns.has("metric") || !columns.has("target")) return [];
  return namedRows(table, columns).map(({ from, to, cells, cell }) => ({
    from,
    to,
    metric: cell("metric") ?? { from, to, text: "" },
    baseline: cell("baseline"),
    target: cell("target"),
    verify: cell("verify"),
    isWaived: cells.some(({ text }) => !isPlaceholder(text) && (notApplicable(text)?.reason ?? "") !== ""),
  }));
}
