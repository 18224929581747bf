// The parts of an answer as its stream keeps them: text as text, everything else as JSON, none larger than an item may be.
import { decodeJson, fromUtf8, GenerationPart, ITEM, LIMITS, utf8, utf8Length } from "@nomous/protocol";
import { jsonItem } from "../conversation/json-item.ts";
import type { RoutedPart } from "../engine/answer-with-fallback.ts";
import type { NewItem } from "../stream/journal.ts";

export type AnswerPart = RoutedPart;

export const encodePart = (part: AnswerPart): NewItem =>
  part.type === "text" ? { kind: ITEM.text, data: utf8(part.text) } : jsonItem(part);

/** `undefined` for END and for what a newer version wrote. */
export function decodePart({ kind, data }: NewItem): AnswerPart | undefined {
  if (kind === ITEM.text) return { type: "text", text: fromUtf8(data) };
  return kind === ITEM.json ? decodeJson(GenerationPart, fromUtf8(data)) : undefined;
}

/** What stands around the text in the JSON of a part, with the id and the name of a tool call. */
const ENVELOPE_BYTES = 4 * 1024;
/** JSON writes a UTF-16 unit with at most six bytes. */
const JSON_UNITS = Math.floor((LIMITS.itemBytes - ENVELOPE_BYTES) / 6);

/** Cuts text that does not fit into one item, between characters; leaves out empty text. */
export function* splitPart(part: AnswerPart): Iterable<AnswerPart> {
  switch (part.type) {
    case "text": {
      // A UTF-16 unit is at most three bytes.
      const units = utf8Length(part.text) <= LIMITS.itemBytes ? part.text.length : Math.floor(LIMITS.itemBytes / 3);
      for (const text of cut(part.text, units)) yield { type: "text", text };
      break;
    }
    case "reasoning":
      for (const text of cut(part.text, JSON_UNITS)) yield { type: "reasoning", text };
      break;
    case "tool-call": {
      const [first = "", ...rest] = cut(part.call.arguments, JSON_UNITS);
      yield { type: "tool-call", call: { ...part.call, arguments: first } };
      for (const piece of rest) yield { type: "tool-call", call: { index: part.call.index, arguments: piece } };
      break;
    }
    case "route":
    case "citation":
    case "turn-citation":
    case "progress":
    case "context":
    case "stats":
      yield part;
      break;
  }
}

function* cut(text: string, units: number): Iterable<string> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + units, text.length);
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to -= 1;
    yield text.slice(from, to);
    from = to;
  }
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
