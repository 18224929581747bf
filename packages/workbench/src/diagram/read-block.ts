// Block diagrams: nodes in rows, several on a line, in blocks that `end` closes, with the arrows of a flowchart.
import { addEdge, addNode, closeBlock, type DiagramDraft, openBlock } from "./diagram.ts";
import { readLink } from "./flow-link.ts";
import { readNode } from "./flow-node.ts";
import { type FlowScan, startScan, take } from "./flow-scan.ts";
import type { MermaidSource } from "./mermaid-source.ts";

const BETWEEN = /[\s;]+/y;
const NO_NODES = /(?:style|class|classDef)\s[^\n]*|columns\s+\w+|space(?::\d+)?(?![\w-])/y;
const BLOCK = /block(?![^\s:;])(?::([\w-]+))?/y;
const END = /end(?![\w-])/y;
const ARROW_SHAPE = /<\s*\[[^\n]*?\]\s*>\s*\([^)\n]*\)/y;
const WIDTH = /:\d+/y;
/** A block's id ends at the `:` before its width. */
const ID = /(?:[^\s[\](){}<>|;"@~:=\-&]|=(?!=)|-(?![->.])|~(?!~~))+/y;
const REST = /[^\n;]+/y;

export function readBlock(source: MermaidSource, start: number, draft: DiagramDraft): void {
  const scan = startScan(source, draft, start);
  for (take(scan, BETWEEN); scan.at < source.code.length; take(scan, BETWEEN)) readStatement(scan);
}

function readStatement(scan: FlowScan): void {
  const { draft } = scan;
  const from = scan.at;
  if (take(scan, NO_NODES) !== null) return;
  const block = take(scan, BLOCK);
  if (block !== null) {
    openBlock(draft, "block", "end", { from, to: scan.at });
    take(scan, WIDTH);
    if (block[1] !== undefined) addNode(draft, block[1], { from: from + "block:".length, to: scan.at }, "", true);
  } else if (take(scan, END) !== null) closeBlock(draft, "end", { from, to: scan.at });
  else readChain(scan);
}

function readChain(scan: FlowScan): void {
  let source = readCell(scan);
  if (source === null) take(scan, REST);
  while (source !== null) {
    const link = readLink(scan);
    const target = link === null ? null : readCell(scan);
    if (link !== null && target !== null) addEdge(scan.draft, source, target, link);
    source = target;
  }
}

function readCell(scan: FlowScan): string | null {
  const id = readNode(scan, ID);
  take(scan, ARROW_SHAPE);
  take(scan, WIDTH);
  return id;
}
