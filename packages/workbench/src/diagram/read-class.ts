// Class diagrams: classes by their declarations, relations and members, and the namespaces that hold them. The members in braces
// are another language, and passed over.
import { addArrow, addNode, closeBlock, type DiagramDraft, openBlock } from "./diagram.ts";
import type { MermaidSource } from "./mermaid-source.ts";
import { linesOf, partOf, type Piece } from "./piece.ts";
import { readLabel } from "./read-label.ts";

const NO_CLASSES = /^(?:callback|click|classDef|cssClass|direction|link|note|style|title)(?!\S)|^<</;
const CLASS = /^class\s+(`[^`]*`|[^\s{[~:`]+)(?:~[^{]*~)?\s*(?:\["([^"]*)"\])?/;
const NAMESPACE = /^namespace\s+(`[^`]*`|[^\s{[]+)(?:\["([^"]*)"\])?/;
const RELATION = /(?:<\||[<*]|\(\)|(?<![^\s"])o)?(?:--|\.\.)(?:\|>|[>*]|\(\)|o(?![^\s"]))?/;
const MEMBER = /^(`[^`]*`|[^\s:`~]+)(?:~[^~]*~+)?\s*(?::(?!:)|$)/;
/** What may look like a relation and is none. */
const NAMES = /"[^"]*"|`[^`]*`|~[^\s~][^\s]*~|:::[\w-]+/g;

export function readClass(source: MermaidSource, start: number, draft: DiagramDraft): void {
  let inMembers = false;
  for (const line of linesOf(source.code, start)) {
    if (inMembers) {
      inMembers = !line.code.includes("}");
      if (!inMembers) closeBlock(draft, "}", line);
    } else inMembers = readStatement(source, draft, line);
  }
}

/** Whether the members of a class follow. */
function readStatement(source: MermaidSource, draft: DiagramDraft, statement: Piece): boolean {
  const { code, from } = statement;
  const named = CLASS.exec(code) ?? NAMESPACE.exec(code);
  if (code.startsWith("}")) closeBlock(draft, "}", { from, to: from + 1 });
  else if (named !== null) return declare(source, draft, statement, named);
  else if (code === "{") openBlock(draft, "{", "}", statement);
  else if (code !== "" && !NO_CLASSES.test(code)) readRelation(draft, statement);
  return false;
}

function declare(
  source: MermaidSource,
  draft: DiagramDraft,
  { code, from, to }: Piece,
  named: RegExpExecArray,
): boolean {
  const [head, written = "", label = ""] = named;
  const isGroup = code.startsWith("namespace");
  const at = from + code.indexOf(written, isGroup ? "namespace".length : "class".length);
  const labelAt = from + head.lastIndexOf(label, head.length - 2);
  const shown = label === "" ? "" : readLabel(source.text.slice(labelAt, labelAt + label.length));
  addNode(draft, nameOf(written), { from: at, to: at + written.length }, shown, isGroup);
  const open = code.indexOf("{", head.length);
  if (open < 0 || code.includes("}", open)) return false;
  openBlock(draft, "{", "}", { from: from + open, to: Math.min(to, from + open + 1) });
  return !isGroup;
}

function readRelation(draft: DiagramDraft, statement: Piece): void {
  const { code, from } = statement;
  const masked = code.replaceAll(NAMES, (name) => name.charAt(0).repeat(name.length));
  const colon = /:(?!:)/.exec(masked.replaceAll(/:{3,}/g, (marks) => " ".repeat(marks.length)))?.index ?? code.length;
  const relation = RELATION.exec(masked.slice(0, colon));
  if (relation === null) {
    const name = MEMBER.exec(code)?.[1];
    if (name !== undefined) addNode(draft, nameOf(name), { from, to: from + name.length });
    return;
  }
  const end = relation.index + relation[0].length;
  const source = classAt(partOf(statement, 0, relation.index));
  const target = classAt(partOf(statement, end, colon));
  addArrow(draft, source, target, { from: from + relation.index, to: from + end });
}

/** The class at an end of a relation, without how many there are of it, its type parameters and its style. */
function classAt(end: Piece): Piece {
  const start = /^"[^"]*"\s*/.exec(end.code)?.[0].length ?? 0;
  const name = /^(?:`[^`]*`|[^\s"~:`]+)/.exec(end.code.slice(start))?.[0] ?? "";
  const { from, to } = partOf(end, start, start + name.length);
  return { code: nameOf(name), from, to };
}

const nameOf = (written: string): string => written.replaceAll("`", "");
