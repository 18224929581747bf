// Mermaid, by position: which diagram it is, the nodes and arrows it names, and what keeps it from being drawn. Its language is
// larger than this reader: what is not known is passed over, and only what Mermaid itself refuses is a problem.
import type { Span } from "../text/span.ts";
import { addProblem, type Diagram, type DiagramDraft, finishDiagram, startDiagram } from "./diagram.ts";
import { maskMermaid, type MermaidSource } from "./mermaid-source.ts";
import { readArchitecture } from "./read-architecture.ts";
import { readBlock } from "./read-block.ts";
import { readC4 } from "./read-c4.ts";
import { readClass } from "./read-class.ts";
import { readEr } from "./read-er.ts";
import { flowchartBody, readFlowchart } from "./read-flowchart.ts";
import { readSequence } from "./read-sequence.ts";
import { readState } from "./read-state.ts";

/** Reads the statements of one family of diagrams, from an offset on, into a draft. */
type Reader = (source: MermaidSource, start: number, draft: DiagramDraft) => void;

const READERS: ReadonlyMap<string, Reader> = new Map([
  ["architecture", readArchitecture],
  ["block", readBlock],
  ["C4Component", readC4],
  ["C4Container", readC4],
  ["C4Context", readC4],
  ["C4Deployment", readC4],
  ["C4Dynamic", readC4],
  ["classDiagram", readClass],
  ["erDiagram", readEr],
  ["flowchart", readFlowchart],
  ["sequenceDiagram", readSequence],
  ["stateDiagram", readState],
]);

/** Diagrams that are known by name: what they draw are no components. */
const NAMES: ReadonlySet<string> = new Set(
  (
    "cynefin eventmodeling gantt gitGraph info ishikawa journey kanban mindmap packet pie quadrantChart radar railroad " +
    "requirement requirementDiagram sankey swimlane swimlanes timeline treemap treeView usecase usecaseDiagram venn " +
    "wardley xychart zenuml"
  ).split(" "),
);

/** Reads the text of a Mermaid diagram. Never throws; takes time in proportion to the text. */
export function readMermaid(text: string): Diagram {
  const source = maskMermaid(text);
  const draft = startDiagram();
  const word = /[^\s;:]+/.exec(source.code);
  if (word === null) {
    addProblem(
      draft,
      { from: 0, to: text.length },
      "The diagram is empty. Begin it with a type, such as `flowchart TD`.",
    );
    return finishDiagram(null, draft);
  }
  const name = { from: word.index, to: word.index + word[0].length };
  const kind = kindOf(word[0]);
  if (kind === null) addProblem(draft, name, unknownType(word[0]));
  else readBody(kind, source, name, draft);
  return finishDiagram(kind, draft);
}

function readBody(kind: string, source: MermaidSource, name: Span, draft: DiagramDraft): void {
  const start = kind === "flowchart" ? flowchartBody(source.code, name.to) : name.to;
  if (/[^\s;]/.test(source.code.slice(start))) READERS.get(kind)?.(source, start, draft);
  else if (kind !== "info") addProblem(draft, name, "The diagram has a type and nothing else. Add what it shows.");
}

/** The type without what names its version; new types are marked `-beta`. */
function kindOf(word: string): string | null {
  if (word === "graph") return "flowchart";
  const kind = word.replace(/-(?:beta|elk|v2)$/, "");
  return READERS.has(kind) || NAMES.has(kind) || word.endsWith("-beta") ? kind : null;
}

function unknownType(word: string): string {
  const meant = [...READERS.keys(), ...NAMES].find((name) => name.toLowerCase() === word.toLowerCase());
  const what = `\`${word.slice(0, 40)}\` is not a type of diagram.`;
  return meant === undefined ? `${what} Begin with one, such as \`flowchart TD\`.` : `${what} Write \`${meant}\`.`;
}
