// Entity relationship diagrams: entities, their names for people, and the relationships between them, in signs or in words.
import { addArrow, addNode, addProblem, closeBlock, type DiagramDraft, openBlock } from "./diagram.ts";
import type { MermaidSource } from "./mermaid-source.ts";
import { linesOf, partOf, type Piece } from "./piece.ts";
import { readLabel } from "./read-label.ts";

const NO_ENTITIES = /^(?:class|classDef|direction|end|style|title)(?!\S)/i;
/** How many of an entity; the signs read the same from both sides. */
const SIGN = String.raw`(?:\|o|o\||\|\||\}o|o\{|\}\||\|\{)`;
const SIGNS = new RegExp(String.raw`(?:${SIGN}|u)(?:--|\.\.|\.-|-\.)${SIGN}`);
const COUNT = String.raw`(?:${SIGN}|(?:one|zero) or (?:zero|one|more|many)|only one|many(?:\([01]\))?|one|[01]\+|1)`;
const WORDS = new RegExp(String.raw`(?<=\s)${COUNT}\s+(?:optionally\s+)?to\s+${COUNT}(?!\S)`, "i");
const NAME = String.raw`("[^"]*"|[^\s"{}[\]:]+)`;
const ENTITY = new RegExp(String.raw`^(?:subgraph\s+)?${NAME}\s*(?:\[([^\]]*)\])?(?::::[\w,-]+)?\s*(?=\{|$)`);
const END = new RegExp(String.raw`^${NAME}`);
const TEXTS = /"[^"]*"|:::[\w,-]+/g;

export function readEr(source: MermaidSource, start: number, draft: DiagramDraft): void {
  let inAttributes = false;
  for (const line of linesOf(source.code, start)) {
    if (inAttributes) {
      inAttributes = !masked(line.code).includes("}");
      if (!inAttributes) closeBlock(draft, "}", line);
    } else if (!NO_ENTITIES.test(line.code)) inAttributes = readStatement(draft, line);
  }
}

/** Whether the attributes of an entity follow. */
function readStatement(draft: DiagramDraft, statement: Piece): boolean {
  const { code, from } = statement;
  const entity = ENTITY.exec(code);
  const open = masked(code).indexOf("{");
  if (readRelationship(draft, statement) || reportBroken(draft, statement)) return false;
  if (code.startsWith("}")) closeBlock(draft, "}", { from, to: from + 1 });
  else if (entity !== null) declareEntity(draft, statement, entity);
  if (open < 0 || (entity === null && code !== "{") || masked(code).includes("}")) return false;
  openBlock(draft, "{", "}", { from: from + open, to: from + open + 1 });
  return true;
}

function declareEntity(
  draft: DiagramDraft,
  { code, from }: Piece,
  [, written = "", label = ""]: RegExpExecArray,
): void {
  const at = from + code.indexOf(written);
  addNode(
    draft,
    readLabel(written),
    { from: at, to: at + written.length },
    readLabel(label),
    code.startsWith("subgraph"),
  );
}

function readRelationship(draft: DiagramDraft, statement: Piece): boolean {
  const code = masked(statement.code);
  const found = SIGNS.exec(code) ?? WORDS.exec(code);
  if (found === null) return false;
  const end = found.index + found[0].length;
  const colon = code.indexOf(":", end);
  const source = entityAt(partOf(statement, 0, found.index));
  const target = entityAt(partOf(statement, end, colon < 0 ? code.length : colon));
  addArrow(draft, source, target, { from: statement.from + found.index, to: statement.from + end });
  return true;
}

/** Two lines or dots between names, with what could be signs on them. */
function reportBroken(draft: DiagramDraft, { code, from }: Piece): boolean {
  const line = masked(code);
  const middle = line.search(/--|\.\./);
  if (middle < 0) return false;
  const start = middle - (BEFORE.exec(line.slice(Math.max(0, middle - 2), middle))?.[0].length ?? 0);
  const end = middle + 2 + (BEHIND.exec(line.slice(middle + 2, middle + 4))?.[0].length ?? 0);
  const signs = line.slice(start, end);
  if (line.slice(0, start).trim() === "" || line.slice(end).trim() === "") return false;
  const message = `\`${signs}\` is no relationship. Write two signs on either side, such as \`||--o{\`.`;
  addProblem(draft, { from: from + start, to: from + end }, message);
  return true;
}

const BEFORE = /[|o}{]{0,2}$/;
const BEHIND = /^[|o}{]{0,2}/;

function entityAt(end: Piece): Piece {
  const name = END.exec(end.code)?.[1] ?? "";
  return { code: readLabel(name), from: end.from, to: end.from + name.length };
}

/** The code with texts and classes that hold no signs. */
const masked = (code: string): string => code.replaceAll(TEXTS, (text) => "_".repeat(text.length));
