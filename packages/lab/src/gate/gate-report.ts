// What a gate found, as data: each thing that must hold with what was looked at and what does not.
import type { CheckReport, ReportedDocument } from "@nomous/workbench";

export type GateFinding = ReportedDocument["findings"][number];
export type UncheckedFile = CheckReport["unchecked"][number];

/** In the order in which they are told. */
const GATE_CHECKS = ["documents", "approvals", "evidence", "freshness", "tasks", "conflicts"] as const;
export type GateCheckName = (typeof GATE_CHECKS)[number];

export interface GateCheck {
  readonly name: GateCheckName;
  /**
   * `holds`; `fails`: at least one finding is an error; `not-checked`: it could not be looked at here; `left-out`: it was not meant to be looked at,
   * which is no failure anywhere.
   */
  readonly status: "holds" | "fails" | "not-checked" | "left-out";
  /** What was looked at, "3 approved documents", or, of what was not, why: a clause. */
  readonly summary: string;
  /** By path and place. Errors fail it, the others are told. */
  readonly findings: readonly GateFinding[];
  /** Files that could not be read, so that nobody knows. */
  readonly unchecked: readonly UncheckedFile[];
  /** What to do about its errors, a sentence. */
  readonly remedy: string;
}

/** One of each name, in their order. */
export type GateReport = readonly GateCheck[];

export type GateOutcome = "holds" | "fails" | "unchecked";

/** `isStrict`: what could not be looked at is no better than what fails, as where nobody reads along. */
export function gateOutcome(report: GateReport, isStrict: boolean): GateOutcome {
  const isUnknown = ({ status, unchecked }: GateCheck): boolean =>
    unchecked.length > 0 || (isStrict && status === "not-checked");
  if (report.some(isUnknown)) return "unchecked";
  return report.some(({ status }) => status === "fails") ? "fails" : "holds";
}

type Looked = Pick<GateCheck, "name" | "summary" | "findings" | "remedy"> & Partial<Pick<GateCheck, "unchecked">>;

/** Of what was looked at. */
export function gateCheck({ findings, unchecked = [], ...check }: Looked): GateCheck {
  const isFailing = findings.some(({ severity }) => severity === "error");
  return { ...check, status: isFailing ? "fails" : "holds", findings: findings.toSorted(byPlace), unchecked };
}

/** `because`: a clause. */
export const notChecked = (name: GateCheckName, because: string, isMeant = false): GateCheck => ({
  name,
  status: isMeant ? "left-out" : "not-checked",
  summary: because,
  findings: [],
  unchecked: [],
  remedy: "",
});

const byPlace = (a: GateFinding, b: GateFinding): number =>
  (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || a.line - b.line || a.column - b.column;

/** A finding without a document around it, at the beginning of a line. */
export const findingAt = (
  path: string,
  line: number,
  { rule, severity, message }: Pick<GateFinding, "rule" | "severity" | "message">,
): GateFinding => ({
  path,
  rule,
  severity,
  message,
  line,
  column: 1,
  endLine: line,
  endColumn: 1,
  excerpt: "",
  excerptColumn: 1,
});

/** The reports of several workspaces as one, each with the way to it, which is empty or ends in `/`. */
export function joinReports(reports: readonly { readonly prefix: string; readonly report: GateReport }[]): GateReport {
  const [first, ...others] = reports;
  if (first === undefined || (others.length === 0 && first.prefix === "")) return first?.report ?? [];
  return GATE_CHECKS.flatMap((name) => {
    const all = reports.flatMap(({ prefix, report }) =>
      report.filter((check) => check.name === name).map((check) => ({ prefix, check })),
    );
    const worst = all.toSorted((a, b) => RANK.indexOf(a.check.status) - RANK.indexOf(b.check.status))[0];
    if (worst === undefined) return [];
    return {
      ...worst.check,
      summary: summaryOf(all),
      findings: all.flatMap(({ prefix, check }) => check.findings.map((one) => ({ ...one, path: prefix + one.path }))),
      unchecked: all.flatMap(({ prefix, check }) =>
        check.unchecked.map((one) => ({ ...one, path: prefix + one.path })),
      ),
    };
  });
}

const RANK: readonly GateCheck["status"][] = ["fails", "not-checked", "holds", "left-out"];

/** Said once where all say the same. */
function summaryOf(all: readonly { readonly prefix: string; readonly check: GateCheck }[]): string {
  const summaries = new Set(all.map(({ check }) => check.summary));
  const [only = ""] = summaries;
  return summaries.size === 1
    ? only
    : all.map(({ prefix, check }) => (prefix === "" ? check.summary : `${prefix}: ${check.summary}`)).join("; ");
}
