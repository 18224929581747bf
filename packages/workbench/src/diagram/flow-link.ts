// An arrow of a flowchart or block diagram: `-->`, `-.->`, `==>`, `~~~` with their heads and tails, its text in the middle
// (`-- text -->`) or behind it (`-->|text|`). It may stand on the line after its source, and its target on the line after it.
import type { Span } from "../text/span.ts";
import { addProblem } from "./diagram.ts";
import { readUntil } from "./flow-node.ts";
import { type FlowScan, lineEnd, take } from "./flow-scan.ts";

const NAME = String.raw`\s*(?:([^\s"@[\](){}|;&]{1,99})@)?`;
const WHOLE = new RegExp(String.raw`${NAME}([xo<]?--+[-xo>]|[xo<]?==+[=xo>]|[xo<]?-?\.+-[xo>]?|~~~+)`, "y");
const BEGUN = new RegExp(String.raw`${NAME}([xo<]?(--|==|-\.))`, "y");
const FOREIGN = /\s*([-=]>)/y;
const BLANK = /\s*/y;
const TEXT = /\s*\|/y;
const BLANK_ON_LINE = /[^\S\n]*/y;

/** What ends an arrow that began so; text in double quotes ends none. */
const ENDS: ReadonlyMap<string, RegExp> = new Map([
  ["--", /"[^"]*"|([xo<]?--+[-xo>])/g],
  ["==", /"[^"]*"|([xo<]?==+[=xo>])/g],
  ["-.", /"[^"]*"|([xo<]?-?\.+-[xo>]?)/g],
]);

/** Takes the arrow that comes next, on this line or after it; null where something else does, or where it never ends. */
export function readLink(scan: FlowScan): Span | null {
  const found = take(scan, WHOLE) ?? take(scan, BEGUN);
  if (found === null) return null;
  const [, name, arrow = "", beginning] = found;
  if (name !== undefined) scan.linkNames.add(name);
  const from = scan.at - arrow.length;
  const to = beginning === undefined ? readTextBehind(scan, from) : readTextWithin(scan, from, beginning);
  return to === null ? null : { from, to };
}

function readTextBehind(scan: FlowScan, from: number): number {
  const to = scan.at;
  if (take(scan, TEXT) === null) {
    take(scan, BLANK);
    return to;
  }
  readUntil(scan, { closers: ["|"], from, what: "`|` that opens the text of this arrow" });
  const end = scan.at;
  take(scan, BLANK_ON_LINE);
  return end;
}

function readTextWithin(scan: FlowScan, from: number, beginning: string): number | null {
  const end = endOf(scan, beginning);
  if (end === null) {
    const to = lineEnd(scan, from);
    const message = `The arrow that begins with \`${beginning}\` never ends. Write \`-->\`, or \`-- text -->\`.`;
    addProblem(scan.draft, { from, to }, message);
    scan.at = to;
    return null;
  }
  scan.at = end;
  take(scan, BLANK);
  return end;
}

function endOf(scan: FlowScan, beginning: string): number | null {
  const ends = ENDS.get(beginning);
  if (ends === undefined || scan.endless.has(beginning)) return null;
  ends.lastIndex = scan.at;
  for (let found = ends.exec(scan.source.code); found !== null; found = ends.exec(scan.source.code))
    if (found[1] !== undefined) return ends.lastIndex;
  scan.endless.add(beginning);
  return null;
}

/** Reports an arrow that only other diagrams have. */
export function reportForeignArrow(scan: FlowScan): void {
  const arrow = take(scan, FOREIGN)?.[1];
  if (arrow === undefined) return;
  const message = `\`${arrow}\` is no arrow of a flowchart. Write \`${arrow.charAt(0)}${arrow}\`.`;
  addProblem(scan.draft, { from: scan.at - arrow.length, to: scan.at }, message);
}
