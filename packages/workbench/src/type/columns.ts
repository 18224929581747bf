// The tables that several types have.
import type { Column } from "./document-type.ts";

export const column = (heading: string, aliases: readonly string[] = []): Column => ({
  heading,
  aliases,
  isRequired: true,
});

/** One that may stay empty in a row. */
export const optionalColumn = (heading: string, aliases: readonly string[] = []): Column => ({
  heading,
  aliases,
  isRequired: false,
});

export const RISK_COLUMNS: readonly Column[] = [
  column("Risk", ["description", "risk factor"]),
  column("Likelihood", ["probability"]),
  column("Impact", ["severity"]),
  column("Mitigation", ["response", "mitigation strategy", "countermeasure"]),
];

export const TASK_COLUMNS: readonly Column[] = [
  column("ID", ["no", "number"]),
  column("Task", ["description", "what", "step"]),
  optionalColumn("After", ["depends on", "dependencies", "depends", "blocked by"]),
  column("Min", ["optimistic", "best"]),
  column("Likely", ["estimate", "most likely", "effort"]),
  column("Max", ["pessimistic", "worst"]),
  column("Verify", ["verification", "verified by", "done when", "acceptance"]),
  column("Rollback", ["roll back", "undo"]),
  optionalColumn("Status", ["state", "done"]),
];
