// Sequence diagrams: participants, the messages between them, and the blocks that `end` closes. A `;` ends a statement even in
// the middle of a message, which is how most of them break.
import { addArrow, addNode, addProblem, closeBlock, type DiagramDraft, openBlock } from "./diagram.ts";
import type { MermaidSource } from "./mermaid-source.ts";
import { linesOf, partOf, type Piece, pieceAt } from "./piece.ts";
import { readLabel } from "./read-label.ts";

const BLOCK = /^(?:alt|box|break|critical|loop|opt|par|par_over|rect)(?!\S)/i;
const NOTE_BLOCK = /^note\s+(?:left|right)\s+of\s[^:]*$/i;
const PARTICIPANT = /^(?:create\s+)?(?:participant|actor)\s+/i;
const END = /^end(?![^\s;])/i;
const KNOWN =
  /^(?:activate|and|autonumber|deactivate|destroy|details|else|links?|note|option|properties|title)(?![^\s:])/i;
const NOTE_END = "end note";
const BOX_COLOUR = /^(?:transparent\b|(?:rgb|hsl)a?\([^)]*\)|#[\da-f]{3,8}\b)\s*/i;
/** Heads first: a name may hold a hyphen, so `-x` and `-)` count where no other arrow does. */
const ARROWS = [/<<--?>>|--?>>?|--?(?:\|[\\/]|\\\\|\/\/)|(?:[\\/]\||\\\\|\/\/)--?/, /--?[x)]/] as const;

export function readSequence(source: MermaidSource, start: number, draft: DiagramDraft): void {
  for (const line of linesOf(source.code, start)) {
    let at = line.from;
    let before: StatementKind = "other";
    for (const part of line.code.replace(/#.*/, "").split(";")) {
      const statement = pieceAt(at, part);
      if (statement.code !== "") before = readStatement(source, draft, statement, before);
      at += part.length + 1;
    }
  }
}

type StatementKind = "text" | "other";

function readStatement(
  source: MermaidSource,
  draft: DiagramDraft,
  statement: Piece,
  before: StatementKind,
): StatementKind {
  const { code, from, to } = statement;
  const block = BLOCK.exec(code)?.[0];
  const inNote = draft.open.at(-1)?.closer === NOTE_END;
  if (END.test(code)) closeBlock(draft, "end", statement);
  else if (inNote) return "other";
  else if (block !== undefined) {
    openBlock(draft, block, "end", { from, to: from + block.length });
    if (block.toLowerCase() === "box") readBox(source, draft, statement, block.length);
  } else if (NOTE_BLOCK.test(code)) openBlock(draft, "note", NOTE_END, { from, to });
  else if (PARTICIPANT.test(code)) readParticipant(source, draft, statement);
  else if (KNOWN.test(code)) return /^note/i.test(code) ? "text" : "other";
  else if (readMessage(draft, statement)) return "text";
  else if (before === "text")
    addProblem(draft, { from, to }, "The `;` before this ends the message. Write `#59;` for a semicolon in a text.");
  return "other";
}

function readBox(source: MermaidSource, draft: DiagramDraft, { from, to }: Piece, wordLength: number): void {
  const label = readLabel(
    source.text
      .slice(from + wordLength, to)
      .trim()
      .replace(BOX_COLOUR, ""),
  );
  if (label !== "") addNode(draft, label, { from: from + wordLength + 1, to }, label, true);
}

/** `participant ID`, `ID as Label`, `ID@{ "type": "database", "alias": "Label" }`. */
function readParticipant(source: MermaidSource, draft: DiagramDraft, { code, from, to }: Piece): void {
  const start = PARTICIPANT.exec(code)?.[0].length ?? 0;
  const rest = code.slice(start);
  const data = rest.indexOf("@{");
  const alias = /\sas\s/i.exec(rest);
  const idEnd = Math.min(...[data, alias?.index ?? -1, rest.length].filter((end) => end >= 0));
  const id = rest.slice(0, idEnd).trim();
  if (id === "") return;
  const inData = data < 0 ? "" : (/"alias"\s*:\s*"([^"]*)"/.exec(source.text.slice(from, to))?.[1] ?? "");
  const label = alias === null ? inData : source.text.slice(from + start + alias.index + alias[0].length, to);
  addNode(draft, id, { from: from + start, to: from + start + id.length }, readLabel(label));
}

/** Whether it is a message; its arrow is looked for before the `:` of its text, where no name can hold one. */
function readMessage(draft: DiagramDraft, statement: Piece): boolean {
  const { code, from, to } = statement;
  const colon = code.indexOf(":");
  const head = colon < 0 ? code : code.slice(0, colon);
  const arrow = ARROWS[0].exec(head) ?? ARROWS[1].exec(head);
  if (arrow === null) return false;
  const end = arrow.index + arrow[0].length;
  const source = actorOf(partOf(statement, 0, arrow.index));
  const target = actorOf(partOf(statement, end, head.length));
  addArrow(draft, source, target, { from: from + arrow.index, to: from + end });
  if (colon < 0 && source.code !== "" && target.code !== "")
    addProblem(draft, { from, to }, "This message has no text. Write `: text` after its target.");
  return true;
}

/** A name without what activates it (`+`, `-`) or draws the arrow to its middle (`()`). */
function actorOf(written: Piece): Piece {
  const marks = /^(?:[+-]|\(\)|\s)*/.exec(written.code)?.[0].length ?? 0;
  return partOf(written, marks, written.code.endsWith("()") ? Math.max(marks, written.code.length - 2) : undefined);
}
