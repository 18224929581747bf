// Where the reader of a flowchart is in its code, and the moves that it is made of. What was looked for in vain is remembered:
// a text of nothing but openings is still read once.
import type { DiagramDraft } from "./diagram.ts";
import type { MermaidSource } from "./mermaid-source.ts";

/** A place in a flowchart; what is read is taken, `at` moves behind it. */
export interface FlowScan {
  readonly source: MermaidSource;
  readonly draft: DiagramDraft;
  /** The names of arrows, which are no nodes though `name@{ … }` looks like one. */
  readonly linkNames: Set<string>;
  /** The kinds of arrow that no text behind here ends. */
  readonly endless: Set<string>;
  at: number;
  /** The first bracket or quote, and the first end of a line, after the places where one was last looked for. */
  stop: number;
  line: number;
}

export const startScan = (source: MermaidSource, draft: DiagramDraft, at: number): FlowScan => ({
  source,
  draft,
  linkNames: new Set(),
  endless: new Set(),
  at,
  stop: -1,
  line: -1,
});

/** Takes what a sticky expression finds right here; null, and nothing taken, where it finds nothing. */
export function take(scan: FlowScan, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.source.code);
  if (found !== null) scan.at = pattern.lastIndex;
  return found;
}

/** Whether a sticky expression finds something right here. */
export function sees(scan: FlowScan, pattern: RegExp): boolean {
  pattern.lastIndex = scan.at;
  return pattern.test(scan.source.code);
}

const STOP = /[[\](){}|"]/g;

/** The first bracket or quote from here on, the end of the code where there is none. */
export function nextStop(scan: FlowScan): number {
  if (scan.stop >= scan.at) return scan.stop;
  STOP.lastIndex = scan.at;
  scan.stop = STOP.exec(scan.source.code)?.index ?? scan.source.code.length;
  return scan.stop;
}

/** The end of the line that an offset is in; asked for later and later offsets. */
export function lineEnd(scan: FlowScan, at: number): number {
  if (scan.line < at) {
    const end = scan.source.code.indexOf("\n", at);
    scan.line = end < 0 ? scan.source.code.length : end;
  }
  return scan.line;
}
