import { LIMITS, utf8Length } from "@nomous/protocol";
import { endOfPiece } from "../document/snapshot/text-pieces.ts";

/** A reply is one frame; what is around the text is small. */
const MAX_TEXT_BYTES = LIMITS.frameBytes - 64 * 1024;

/** A text from UTF-16 unit `from` on: as much as one reply holds, however much of it JSON has to write as escapes. */
export function textPage(text: string, from: number): { text: string; total: number } {
  let units = MAX_TEXT_BYTES;
  for (;;) {
    const page = text.slice(from, endOfPiece(text, Math.min(from, text.length), units));
    const bytes = utf8Length(JSON.stringify(page));
    if (bytes <= MAX_TEXT_BYTES) return { text: page, total: text.length };
    units = Math.floor((units * MAX_TEXT_BYTES) / bytes) - 1;
  }
}
