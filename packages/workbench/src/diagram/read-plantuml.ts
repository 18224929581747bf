// PlantUML: components, participants and the like by their declarations and arrows, with the calls of its C4 library. PlantUML
// draws almost anything, so the only thing to report is a start or an end that stands alone.
import {
  addEdge,
  addNode,
  addProblem,
  type Diagram,
  type DiagramDraft,
  finishDiagram,
  startDiagram,
} from "./diagram.ts";
import { linesOf, partOf, type Piece } from "./piece.ts";
import { readC4 } from "./read-c4.ts";
import { readLabel } from "./read-label.ts";

const ELEMENT = new RegExp(
  "^(?:abstract|actor|agent|artifact|boundary|card|circle|class|cloud|collections|component|control|database|entity|enum|" +
    "file|folder|frame|hexagon|interface|namespace|node|object|package|participant|person|process|queue|rectangle|stack|" +
    String.raw`state|storage|system|usecase)/?\s+`,
  "i",
);
const NAME = String.raw`(?:"[^"]*"|\[[^[\]]*\]|\([^()]*\)|:[^:]+:|[^\s"[\](){}<>:#,]+)`;
const NAMED = new RegExp(String.raw`^(${NAME})(?:\s+as\s+(${NAME}))?`);
const BRACKETED = /^(?:\[[^[\]]+\]|\([^()]+\)|:[^:]+:)/;
/** Tails, a line that may hold a style or a direction, and heads; it stands between blanks or beside a bracket or quote. */
const ARROW =
  /(?<=[\s\]):"])[<|*o#x}^+\\/]{0,3}[-.=~]{1,9}(?:\[[^\]]{0,99}\])?(?:[a-z]{1,5}(?=[-.=~]))?[-.=~]{0,9}[>|*o#x{^+\\/]{0,3}(?=[\s[(:"])/;
const SOURCE = new RegExp(String.raw`(?<!\S)(${NAME})(?:\s*"[^"]*")?$`);
const TARGET = new RegExp(String.raw`^(?:"[^"]*"\s+(?=[^\s:]))?(${NAME})`);
const OTHER_LANGUAGE =
  /^(?:note|legend|title|header|footer|caption|skinparam|sprite|hide|show|left|right|top|bottom|!|')/i;
const LONG_NOTE = /^(?:[hr]?note\b(?![^"]*"[^"]*"\s+as\b)[^:]*|legend\b.*|title|header|footer)$/i;
const LONG_END = /^(?:end\s*[hr]?(?:note|legend|title|header|footer)|endlegend)\b/i;

/** Reads the text of a PlantUML diagram, with or without its first and last line. */
export function readPlantuml(text: string): Diagram {
  const draft = startDiagram();
  const code = blankComments(text);
  let inNote = false;
  for (const line of linesOf(code, 0)) {
    if (line.code.startsWith("@")) readMark(draft, line);
    else if (inNote) inNote = !LONG_END.test(line.code);
    else if (LONG_NOTE.test(line.code)) inNote = true;
    else if (!OTHER_LANGUAGE.test(line.code)) readStatement(draft, line);
  }
  readC4Calls({ text, code }, draft);
  return finishDiagram("plantuml", draft);
}

function readMark(draft: DiagramDraft, line: Piece): void {
  const [, which, name = ""] = /^@(start|end)(\w+)/.exec(line.code) ?? [];
  if (which === "start")
    draft.open.push({ word: `@start${name}`, closer: `@end${name}`, from: line.from, to: line.to });
  else if (which === "end" && draft.open.pop() === undefined)
    addProblem(draft, line, `\`@end${name}\` ends nothing. Add \`@start${name}\` before the first line.`);
}

function readStatement(draft: DiagramDraft, line: Piece): void {
  const element = ELEMENT.exec(line.code)?.[0].length;
  if (element !== undefined) declare(draft, partOf(line, element), line.code.endsWith("{"));
  else if (!readArrow(draft, line) && BRACKETED.test(line.code)) declare(draft, line, false);
}

/** `Label as id`, or `id as "Label"`. */
function declare(draft: DiagramDraft, piece: Piece, isGroup: boolean): void {
  const [whole, first = "", second] = NAMED.exec(piece.code) ?? [];
  if (whole === undefined) return;
  const labelIsSecond = second?.startsWith('"') === true;
  const id = nameOf(second === undefined || labelIsSecond ? first : second);
  if (id !== "")
    addNode(
      draft,
      id,
      { from: piece.from, to: piece.from + whole.length },
      nameOf(labelIsSecond ? second : first),
      isGroup,
    );
}

function readArrow(draft: DiagramDraft, line: Piece): boolean {
  const arrow = ARROW.exec(line.code);
  if (arrow === null) return false;
  const end = arrow.index + arrow[0].length;
  const left = partOf(line, 0, arrow.index);
  const right = partOf(line, end);
  const source = SOURCE.exec(left.code);
  const target = TARGET.exec(right.code);
  if (source?.[1] === undefined || target?.[1] === undefined) return false;
  const sourceFrom = left.from + source.index;
  const targetFrom = right.from + target[0].length - target[1].length;
  addNode(draft, nameOf(source[1]), { from: sourceFrom, to: sourceFrom + source[1].length });
  addNode(draft, nameOf(target[1]), { from: targetFrom, to: targetFrom + target[1].length });
  addEdge(draft, nameOf(source[1]), nameOf(target[1]), { from: line.from + arrow.index, to: line.from + end });
  return true;
}

function readC4Calls(source: { text: string; code: string }, draft: DiagramDraft): void {
  const calls = startDiagram();
  readC4(source, 0, calls);
  for (const node of calls.nodes.values()) addNode(draft, node.id, node, node.label, node.isGroup);
  for (const edge of calls.edges) addEdge(draft, edge.source, edge.target, edge);
}

const nameOf = (written: string): string => readLabel(written.replace(/^[[(:](.*)[\]):]$/s, "$1"));

/** Comments, with a blank for each of their characters. */
function blankComments(text: string): string {
  let code = "";
  for (;;) {
    const open = text.indexOf("/'", code.length);
    const close = open < 0 ? -1 : text.indexOf("'/", open + 2);
    if (close < 0) return code + text.slice(code.length);
    code += text.slice(code.length, open) + text.slice(open, close + 2).replaceAll(/[^\n]/g, " ");
  }
}
