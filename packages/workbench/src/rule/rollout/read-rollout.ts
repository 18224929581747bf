// The steps of a rollout as data, from tables.
import type { Cell } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import type { LocatedPart } from "../../type/locate-parts.ts";
import { columnsOf, namedRows } from "../named-rows.ts";
import { tablesIn } from "../part-content.ts";
import { partsOf, type Subject } from "../subject.ts";

/** A field is null where the table has no column for it. */
export interface RolloutStep extends Span {
  /** What it is called, or what it deploys. */
  readonly name: Cell;
  readonly deploy: Cell | null;
  readonly verify: Cell | null;
  readonly watch: Cell | null;
  readonly trigger: Cell | null;
  readonly rollback: Cell | null;
}

const COLUMNS = {
  name: ["step", "phase", "stage", "wave", "ring", "name", "id"],
  deploy: ["deploy", "deployment", "action", "what", "change", "deployed", "description"],
  verify: ["verify", "verification", "check", "verified by", "validation"],
  watch: ["watch", "monitor", "monitoring", "watched metric", "watched", "metric", "metrics"],
  trigger: [
    "roll back when",
    "rollback when",
    "trigger",
    "rollback trigger",
    "roll back if",
    "rollback if",
    "abort when",
  ],
  rollback: [
    "roll back how",
    "rollback how",
    "rollback",
    "roll back",
    "rollback procedure",
    "undo",
    "revert",
    "back out",
  ],
} as const;

/** The steps of all tables that say how a step is undone, or when. */
export const rolloutOf = (subject: Subject): RolloutStep[] =>
  partsOf(subject, "rollout").flatMap((located) => stepsIn(subject, located));

export const stepsIn = ({ markdown }: Subject, { content }: LocatedPart): RolloutStep[] =>
  tablesIn(markdown, content).flatMap((table) => {
    const columns = columnsOf(table, COLUMNS);
    if (!columns.has("trigger") && !columns.has("rollback")) return [];
    return namedRows(table, columns).map(({ from, to, cells, cell }) => ({
      from,
      to,
      name: cell("name") ?? cell("deploy") ?? cells[0] ?? { from, to, text: "" },
      deploy: cell("deploy"),
      verify: cell("verify"),
      watch: cell("watch"),
      trigger: cell("trigger"),
      rollback: cell("rollback"),
    }));
  });

/** The cell, or the name of its step where nothing stands in it. */
export function spotOf({ name }: RolloutStep, cell: Cell): Span {
  const { from, to } = cell.text === "" && name.text !== "" ? name : cell;
  return { from, to };
}
