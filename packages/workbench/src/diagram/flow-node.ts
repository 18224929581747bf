// A node of a flowchart or block diagram: its id, the brackets whose shape holds its label, a class, and `@{ … }` data. Mermaid
// ends a bare label at the first bracket or quote, whatever it belongs to: what is not in double quotes cannot hold one.
import { addNode, addProblem } from "./diagram.ts";
import { type FlowScan, lineEnd, nextStop, sees, take } from "./flow-scan.ts";
import { readLabel } from "./read-label.ts";

/** What opens a shape and what may close it, longest first. */
const SHAPES: readonly (readonly [opener: string, closers: readonly string[]])[] = [
  ["(((", [")))"]],
  ["((", ["))"]],
  ["([", ["])"]],
  ["(-", ["-)", "/)", "))"]],
  ["(", [")"]],
  ["[[", ["]]"]],
  ["[(", [")]"]],
  ["[/", ["/]", "\\]", "?]", "=]"]],
  ["[\\", ["/]", "\\]", "?]", "=]"]],
  ["[", ["]"]],
  ["{{", ["}}"]],
  ["{", ["}"]],
  [">", ["]"]],
];

const ID = /(?:[^\s[\](){}<>|;"@~:=\-&]|:(?!::)|=(?!=)|-(?![->.])|~(?!~~)|&(?!\s|$))+/y;
const RESERVED = /(?:end|subgraph)(?![^\s;[({>])|(?:style|linkStyle|classDef|class|click|direction)[^\S\n]+\S/y;
const CLASS = /:::[\w-]+(?:,[\w-]+)*/y;
const PROPERTIES = /\|[^|\n\]]*\|/y;
const DATA = /@\{[^"}@]*(?:(?:"[^"]*"|@(?!\{))[^"}@]*)*\}/y;
const BLANK = /\s*/y;

/** Reads the node that stands here and gives its id; null, and nothing taken, where none stands. */
export function readNode(scan: FlowScan, idPattern = ID): string | null {
  if (sees(scan, RESERVED)) return null;
  const from = scan.at;
  const id = take(scan, idPattern)?.[0];
  if (id === undefined) return null;
  const span = { from, to: scan.at };
  addNode(scan.draft, id, span, readShape(scan, id));
  for (;;) {
    if (take(scan, CLASS) !== null) continue;
    if (!scan.source.code.startsWith("@{", scan.at)) return id;
    addNode(scan.draft, id, span, readData(scan, id));
  }
}

/** The label in the brackets that stand here; empty where there are none, or where they do not close. */
export function readShape(scan: FlowScan, id: string): string {
  const { code } = scan.source;
  const shape = SHAPES.find(([opener]) => code.startsWith(opener, scan.at));
  if (shape === undefined) return "";
  const [opener, closers] = shape;
  const from = scan.at;
  scan.at += opener.length;
  if (opener === "[") take(scan, PROPERTIES);
  return readUntil(scan, { closers, from, what: `\`${opener}\` that opens the label of \`${id}\`` });
}

/** What ends a label, where it was opened, and what opened it, in words. */
interface LabelEnd {
  readonly closers: readonly string[];
  readonly from: number;
  readonly what: string;
}

/** The label from here to what closes it, in double quotes or bare. One that does not close ends with its line. */
export function readUntil(scan: FlowScan, end: LabelEnd): string {
  const { code, text } = scan.source;
  take(scan, BLANK);
  const start = scan.at;
  if (code.charAt(start) === '"') {
    const quote = code.indexOf('"', start + 1);
    scan.at = quote < 0 ? code.length : quote + 1;
  } else scan.at = bareEnd(code, start, nextStop(scan), end.closers);
  take(scan, BLANK);
  const closer = end.closers.find((closing) => code.startsWith(closing, scan.at)) ?? reportOpen(scan, end);
  const label = text.slice(start, scan.at);
  scan.at += closer.length;
  return readLabel(label);
}

/** A slanted or rounded shape closes with a character that may also stand in its label. */
function bareEnd(code: string, start: number, stop: number, closers: readonly string[]): number {
  const early = closers.some((closer) => !/^[\])}|]/.test(closer) && code.startsWith(closer, stop - 1));
  return early && stop > start ? stop - 1 : stop;
}

/** Reports a label that does not close. Goes on before what could close it on its line, and gives that; else ends the line. */
function reportOpen(scan: FlowScan, { from, what, closers }: LabelEnd): string {
  const { code } = scan.source;
  const end = lineEnd(scan, from);
  const where = scan.at < end ? `before \`${code.charAt(scan.at)}\`` : "on its line";
  const message = `The ${what} is not closed ${where}. Close it; a label with brackets or quotes needs double quotes around it.`;
  addProblem(scan.draft, { from, to: Math.min(scan.at + 1, end) }, message);
  const [closer = ""] = closers;
  const close = code.slice(scan.at, end).indexOf(closer);
  scan.at = close < 0 ? end : scan.at + close;
  return close < 0 ? "" : closer;
}

/** The label that `@{ … }` gives; empty where it gives none. */
function readData(scan: FlowScan, id: string): string {
  const from = scan.at;
  if (take(scan, DATA) === null) {
    scan.at = lineEnd(scan, from);
    reportOpen(scan, { closers: ["}"], from, what: `\`@{\` of \`${id}\`` });
    return "";
  }
  const data = scan.source.text.slice(from, scan.at);
  return readLabel(/\blabel["']?\s*:\s*("[^"]*"|'[^']*'|[^,}\n]*)/.exec(data)?.[1] ?? "");
}
