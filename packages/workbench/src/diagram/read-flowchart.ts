// Flowcharts: statements of nodes and arrows between groups of them, and subgraphs. Statements that style or bind, and those
// that this reader does not know, are passed over.
import type { Span } from "../text/span.ts";
import {
  addEdges,
  addNode,
  addProblem,
  closeBlock,
  type DiagramDraft,
  NO_SOURCE,
  NO_TARGET,
  openBlock,
} from "./diagram.ts";
import { readLink, reportForeignArrow } from "./flow-link.ts";
import { readNode, readShape } from "./flow-node.ts";
import { type FlowScan, sees, startScan, take } from "./flow-scan.ts";
import type { MermaidSource } from "./mermaid-source.ts";
import { pieceAt } from "./piece.ts";
import { readLabel } from "./read-label.ts";

const DIRECTION = /[^\S\n]*(?:TB|TD|BT|RL|LR|BR|[<>^v])?(?![\w-])/y;
const BETWEEN_STATEMENTS = /[\s;]+/y;
const NO_NODES = /(?:click|direction)\s[^\n]*|(?:style|linkStyle|classDef|class)\s[^\n;]*/y;
const SUBGRAPH = /subgraph(?![^\s;])[^\S\n]*/y;
const TITLE = /"[^"\n]*"|[^\n;[]*/y;
const END = /end(?![\w.-])/y;
const AND = /\s*&\s*/y;
const REST = /[^\n;]*/y;

/** Where the statements of a flowchart begin, after the word that names it. */
export function flowchartBody(code: string, start: number): number {
  DIRECTION.lastIndex = start;
  return DIRECTION.test(code) ? DIRECTION.lastIndex : start;
}

export function readFlowchart(source: MermaidSource, start: number, draft: DiagramDraft): void {
  const scan = startScan(source, draft, start);
  for (take(scan, BETWEEN_STATEMENTS); scan.at < source.code.length; take(scan, BETWEEN_STATEMENTS)) {
    readStatement(scan);
    take(scan, REST);
  }
  for (const name of scan.linkNames) draft.nodes.delete(name);
}

function readStatement(scan: FlowScan): void {
  if (take(scan, NO_NODES) !== null) return;
  const from = scan.at;
  if (take(scan, SUBGRAPH) !== null) readSubgraph(scan, { from, to: from + "subgraph".length });
  else if (take(scan, END) !== null) closeBlock(scan.draft, "end", { from, to: scan.at });
  else readChain(scan);
}

/** The title of a subgraph is its id too, unless an id stands before the brackets of a title. */
function readSubgraph(scan: FlowScan, word: Span): void {
  openBlock(scan.draft, "subgraph", "end", word);
  const from = scan.at;
  take(scan, TITLE);
  const written = scan.source.text.slice(from, scan.at);
  const id = readLabel(written);
  if (id === "") return;
  if (/^[^"]*[({]/.test(written))
    addProblem(scan.draft, pieceAt(from, written), "A title with brackets needs double quotes around it.");
  const title = sees(scan, /\[/y) ? readShape(scan, id) : "";
  addNode(scan.draft, id, { from, to: from + written.trimEnd().length }, title, true);
}

function readChain(scan: FlowScan): void {
  let sources = readNodes(scan);
  for (let link = readLink(scan); link !== null; link = readLink(scan)) {
    if (sources.length === 0) addProblem(scan.draft, link, NO_SOURCE);
    const targets = readNodes(scan);
    if (targets.length === 0) {
      const reserved = sees(scan, END) ? " `end` is reserved: write `End`, or put it in a label." : "";
      addProblem(scan.draft, link, NO_TARGET + reserved);
      scan.at = link.to;
      return;
    }
    addEdges(scan.draft, sources, targets, link);
    sources = targets;
  }
  if (sources.length > 0) reportForeignArrow(scan);
}

/** One node, or several with `&` between them. */
function readNodes(scan: FlowScan): string[] {
  const ids: string[] = [];
  do {
    const id = readNode(scan);
    if (id === null) break;
    ids.push(id);
  } while (take(scan, AND) !== null);
  return ids;
}
