// Places in a text that stay where they are while others write: tied to a character rather than to a number. What is typed at the edges of a
// range is outside of it.
import * as Y from "yjs";
import { textIn } from "./ydoc.ts";

/** Relative positions of Yjs as base64. */
export interface RelativePlace {
  readonly from: string;
  readonly to: string;
}

/**
 * A range of the present text (UTF-16 units). An empty one stays behind the character before it, or, when it `follows` another change of the same
 * place, before the character behind it.
 */
export function makePlace(doc: Y.Doc, from: number, to: number, follows = false): RelativePlace {
  const isLoose = from < to || follows;
  const isEmpty = from === to;
  return { from: positionAt(doc, from, isLoose ? 0 : -1), to: positionAt(doc, to, isEmpty && follows ? 0 : -1) };
}

/** Where a place is in the present text; `null` when the document does not know it. */
export function findPlace(doc: Y.Doc, { from, to }: RelativePlace): { from: number; to: number } | null {
  const start = offsetOf(doc, from);
  const end = offsetOf(doc, to);
  return start === undefined || end === undefined || start > end ? null : { from: start, to: end };
}

const positionAt = (doc: Y.Doc, at: number, side: 0 | -1): string =>
  Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(textIn(doc), at, side))).toString(
    "base64",
  );

function offsetOf(doc: Y.Doc, position: string): number | undefined {
  const relative = Y.decodeRelativePosition(Buffer.from(position, "base64"));
  const { item } = relative;
  if (item !== null && item.clock >= Y.getState(doc.store, item.client)) return undefined;
  return Y.createAbsolutePositionFromRelativePosition(relative, doc)?.index;
}
