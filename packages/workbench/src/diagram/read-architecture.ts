// Architecture diagrams: groups, services and junctions, and edges between the sides of what was declared.
import type { Span } from "../text/span.ts";
import { addEdge, addNode, addProblem, type DiagramDraft, NO_SOURCE, NO_TARGET } from "./diagram.ts";
import type { MermaidSource } from "./mermaid-source.ts";
import { linesOf, partOf, type Piece } from "./piece.ts";
import { readLabel } from "./read-label.ts";

const DECLARATION =
  /^(group|service|junction)\s+([\w-]+)\s*(?:\((?:"[^"]*"|[^()"])*\)\s*)?(?:\[((?:"[^"]*"|[^[\]"])*)\]\s*)?/;
const ARROW = /<?-(?:\[[^\]]*\])?-+>?/;
const SOURCE = /^([\w-]+?)(?:\{group\})?\s*:\s*[BLRT]$/;
const TARGET = /^[BLRT]\s*:\s*([\w-]+?)(?:\{group\})?$/;

interface Edge extends Span {
  readonly source: Piece;
  readonly target: Piece;
}

export function readArchitecture({ code, text }: MermaidSource, start: number, draft: DiagramDraft): void {
  const edges: Edge[] = [];
  for (const line of linesOf(code, start)) {
    const declared = DECLARATION.exec(line.code);
    const arrow = ARROW.exec(line.code);
    if (declared !== null) declare(draft, text, line, declared);
    else if (arrow !== null) {
      const end = arrow.index + arrow[0].length;
      const span = { from: line.from + arrow.index, to: line.from + end };
      edges.push({ ...span, source: partOf(line, 0, arrow.index), target: partOf(line, end) });
    }
  }
  for (const edge of edges) connect(draft, edge);
}

function declare(draft: DiagramDraft, text: string, line: Piece, declared: RegExpExecArray): void {
  const [head, kind = "", id = "", title = ""] = declared;
  const at = line.from + line.code.indexOf(id, kind.length);
  const titleAt = line.from + head.lastIndexOf(title);
  const label = readLabel(text.slice(titleAt, titleAt + title.length));
  addNode(draft, id, { from: at, to: at + id.length }, label, kind === "group");
  if (/^[([]/.test(line.code.slice(head.length)))
    addProblem(draft, line, `The brackets of \`${id}\` do not close. Write \`${kind} ${id}(icon)[Title]\`.`);
}

/** An end that is not written as this reader knows it is passed over. */
function connect(draft: DiagramDraft, edge: Edge): void {
  if (edge.source.code === "") addProblem(draft, edge, NO_SOURCE);
  if (edge.target.code === "") addProblem(draft, edge, NO_TARGET);
  const source = SOURCE.exec(edge.source.code)?.[1];
  const target = TARGET.exec(edge.target.code)?.[1];
  if (source === undefined || target === undefined) return;
  for (const [id, piece] of [
    [source, edge.source],
    [target, edge.target],
  ] as const)
    if (!draft.nodes.has(id))
      addProblem(
        draft,
        piece,
        `Nothing in this diagram has the id \`${id}\`. Declare it with \`service\`, or correct the id.`,
      );
  addEdge(draft, source, target, edge);
}
