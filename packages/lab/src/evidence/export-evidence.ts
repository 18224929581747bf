// Evidence for other programs: as JSON everything, as CSV a row a run.
import type { Evidence, RunRecord, RunValue } from "@nomous/workbench/experiments";

export type ExportFormat = "json" | "csv";

/** A session as text. Samples of a run stand in one cell, with a space between. */
export const exportEvidence = (evidence: Evidence, format: ExportFormat): string =>
  format === "json" ? `${JSON.stringify(evidence, null, 2)}\n` : toCsv(evidence);

function toCsv({ session, runs }: Evidence): string {
  const metrics = session.protocol.experiment.metrics.map(({ id }) => id);
  const rows = runs.map((run) => rowOf(session.session, run, metrics));
  const [first] = rows;
  if (first === undefined) return "";
  const lines = [Object.keys(first), ...rows.map((row) => Object.values(row))];
  return lines.map((cells) => `${cells.map(toCell).join(",")}\r\n`).join("");
}

type Cell = string | number | boolean | null;

const rowOf = (session: string, run: RunRecord, metrics: readonly string[]): Record<string, Cell> => ({
  session,
  round: run.round,
  attempt: run.attempt,
  position: run.position,
  variant: run.variant,
  isControl: run.isControl,
  startedAt: run.startedAt,
  outcome: run.outcome,
  exitCode: run.exitCode,
  reason: run.reason,
  ...Object.fromEntries(metrics.map((metric) => [`metric ${metric}`, valueText(run.values[metric])])),
  ...run.process,
  canaryMs: run.guard.canaryMs,
  others: run.guard.others,
  load: run.guard.load,
  stolen: run.guard.stolen,
  clockJumpMs: run.guard.clockJumpMs,
});

function valueText(value: RunValue | undefined): Cell {
  if (value === undefined || typeof value === "number") return value ?? null;
  return isSamples(value) ? value.join(" ") : JSON.stringify(value);
}

const isSamples = (value: RunValue): value is readonly number[] => Array.isArray(value);

/** A spreadsheet would run a text that begins like a formula. */
function toCell(value: Cell): string {
  const text = value === null ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
