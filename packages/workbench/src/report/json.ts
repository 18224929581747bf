// The report for programs. The shape below is a promise: names keep their meaning under one number of `schema`, and what is added
// may be ignored.
import type { CheckReport, ReportedDocument, ReportedFinding, UncheckedFile } from "./checked.ts";
import { exitOf, type Outcome, tallyOf } from "./tally.ts";

interface JsonReport {
  readonly schema: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly outcome: Outcome;
  readonly summary: Readonly<
    Record<"documents" | "unchecked" | "errors" | "warnings" | "notes" | "known" | "fixed", number>
  >;
  /** All that were checked, also those without findings. */
  readonly documents: readonly JsonDocument[];
  readonly unchecked: readonly UncheckedFile[];
}

interface JsonDocument extends Omit<ReportedDocument, "findings" | "next"> {
  readonly next: string | null;
  readonly findings: readonly JsonFinding[];
}

interface JsonFinding extends Omit<ReportedFinding, "fix"> {
  readonly fix: string | null;
}

export function renderJson(report: CheckReport): string {
  const { documents, unchecked, known, fixed, tool } = report;
  const { errors, warnings, notes } = tallyOf(report);
  const json: JsonReport = {
    schema: 1,
    tool,
    outcome: exitOf(report),
    summary: { documents: documents.length, unchecked: unchecked.length, errors, warnings, notes, known, fixed },
    documents: documents.map(toJsonDocument),
    unchecked,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

const toJsonDocument = ({ next, findings, ...document }: ReportedDocument): JsonDocument => ({
  ...document,
  next: next ?? null,
  findings: findings.map((finding) => ({ ...finding, fix: finding.fix ?? null })),
});
