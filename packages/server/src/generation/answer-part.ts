// The parts of an answer as its stream keeps them: text as text, everything else as JSON, none larger than an item may be.
import { decodeJson, fromUtf8, GenerationPart, ITEM, LIMITS, type Route, utf8, utf8Length } from "@nomous/protocol";
import { jsonItem } from "../conversation/json-item.ts";
import type { EnginePart } from "../engine/engine.ts";
import type { NewItem } from "../stream/journal.ts";

export type AnswerPart = EnginePart | { readonly type: "route"; readonly route: Route };

export const encodePart = (part: AnswerPart): NewItem =>
  part.type === "text" ? { kind: ITEM.text, data: utf8(part.text) } : jsonItem(part);

/** `undefined` for END and for what a newer version wrote. */
export function decodePart({ kind, data }: NewItem): AnswerPart | undefined {
  if (kind === ITEM.text) return { type: "text", text: fromUtf8(data) };
  return kind === ITEM.json ? decodeJson(GenerationPart, fromUtf8(data)) : undefined;
}

/** Cuts text that does not fit into one item, between characters; leaves out empty text. */
export function* splitPart(part: EnginePart): Iterable<EnginePart> {
  if (part.type !== "text") {
    yield part;
    return;
  }
  // A UTF-16 unit is at most three bytes.
  const units = utf8Length(part.text) <= LIMITS.itemBytes ? part.text.length : Math.floor(LIMITS.itemBytes / 3);
  for (let from = 0; from < part.text.length;) {
    let to = Math.min(from + units, part.text.length);
    if (to < part.text.length && isHighSurrogate(part.text.charCodeAt(to - 1))) to -= 1;
    yield { type: "text", text: part.text.slice(from, to) };
    from = to;
  }
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
