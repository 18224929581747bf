import { fromBase64 } from "./base64.ts";
import type { SharedText } from "./shared-text.ts";

/** UTF-16 units of a text. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Where two relative positions of Yjs (base64) are now; `null` when there is no text, or the text around them is none of it. */
export function rangeOf(text: SharedText | undefined, from: string, to: string): TextRange | null {
  const [start, end] = [placeOf(text, from), placeOf(text, to)];
  return start === null || end === null || start > end ? null : { from: start, to: end };
}

function placeOf(text: SharedText | undefined, anchor: string): number | null {
  const bytes = fromBase64(anchor);
  return bytes === undefined || text === undefined ? null : text.place(bytes);
}
