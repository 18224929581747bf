// The report for people at a terminal. Notes stay folded unless they are asked for: a draft is unfinished by nature, and one line
// that says what to write next is worth more than a wall of what is missing.
import { counted } from "../number/counted.ts";
import type { Severity } from "../rule/rule.ts";
import type { CheckReport, ReportedDocument, ReportedFinding, UncheckedFile } from "./checked.ts";
import { drawExcerpt } from "./draw-excerpt.ts";
import { tallyOf } from "./tally.ts";
import { visibleText } from "./visible-text.ts";

/** What a piece of text is; whoever prints it decides how that looks. */
type Style = Severity | "place" | "faint" | "good";

export interface PrettyOptions {
  readonly style: (style: Style, text: string) => string;
  /** Notes are listed too. */
  readonly showNotes: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

export function renderPretty(report: CheckReport, options: PrettyOptions): string {
  const documents = report.documents.map((document) => (options.showNotes ? document : withoutNotes(document)));
  const blocks = [
    documents.filter(({ findings }) => findings.length === 0).flatMap((document) => drawNext(document, options)),
    ...documents.filter(({ findings }) => findings.length > 0).flatMap((document) => drawDocument(document, options)),
    report.unchecked.map((file) => drawUnchecked(file, options)),
    [drawSummary(report, options)],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join("\n")}\n`)
    .join("\n");
}

const withoutNotes = (document: ReportedDocument): ReportedDocument => ({
  ...document,
  findings: document.findings.filter(({ severity }) => severity !== "note"),
});

/** A block for each finding; what to write next is the last. */
const drawDocument = (document: ReportedDocument, options: PrettyOptions): string[][] => [
  ...document.findings.map((finding) => drawFinding(finding, options)),
  drawNext(document, options),
];

const drawNext = ({ path, next }: ReportedDocument, { style }: PrettyOptions): string[] =>
  next === undefined ? [] : [`${style("place", visibleText(path))}  next: ${next}`];

const GLYPHS: Readonly<Record<Severity, string>> = { error: "✖", warning: "▲", note: "●" };

function drawFinding(finding: ReportedFinding, options: PrettyOptions): string[] {
  const { path, line, column, severity, rule, message, fix } = finding;
  const { style } = options;
  const place = style("place", `${visibleText(path)}:${line}:${column}`);
  return [
    `${place}  ${style(severity, `${GLYPHS[severity]} ${severity}`)}  ${style("faint", rule)}`,
    `  ${message}`,
    ...drawRange(finding, options),
    ...(fix === undefined ? [] : [`  ${style("good", "fix")}: ${fix} ${style("faint", "(--fix)")}`]),
  ];
}

function drawRange(finding: ReportedFinding, { style, width }: PrettyOptions): string[] {
  const { line, column, endLine, endColumn, severity, excerpt, excerptColumn } = finding;
  if (excerpt.trim() === "") return [];
  const gutter = `  ${line} │ `;
  const range = {
    from: column - excerptColumn,
    to: endLine === line ? endColumn - excerptColumn : excerpt.trimEnd().length,
  };
  const drawn = drawExcerpt(excerpt, range, Math.max(MIN_WIDTH, width - gutter.length));
  const margin = gutter.replace(String(line), (digits) => " ".repeat(digits.length));
  return [style("faint", gutter) + drawn.line.trimEnd(), style("faint", margin) + style(severity, drawn.marks)];
}

/** Narrower than this nothing can be read. */
const MIN_WIDTH = 20;

const drawUnchecked = ({ path, message }: UncheckedFile, { style }: PrettyOptions): string =>
  `${style("place", visibleText(path))}  ${style("error", `${GLYPHS.error} not checked`)}  ${visibleText(message)}`;

/** "3 errors, 2 warnings in 2 of 14 documents (5 notes, see --notes; 12 known findings)". */
function drawSummary(report: CheckReport, { style, showNotes }: PrettyOptions): string {
  const tally = tallyOf(report);
  const found = [
    ...(tally.errors > 0 ? [style("error", counted(tally.errors, "error"))] : []),
    ...(tally.warnings > 0 ? [style("warning", counted(tally.warnings, "warning"))] : []),
  ];
  const all = counted(report.documents.length, "document");
  const share = report.documents.length === 1 ? all : `${tally.documents} of ${all}`;
  const what = found.length > 0 ? `${found.join(", ")} in ${share}` : `${style("good", all)}, nothing to say`;
  const asides = [
    ...(report.unchecked.length > 0 ? [`${report.unchecked.length} not checked`] : []),
    ...(report.fixed > 0 ? [`${report.fixed} fixed`] : []),
    ...(tally.notes > 0 ? [counted(tally.notes, "note") + (showNotes ? "" : ", see --notes")] : []),
    ...(report.known > 0 ? [counted(report.known, "known finding")] : []),
  ];
  return asides.length === 0 ? what : `${what} ${style("faint", `(${asides.join("; ")})`)}`;
}
