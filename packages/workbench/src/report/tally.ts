import type { CheckReport } from "./checked.ts";

export interface Tally {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Documents with an error or a warning. */
  readonly documents: number;
}

export function tallyOf({ documents }: CheckReport): Tally {
  const severities = documents.flatMap(({ findings }) => findings.map(({ severity }) => severity));
  return {
    errors: severities.filter((one) => one === "error").length,
    warnings: severities.filter((one) => one === "warning").length,
    notes: severities.filter((one) => one === "note").length,
    documents: documents.filter(({ findings }) => findings.some(({ severity }) => severity !== "note")).length,
  };
}

/** How a check ends. A note is no reason to fail; a file that could not be checked says nothing about the others. */
export type Outcome = "clean" | "findings" | "unchecked";

export function exitOf(report: CheckReport): Outcome {
  if (report.unchecked.length > 0) return "unchecked";
  return tallyOf(report).documents > 0 ? "findings" : "clean";
}
