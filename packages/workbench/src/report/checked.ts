// What was checked, as every renderer takes it: lines and columns instead of offsets, and texts that are safe to show.
import type { CheckedDocument } from "../check/check-document.ts";
import { progressOf } from "../check/progress.ts";
import type { Finding, Severity } from "../rule/rule.ts";
import type { Subject } from "../rule/subject.ts";
import type { Markdown } from "../text/markdown.ts";
import type { Stage } from "../type/document-type.ts";
import { visibleText } from "./visible-text.ts";

export interface ReportedFinding {
  readonly path: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Lines and columns count from 1, columns in UTF-16 units; the end is behind the last one. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The line it begins in, of a very long one what is around it between `…`. A tab or control character is one blank. */
  readonly excerpt: string;
  /** Where the excerpt begins in its line. */
  readonly excerptColumn: number;
  /** What its fix does. */
  readonly fix?: string;
}

export interface ReportedDocument {
  /** With `/`, relative to the workspace; as it is on disk, so not safe to show. */
  readonly path: string;
  /** Null when it is of no type. */
  readonly type: string | null;
  /** Null when it has none that its type knows. */
  readonly state: string | null;
  readonly stage: Stage;
  /** In the order of the text. */
  readonly findings: readonly ReportedFinding[];
  /** What to write next, in a draft that is not complete. */
  readonly next?: string;
}

export interface UncheckedFile {
  readonly path: string;
  /** Why it could not be checked. */
  readonly message: string;
}

export interface CheckReport {
  readonly documents: readonly ReportedDocument[];
  readonly unchecked: readonly UncheckedFile[];
  /** How many findings the baseline knows. */
  readonly known: number;
  /** How many fixes were made. */
  readonly fixed: number;
  readonly tool: { readonly name: "nomous"; readonly version: string };
}

/** A checked document for the renderers. */
export function reportDocument(checked: CheckedDocument): ReportedDocument {
  const { subject, findings } = checked;
  const { path, typed, stage } = subject;
  const next = stage === "draft" ? nextPart(checked) : null;
  return {
    path,
    type: typed?.type.name ?? null,
    state: typed?.state?.name ?? null,
    stage,
    findings: findings.map((finding) => reportFinding(subject, finding)),
    ...(next === null ? {} : { next }),
  };
}

function reportFinding(
  { path, markdown }: Subject,
  { from, to, rule, severity, message, fix }: Finding,
): ReportedFinding {
  const { line, column } = markdown.lines.positionOf(from);
  const end = markdown.lines.positionOf(to);
  return {
    path,
    rule,
    severity,
    message: visibleText(message),
    line,
    column,
    endLine: end.line,
    endColumn: end.column,
    ...excerptOf(markdown, from, line),
    ...(fix === undefined ? {} : { fix: visibleText(fix.title) }),
  };
}

/** In UTF-16 units: a line may be a megabyte long and have a thousand findings. */
const LONGEST_EXCERPT = 400;
const LONGEST_BEFORE = 100;

/** The `…` stand in place of a character each, so that columns stay. */
function excerptOf(
  { text, lines }: Markdown,
  offset: number,
  line: number,
): Pick<ReportedFinding, "excerpt" | "excerptColumn"> {
  const start = lines.startOf(line);
  const from = Math.max(start, offset - LONGEST_BEFORE);
  const to = Math.min(lines.startOf(line + 1), from + LONGEST_EXCERPT + "\r\n".length);
  const rest = text.slice(from, to).replace(/[\r\n]+$/, "");
  const shown = rest.length > LONGEST_EXCERPT ? `${rest.slice(0, LONGEST_EXCERPT - 1)}…` : rest;
  return { excerpt: visibleText(from > start ? `…${shown.slice(1)}` : shown), excerptColumn: from - start + 1 };
}

/** "Success criteria, line 23 (6 more parts to write)". */
function nextPart(checked: CheckedDocument): string | null {
  const { next, required, written } = progressOf(checked);
  if (next === null) return null;
  const place = next.line === null ? "not there yet" : `line ${next.line}`;
  const more = required - written - 1;
  return `${visibleText(next.heading)}, ${place}${more === 0 ? "" : ` (${more} more ${more === 1 ? "part" : "parts"} to write)`}`;
}
