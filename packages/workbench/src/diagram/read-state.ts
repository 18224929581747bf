// State diagrams: states by their transitions, descriptions and declarations, composite states in braces, and notes.
import { addArrow, addNode, closeBlock, type DiagramDraft, openBlock } from "./diagram.ts";
import type { MermaidSource } from "./mermaid-source.ts";
import { linesOf, partOf, type Piece } from "./piece.ts";
import { readLabel } from "./read-label.ts";

const NO_STATES = /^(?:class|classDef|style|direction|click|scale|hide|title|--)(?!\S)/i;
const NOTE = /^note\s/i;
const NOTE_END = /\bend\s+note\b/i;
const STATE = /^state\s+(?:("[^"]*")\s+as\s+)?([^\s{]+)/i;
const ID = /^[^\s:{}]+$/;
const CLASS = /:::[\w-]+/g;
/** Where a diagram starts and ends: a place, no state. */
const EDGE_STATE = "[*]";

export function readState(source: MermaidSource, start: number, draft: DiagramDraft): void {
  let inNote = false;
  for (const line of linesOf(source.code, start)) {
    if (inNote) {
      inNote = !NOTE_END.test(line.code);
      if (!inNote) closeBlock(draft, "end note", line);
    } else if (NOTE.test(line.code)) {
      inNote = !/[:"]/.test(line.code) && !NOTE_END.test(line.code);
      if (inNote) openBlock(draft, "note", "end note", line);
    } else for (let rest = line; rest.code !== "";) rest = readStatement(source, draft, rest);
  }
  draft.nodes.delete(EDGE_STATE);
}

/** Reads one statement and gives what stands behind it on its line. */
function readStatement(source: MermaidSource, draft: DiagramDraft, statement: Piece): Piece {
  const { code, from } = statement;
  const nothing = partOf(statement, code.length);
  if (NO_STATES.test(code)) return nothing;
  if (STATE.test(code)) return declareState(source, draft, statement);
  const brace = { from, to: from + 1 };
  if (code.startsWith("}")) closeBlock(draft, "}", brace);
  else if (code.startsWith("{")) openBlock(draft, "{", "}", brace);
  else return readTransition(source, draft, statement);
  return partOf(statement, 1);
}

/** `state ID`, `state "Label" as ID`, each of which may open braces. */
function declareState(source: MermaidSource, draft: DiagramDraft, statement: Piece): Piece {
  const { code, from } = statement;
  const [head = "", quoted = "", id = ""] = STATE.exec(code) ?? [];
  const open = code.indexOf("{", head.length);
  const labelAt = from + code.indexOf(quoted);
  const label = readLabel(source.text.slice(labelAt, labelAt + quoted.length));
  addNode(draft, id, { from: from + head.length - id.length, to: from + head.length }, label, open >= 0);
  return partOf(statement, open < 0 ? code.length : open);
}

function readTransition(source: MermaidSource, draft: DiagramDraft, statement: Piece): Piece {
  const { from, to } = statement;
  const code = statement.code.replaceAll(CLASS, (name) => " ".repeat(name.length));
  const bare = { code, from, to };
  const colon = code.indexOf(":");
  const end = colon < 0 ? code.replace(/\}.*$/, "").length : colon;
  const arrow = code.slice(0, end).indexOf("-->");
  if (arrow >= 0)
    addArrow(draft, partOf(bare, 0, arrow), partOf(bare, arrow + 3, end), { from: from + arrow, to: from + arrow + 3 });
  else {
    const { code: id, ...place } = partOf(bare, 0, end);
    const description = colon < 0 ? "" : source.text.slice(from + colon + 1, to);
    if (ID.test(id)) addNode(draft, id, place, readLabel(description));
  }
  return partOf(statement, colon < 0 ? end : code.length);
}
