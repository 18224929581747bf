// An update as it comes, in either encoding of Yjs, and the one way in which it gets into a text.
import type { DocumentUpdate } from "@nomous/protocol";
import * as Y from "yjs";

export type Update = Pick<DocumentUpdate, "encoding" | "update">;

/** `origin`: of the transaction. */
export function applyUpdate(doc: Y.Doc, { encoding, update }: Update, origin?: unknown): void {
  if (encoding === 1) Y.applyUpdate(doc, update, origin);
  else Y.applyUpdateV2(doc, update, origin);
}
