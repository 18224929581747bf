// Graphviz: nodes and edges between them and between groups in braces, with the labels of their attributes.
import type { Span } from "../text/span.ts";
import {
  addEdges,
  addNode,
  addProblem,
  closeBlock,
  type Diagram,
  type DiagramDraft,
  finishDiagram,
  NO_SOURCE,
  NO_TARGET,
  openBlock,
  startDiagram,
} from "./diagram.ts";
import { type DotToken, dotTokens } from "./dot-tokens.ts";
import { readLabel } from "./read-label.ts";

/** What a statement between two braces has said so far. */
interface Scope {
  /** The id of a subgraph; empty for others. */
  readonly id: string;
  readonly nodes: string[];
  /** What the next edge comes from. */
  ends: readonly string[];
  /** The node that attributes belong to; empty after an edge. */
  labelled: string;
  /** The edge whose target comes next, and what it comes from. */
  edge: { readonly sources: readonly string[]; readonly span: Span } | null;
}

interface DotScan {
  readonly draft: DiagramDraft;
  readonly tokens: readonly DotToken[];
  readonly scopes: Scope[];
  at: number;
}

/** An edge to a larger group is not followed into it. */
const MOST_IN_GROUP = 200;
const DEFAULTS: ReadonlySet<string> = new Set(["node", "edge", "graph"]);

/** Reads the text of a Graphviz graph. */
export function readDot(text: string): Diagram {
  const draft = startDiagram();
  const tokens = dotTokens(text);
  const scan: DotScan = { draft, tokens, scopes: [scopeOf("")], at: 0 };
  if (!/^(?:strict|graph|digraph)$/i.test(tokens[0]?.text ?? ""))
    addProblem(draft, tokens[0] ?? { from: 0, to: text.length }, "A graph begins with `graph` or `digraph`.");
  else while (scan.at < tokens.length && tokens[scan.at]?.text !== "{") scan.at += 1;
  for (let token = tokens[scan.at]; token !== undefined; token = tokens[scan.at]) {
    scan.at += 1;
    readToken(scan, token);
  }
  endStatement(scan);
  return finishDiagram("graphviz", draft);
}

const scopeOf = (id: string): Scope => ({ id, nodes: [], ends: [], labelled: "", edge: null });

function readToken(scan: DotScan, token: DotToken): void {
  const { text } = token;
  if (token.kind === "open") reportOpen(scan, token);
  else if (token.kind === "name") readName(scan, token);
  else if (text === "->" || text === "--") readEdge(scan, token);
  else if (text === "{") openScope(scan, token, "");
  else if (text === "}") closeScope(scan, token);
  else if (text === "[") readAttributes(scan, token);
  else if (text === ";") endStatement(scan);
}

/** The rest of the text is within it, so that the braces around it cannot close. */
function reportOpen({ draft }: DotScan, { text, from }: DotToken): void {
  addProblem(draft, { from, to: from + text.length }, `This \`${text}\` is never closed.`);
  draft.open.length = 0;
}

function readName(scan: DotScan, token: DotToken): void {
  const next = scan.tokens[scan.at];
  const name = wordsOf(token);
  const scope = scan.scopes.at(-1);
  if (token.text.toLowerCase() === "subgraph") {
    readSubgraph(scan, next?.kind === "name" ? next : null);
  } else if (next?.text === "=") {
    const value = scan.tokens[scan.at + 1];
    scan.at += 2;
    const group = scope === undefined ? undefined : scan.draft.nodes.get(scope.id);
    if (name === "label" && value !== undefined && group !== undefined)
      addNode(scan.draft, group.id, group, wordsOf(value), true);
  } else if (DEFAULTS.has(token.text.toLowerCase())) endStatement(scan);
  else {
    addNode(scan.draft, name, token);
    while (scan.tokens[scan.at]?.text === ":") scan.at += 2;
    arriveAt(scan, [name]);
  }
}

function readSubgraph(scan: DotScan, id: DotToken | null): void {
  if (id !== null) {
    scan.at += 1;
    addNode(scan.draft, wordsOf(id), id, "", true);
  }
  const open = scan.tokens[scan.at];
  if (open?.text !== "{") return;
  scan.at += 1;
  openScope(scan, open, id === null ? "" : wordsOf(id));
}

/** A node or a group is the target of the edge before it, or begins a statement. */
function arriveAt(scan: DotScan, ids: readonly string[]): void {
  const scope = scan.scopes.at(-1);
  if (scope === undefined) return;
  if (ids.length <= MOST_IN_GROUP) scope.nodes.push(...ids);
  const { edge } = scope;
  if (edge !== null) addEdges(scan.draft, edge.sources, ids, edge.span);
  scope.labelled = edge === null && ids.length === 1 ? (ids[0] ?? "") : "";
  scope.edge = null;
  scope.ends = ids;
}

function readEdge(scan: DotScan, { from, to }: DotToken): void {
  const scope = scan.scopes.at(-1);
  if (scope === undefined) return;
  if (scope.edge !== null) addProblem(scan.draft, scope.edge.span, NO_TARGET);
  else if (scope.ends.length === 0) addProblem(scan.draft, { from, to }, NO_SOURCE);
  scope.edge = { sources: scope.ends, span: { from, to } };
}

function endStatement(scan: DotScan): void {
  const scope = scan.scopes.at(-1);
  if (scope === undefined) return;
  if (scope.edge !== null) addProblem(scan.draft, scope.edge.span, NO_TARGET);
  scope.edge = null;
  scope.ends = [];
  scope.labelled = "";
}

function openScope(scan: DotScan, token: DotToken, id: string): void {
  openBlock(scan.draft, "{", "}", token);
  scan.scopes.push(scopeOf(id));
}

function closeScope(scan: DotScan, token: DotToken): void {
  endStatement(scan);
  closeBlock(scan.draft, "}", token);
  const closed = scan.scopes.length > 1 ? scan.scopes.pop() : undefined;
  if (closed !== undefined) arriveAt(scan, closed.nodes.length > 0 ? closed.nodes : [closed.id]);
}

/** The label in brackets belongs to the node before them, if no edge led to it. */
function readAttributes(scan: DotScan, open: DotToken): void {
  const node = scan.draft.nodes.get(scan.scopes.at(-1)?.labelled ?? "");
  for (; ; scan.at++) {
    const token = scan.tokens[scan.at];
    if (token?.text === "]") break;
    if (token === undefined || /^[[{}]$/.test(token.text)) {
      addProblem(scan.draft, open, "This `[` is never closed. Add `]` after the last attribute.");
      return;
    }
    const value = scan.tokens[scan.at + 2];
    const isLabel = token.text === "label" && scan.tokens[scan.at + 1]?.text === "=" && value?.kind === "name";
    if (isLabel && node !== undefined) addNode(scan.draft, node.id, node, wordsOf(value));
  }
  scan.at += 1;
}

/** What a name, a string or markup says. */
function wordsOf({ text }: DotToken): string {
  if (text.startsWith("<")) return readLabel(text.slice(1, -1));
  return readLabel(text.replaceAll(/\\[lnr]/g, " ").replaceAll('\\"', '"'));
}
