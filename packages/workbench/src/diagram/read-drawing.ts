// Drawings in plain characters: the words in their boxes, and those at the ends of arrows between words. Nothing in a drawing is
// wrong.
import { addEdge, addNode, type Diagram, type DiagramDraft, finishDiagram, startDiagram } from "./diagram.ts";
import { type Piece, pieceAt } from "./piece.ts";

const LEFT = "┌╔╭┏┍┎╒╓";
const RIGHT = "┐╗╮┓┑┒╕╖";
const BOX = new RegExp(
  String.raw`[${LEFT}][^${LEFT}${RIGHT}\n]*[${RIGHT}]|\+-{2,}\+|\+={2,}\+|[─━═-][▶►▸→]|[◀◄◂←][─━═-]`,
);
/** The top of a box; it may hold a title, and one of `+` may hold the foot of a line. */
const TOP = new RegExp(String.raw`[${LEFT}][^${LEFT}${RIGHT}]*[${RIGHT}]|\+[-=]+(?:\+[-=]+){0,3}(?=\+)`, "g");
const SIDE = /[│┃║|├┤┨┠╢╟╣╠╡╞+┼:]/;
const BOTTOM = /^[└╚╰┗┕┖╘╙+├╠┣].*[-=─━═]/;
const LINES = /[─━═┄┅┈┉╌╍│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╭╮╰╯┏┓┗┛┣┫┳┻╋╟╢╤╧╪╫|+=-]{2,}|[│┃║┌┐└┘├┤┬┴┼╔╗╚╝╠╣╭╮╰╯|]/;
const ALL_LINES = new RegExp(LINES, "g");
const ARROW = /(?<!-)<?-+(?:\([^()]*\)-+)?>|(?<![─━═])[─━═]*[▶►▸→]|[◀◄◂←][─━═]*/g;
/** Arrows on such a line lead to boxes, not words. */
const WITH_BOXES = /[│┃║|┌┐└┘╔╗╚╝╭╮╰╯┏┓┗┛]/;
/** Words further apart belong to different things. */
const GAP = /\s{3,}/;

/** Whether a text draws with characters: boxes or arrows. A tree of folders, a table or a comment of Markdown does not. */
export const isDrawing = (text: string): boolean => BOX.test(text) || (text.includes("-->") && !text.includes("<!--"));

/** Reads a drawing; it never has problems. */
export function readDrawing(text: string): Diagram {
  const draft = startDiagram();
  const lines = linesAndPlaces(text);
  for (const [row, line] of lines.entries()) {
    for (const top of line.text.matchAll(TOP)) readBox(draft, lines, row, top.index, top[0]);
    if (!WITH_BOXES.test(line.text)) readArrows(draft, line);
  }
  return finishDiagram("drawing", draft);
}

interface DrawnLine {
  readonly text: string;
  readonly from: number;
}

function linesAndPlaces(text: string): DrawnLine[] {
  let from = 0;
  return text.split("\n").map((line) => {
    const place = { text: line, from };
    from += line.length + 1;
    return place;
  });
}

/** The title of a box and the words between its sides; those of boxes within it are theirs. */
function readBox(draft: DiagramDraft, lines: readonly DrawnLine[], row: number, left: number, top: string): void {
  const right = left + top.length - (top.startsWith("+") ? 0 : 1);
  const title = pieceAt(
    (lines[row]?.from ?? 0) + left,
    top.replaceAll(ALL_LINES, (line) => " ".repeat(line.length)),
  );
  const words: Piece[] = title.code === "" ? [] : [title];
  let isGroup = false;
  for (const line of lines.slice(row + 1, row + 1 + MOST_ROWS)) {
    const inner = line.text.slice(left + 1, right);
    if (!SIDE.test(line.text.charAt(left)) || !SIDE.test(line.text.charAt(right))) break;
    if (BOTTOM.test(line.text.slice(left, right))) break;
    const piece = pieceAt(line.from + left + 1, inner);
    if (LINES.test(inner)) isGroup = true;
    else if (piece.code !== "") words.push(piece);
  }
  const [first] = words;
  const label = words.map(({ code }) => code).join(" ");
  if (first !== undefined) addNode(draft, label, first, label, isGroup);
}

/** A box is not higher; one that has no bottom would be read to the end of the text. */
const MOST_ROWS = 200;

/** `Client --> [Server] ◄── Store`. */
function readArrows(draft: DiagramDraft, line: DrawnLine): void {
  const arrows = [...line.text.matchAll(ARROW)];
  const between = [...arrows, null].map((arrow, i) => {
    const last = arrows[i - 1];
    const start = last === undefined ? 0 : last.index + last[0].length;
    return pieceAt(line.from + start, line.text.slice(start, arrow?.index));
  });
  for (const [i, arrow] of arrows.entries()) {
    const before = nameIn(between[i], "last");
    const behind = nameIn(between[i + 1], "first");
    for (const { code, ...place } of [before, behind]) if (code !== "") addNode(draft, code, place);
    const [source, target] = /^[◀◄◂←]/.test(arrow[0]) ? [behind, before] : [before, behind];
    const span = { from: line.from + arrow.index, to: line.from + arrow.index + arrow[0].length };
    if (source.code !== "" && target.code !== "") addEdge(draft, source.code, target.code, span);
  }
}

/** The words next to an arrow, without the brackets around them. */
function nameIn(piece: Piece | undefined, which: "first" | "last"): Piece {
  if (piece === undefined) return pieceAt(0, "");
  const words = piece.code.split(GAP);
  const near = words.at(which === "first" ? 0 : -1) ?? "";
  const at = which === "first" ? piece.from : piece.to - near.length;
  const isWrapped = /^(?:\[.*\]|\(.*\)|\{.*\})$/.test(near);
  return isWrapped ? pieceAt(at + 1, near.slice(1, -1)) : pieceAt(at, near);
}
