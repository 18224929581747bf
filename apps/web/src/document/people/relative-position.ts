// Where somebody is, as a place in the shared text that others can find whatever was written meanwhile.
import type { TextSelection } from "@nomous/client";
import * as Y from "yjs";

/** Both ends of a selection of `text`, to tell the others. */
export function encodeSelection(text: Y.Text, anchor: number, head: number): TextSelection {
  const encode = (at: number): string =>
    toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, at, -1)));
  return { anchor: encode(anchor), head: encode(head) };
}

/** Where a selection is by now; `undefined` when its text is not here, or is no text of this document. */
export function decodeSelection(doc: Y.Doc, selection: TextSelection): { anchor: number; head: number } | undefined {
  const anchor = decode(doc, selection.anchor);
  const head = decode(doc, selection.head);
  return anchor === undefined || head === undefined ? undefined : { anchor, head };
}

function decode(doc: Y.Doc, position: string): number | undefined {
  try {
    const relative = Y.decodeRelativePosition(fromBase64(position));
    return Y.createAbsolutePositionFromRelativePosition(relative, doc)?.index;
  } catch {
    // What another client sent is no position: it is shown without a cursor.
    return undefined;
  }
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
