// D2: shapes by their keys and connections, nested in braces; the id of a shape is its path from the outside.
import { type D2Statement, d2Statements } from "./d2-statements.ts";
import {
  addEdge,
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
import { partOf, type Piece } from "./piece.ts";
import { readLabel } from "./read-label.ts";

const PROPERTIES: ReadonlySet<string> = new Set(
  (
    "3d animated border-radius bold class classes columns constraint direction double-border fill fill-pattern filled font " +
    "font-color font-size grid-columns grid-gap grid-rows height horizontal-gap icon italic label language layers left link " +
    "multiple near opacity rows scenarios shadow shape source-arrowhead steps stroke stroke-dash stroke-width style " +
    "target-arrowhead text-transform tooltip top underline vars vertical-gap width"
  ).split(" "),
);
const ARROW = /"[^"]*"|'[^']*'|(<-+>?|-+>|--+)/g;
const SEGMENT = /"[^"]*"|'[^']*'|[^.]+/g;
/** A filter, an import, a pattern, or a connection that is named again. */
const NO_SHAPE = /^(?:!?&|\.\.\.|@|\*|\()/;

/** Nobody nests deeper; every shape has a path of its own. */
const LONGEST_PATH = 1_000;

/** The path of a shape; empty outside of all, null where what stands there is no shape. */
type Path = string | null;

/** Reads the text of a D2 diagram. */
export function readD2(text: string): Diagram {
  const draft = startDiagram();
  const paths: Path[] = [];
  for (const statement of d2Statements(text)) readStatement(draft, paths, statement);
  return finishDiagram("d2", draft);
}

function readStatement(draft: DiagramDraft, paths: Path[], statement: D2Statement): void {
  if (statement.kind === "close") {
    paths.pop();
    closeBlock(draft, "}", statement.brace);
    return;
  }
  const { key, value, opens } = statement;
  const outer = paths.length === 0 ? "" : (paths.at(-1) ?? null);
  const path = outer === null || NO_SHAPE.test(key.code) ? null : readKey(draft, outer, key, value);
  if (!opens) return;
  const to = value?.to ?? key.to;
  openBlock(draft, "{", "}", { from: key.from, to });
  paths.push(path);
}

/** Names what a key names, and gives the path of what stands in its braces. */
function readKey(draft: DiagramDraft, outer: string, key: Piece, value: Piece | null): Path {
  const arrows = [...key.code.matchAll(ARROW)].filter((found) => found[1] !== undefined);
  if (arrows.length === 0) return nameShape(draft, outer, key, value);
  const ends = [...arrows, null].map((arrow, i) => {
    const last = arrows[i - 1];
    const piece = partOf(key, last === undefined ? 0 : last.index + last[0].length, arrow?.index);
    return piece.code === "" ? null : nameShape(draft, outer, piece, null);
  });
  for (const [i, arrow] of arrows.entries())
    connect(draft, ends[i] ?? null, ends[i + 1] ?? null, partOf(key, arrow.index, arrow.index + arrow[0].length));
  return null;
}

function connect(draft: DiagramDraft, before: Path, behind: Path, arrow: Piece): void {
  const points = arrow.code.startsWith("<") && !arrow.code.endsWith(">");
  const [source, target] = points ? [behind, before] : [before, behind];
  if (source === null) addProblem(draft, arrow, NO_SOURCE);
  if (target === null) addProblem(draft, arrow, NO_TARGET);
  if (source !== null && target !== null) addEdge(draft, source, target, arrow);
}

/** Names a shape and those that hold it, and gives its path; null for a property. A value is the label of the last one. */
function nameShape(draft: DiagramDraft, outer: string, key: Piece, value: Piece | null): Path {
  let path = outer;
  for (const { 0: written, index } of key.code.matchAll(SEGMENT)) {
    const segment = readLabel(written);
    if (PROPERTIES.has(segment)) {
      if (segment === "label" && path !== "") addNode(draft, path, key, readLabel(value?.code ?? ""));
      return null;
    }
    if (path.length > LONGEST_PATH) return null;
    const holder = draft.nodes.get(path);
    if (holder !== undefined) addNode(draft, path, holder, "", true);
    path = path === "" ? segment : `${path}.${segment}`;
    const isLast = index + written.length === key.code.length;
    const label = isLast && value?.code !== "null" ? readLabel(value?.code ?? "") : "";
    addNode(draft, path, key, label || (draft.nodes.has(path) ? "" : segment));
  }
  return path;
}
