// C4 diagrams: people, systems, containers, components and deployment nodes, the boundaries around them, and the relations
// between what was declared. A call that this reader does not know declares something: C4 is extended by macros.
import type { Span } from "../text/span.ts";
import { addEdge, addNode, addProblem, closeBlock, type DiagramDraft, openBlock } from "./diagram.ts";
import type { MermaidSource } from "./mermaid-source.ts";
import type { Piece } from "./piece.ts";
import { type Call, readCall } from "./read-call.ts";
import { readLabel } from "./read-label.ts";

const RELATION = /^(?:Bi)?Rel(?:Index)?(?:_|$)/;
const NO_ELEMENT = /^(?:Add|Hide|Increment|LAYOUT|Lay|SHOW|Set|Show|Update|increment|set)/;
const GROUP = /(?:Boundary|Node)(?:_[LR])?$/;
const STATEMENT = /([A-Za-z_]\w*)[^\S\n]?\(|[{}]|\S[^\n]*/g;

interface Relation extends Span {
  readonly source: Piece;
  readonly target: Piece;
}

export function readC4(source: MermaidSource, start: number, draft: DiagramDraft): void {
  const relations: Relation[] = [];
  const { code } = source;
  STATEMENT.lastIndex = start;
  for (let found = STATEMENT.exec(code); found !== null; found = STATEMENT.exec(code)) {
    const span = { from: found.index, to: STATEMENT.lastIndex };
    const [sign, name] = found;
    if (sign === "{") openBlock(draft, "{", "}", span);
    else if (sign === "}") closeBlock(draft, "}", span);
    if (name === undefined) continue;
    const call = readCall(code, span.to);
    if (call.end === null) reportOpenCall(draft, name, span);
    else if (RELATION.test(name)) relations.push(relationOf(name, call, span.from));
    else if (!NO_ELEMENT.test(name)) declare(source, draft, name, call);
    STATEMENT.lastIndex = call.end ?? endOfLine(code, span.to);
  }
  for (const relation of relations) connect(draft, relation);
}

function reportOpenCall(draft: DiagramDraft, name: string, span: Span): void {
  addProblem(draft, span, `The \`(\` of \`${name}\` is never closed, or a quote in it is not. Close it.`);
}

function declare({ text }: MermaidSource, draft: DiagramDraft, name: string, { args: [alias, label] }: Call): void {
  if (alias === undefined || alias.code === "") return;
  const shown = label === undefined ? "" : readLabel(text.slice(label.from, label.to));
  addNode(draft, readLabel(alias.code), alias, shown, GROUP.test(name));
}

function relationOf(name: string, call: Call, from: number): Relation {
  const to = call.end ?? from;
  const [source, target] = name.startsWith("RelIndex") ? call.args.slice(1) : call.args;
  const missing = { code: "", from, to };
  return { from, to, source: source ?? missing, target: target ?? missing };
}

function connect(draft: DiagramDraft, { from, to, source, target }: Relation): void {
  for (const end of [source, target]) {
    const id = readLabel(end.code);
    if (id === "")
      addProblem(draft, { from, to }, 'This relation names fewer than two aliases. Write `Rel(from, to, "label")`.');
    else if (!draft.nodes.has(id))
      addProblem(draft, end, `Nothing in this diagram has the alias \`${id}\`. Declare it, or correct the alias.`);
  }
  if (source.code !== "" && target.code !== "")
    addEdge(draft, readLabel(source.code), readLabel(target.code), { from, to });
}

function endOfLine(code: string, at: number): number {
  const end = code.indexOf("\n", at);
  return end < 0 ? code.length : end;
}
