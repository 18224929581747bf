// What every reader of a diagram gives, and the draft it fills while it reads. A node is its id: the first place that names it
// is kept, the last label wins, and blocks close in the order they opened, as the tools that draw them have it.
import type { Span } from "../text/span.ts";
import type { Piece } from "./piece.ts";

/** A box of the diagram; `from` and `to` are the first place that names it, `isGroup` says that it can hold others. */
interface DiagramNode extends Span {
  readonly id: string;
  readonly label: string;
  readonly isGroup: boolean;
}

/** An arrow between two nodes by their ids; `from` and `to` are the arrow itself with its text. */
interface DiagramEdge extends Span {
  readonly source: string;
  readonly target: string;
}

/** What keeps a diagram from being drawn as it was meant. */
interface DiagramProblem extends Span {
  readonly message: string;
}

/** A diagram as its text names it; `kind` is null where the text does not say what it draws. */
export interface Diagram {
  readonly kind: string | null;
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly problems: readonly DiagramProblem[];
}

interface OpenBlock extends Span {
  readonly word: string;
  readonly closer: string;
}

/** A diagram that is still being read. */
export interface DiagramDraft {
  readonly nodes: Map<string, DiagramNode>;
  readonly edges: DiagramEdge[];
  readonly problems: DiagramProblem[];
  readonly open: OpenBlock[];
}

/** No tool draws more, and `A & B & … --> C & D & …` makes more of a short text. */
const MOST_EDGES = 10_000;
/** Nobody reads more, and a text of nothing but brackets has one a character. */
const MOST_PROBLEMS = 100;

export const NO_SOURCE = "This arrow has no source. Name what it comes from before it.";
export const NO_TARGET = "This arrow has no target. Name what it points to after it.";

export const startDiagram = (): DiagramDraft => ({ nodes: new Map(), edges: [], problems: [], open: [] });

/** Names a node; without a label it keeps the one it has, or its id. */
export function addNode(draft: DiagramDraft, id: string, { from, to }: Span, label = "", isGroup = false): void {
  const known = draft.nodes.get(id);
  draft.nodes.set(id, {
    id,
    label: label || (known?.label ?? id),
    from: known?.from ?? from,
    to: known?.to ?? to,
    isGroup: isGroup || known?.isGroup === true,
  });
}

export function addEdge(draft: DiagramDraft, source: string, target: string, { from, to }: Span): void {
  if (draft.edges.length < MOST_EDGES) draft.edges.push({ source, target, from, to });
}

export function addProblem(draft: DiagramDraft, { from, to }: Span, message: string): void {
  if (draft.problems.length < MOST_PROBLEMS) draft.problems.push({ from, to, message });
}

/** An edge from each source to each target. */
export function addEdges(
  draft: DiagramDraft,
  sources: readonly string[],
  targets: readonly string[],
  span: Span,
): void {
  for (const source of sources) {
    if (draft.edges.length >= MOST_EDGES) return;
    for (const target of targets) addEdge(draft, source, target, span);
  }
}

/** An arrow whose ends may be missing: the ends it has become nodes, and what is missing a problem. */
export function addArrow(draft: DiagramDraft, source: Piece, target: Piece, arrow: Span): void {
  for (const end of [source, target]) if (end.code !== "") addNode(draft, end.code, end);
  if (source.code === "") addProblem(draft, arrow, NO_SOURCE);
  if (target.code === "") addProblem(draft, arrow, NO_TARGET);
  if (source.code !== "" && target.code !== "") addEdge(draft, source.code, target.code, arrow);
}

export function openBlock(draft: DiagramDraft, word: string, closer: string, { from, to }: Span): void {
  draft.open.push({ word, closer, from, to });
}

export function closeBlock(draft: DiagramDraft, closer: string, span: Span): void {
  if (draft.open.pop() === undefined)
    addProblem(draft, span, `\`${closer}\` closes nothing. Remove it, or add what it should close.`);
}

export function finishDiagram(kind: string | null, draft: DiagramDraft): Diagram {
  for (const { word, closer, from, to } of draft.open)
    addProblem(draft, { from, to }, `\`${word}\` is never closed. Add \`${closer}\` after its last line.`);
  return {
    kind,
    nodes: [...draft.nodes.values()],
    edges: draft.edges,
    problems: draft.problems.toSorted((a, b) => a.from - b.from),
  };
}
