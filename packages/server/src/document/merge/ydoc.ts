// What Yjs is asked for in one place: documents with one shared text, made of updates and changed by them.
import type { UpdateEncoding } from "@nomous/protocol";
import * as Y from "yjs";
import type { TextSpanChange } from "../merger.ts";
import { joinTouching } from "./text-diff.ts";

export interface EncodedUpdate {
  readonly encoding: UpdateEncoding;
  readonly update: Uint8Array;
}

/** The shared text of a document, under the name that every client uses. */
export const textIn = (doc: Y.Doc): Y.Text => doc.getText("text");

// oxlint-disable-next-line typescript/no-base-to-string -- a Y.Text says its text
export const textOf = (doc: Y.Doc): string => textIn(doc).toString();

export function apply(doc: Y.Doc, { encoding, update }: EncodedUpdate): void {
  if (encoding === 1) Y.applyUpdate(doc, update);
  else Y.applyUpdateV2(doc, update);
}

export function docOf(update: EncodedUpdate): Y.Doc {
  const doc = new Y.Doc();
  apply(doc, update);
  return doc;
}

/** Another document of the same state. */
export const fork = (doc: Y.Doc): Y.Doc => docOf({ encoding: 2, update: Y.encodeStateAsUpdateV2(doc) });

/** Whether something that an update builds on is missing. */
export const hasGap = (doc: Y.Doc): boolean => doc.store.pendingStructs !== null || doc.store.pendingDs !== null;

/**
 * Changes the document by an update. Returns what that did to the text, step by step: in order, one at the end of the other where something was
 * put between what was taken away.
 */
export function applyInSteps(doc: Y.Doc, update: EncodedUpdate): TextSpanChange[] {
  const steps: TextSpanChange[] = [];
  const tell = ({ delta }: Y.YTextEvent): void => {
    let at = 0;
    for (const { retain = 0, delete: removed = 0, insert = "" } of delta) {
      at += retain;
      if (typeof insert === "string" && retain === 0) steps.push({ from: at, to: at + removed, insert });
      at += removed;
    }
  };
  textIn(doc).observe(tell);
  apply(doc, update);
  textIn(doc).unobserve(tell);
  return steps;
}

/** Changes the document by an update. Returns what that did to the text. */
export const applyAndTell = (doc: Y.Doc, update: EncodedUpdate): TextSpanChange[] =>
  joinTouching(applyInSteps(doc, update));

/** Makes the changes as the writer `yjs`. Returns them as an update of encoding 1; `null` when there are none. */
export function write(doc: Y.Doc, changes: readonly TextSpanChange[], yjs: number): Uint8Array | null {
  doc.clientID = yjs;
  const text = textIn(doc);
  let update: Uint8Array | null = null;
  const note = (made: Uint8Array): void => void (update = made);
  doc.on("update", note);
  doc.transact(() => {
    for (const { from, to, insert } of changes.toReversed()) {
      text.delete(from, to - from);
      text.insert(from, insert);
    }
  });
  doc.off("update", note);
  return update;
}
