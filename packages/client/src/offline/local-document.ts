// The text of a document from its copy. Yjs comes with the first one.
import { AnyJson, decodeJson, type DocumentId, type StreamId, type WorkspacePath } from "@nomous/protocol";
import { decodeCopy } from "../document/document-copy.ts";
import { pathOf } from "../document/document-facts.ts";
import { DOCUMENT_TEXT } from "../document/live-document.ts";
import { keyOf } from "../query/kept-answers.ts";
import type { Database } from "../storage/indexeddb-database.ts";
import { soundAnswer } from "../storage/sound-records.ts";

interface ReadDocument {
  readonly path: WorkspacePath;
  readonly title: string;
  readonly text: string;
}

/** `undefined` when it cannot be read: a page reads it again from the bridge. */
export async function readDocument(database: Database, sid: StreamId): Promise<ReadDocument | undefined> {
  const row = await database.get("states", sid);
  const [Y, { applyUpdate }] = await Promise.all([import("yjs"), import("../document/apply-update.ts")]);
  try {
    const copy = row && decodeCopy(row.data);
    const path = copy && pathOf(copy.facts);
    if (copy === undefined || path === undefined) return undefined;
    const doc = new Y.Doc();
    doc.transact(() => {
      for (const update of [...copy.state, ...copy.later]) applyUpdate(doc, update);
    });
    const text = doc.getText(DOCUMENT_TEXT).toJSON();
    doc.destroy();
    return { path, title: titleIn(text) ?? path, text };
  } catch {
    // What is damaged may have any shape.
    return undefined;
  }
}

/** The first heading of the first level, outside of fences as far as one line tells. */
const titleIn = (text: string): string | undefined => /^# +(.+?) *#* *$/m.exec(text)?.[1];

/** When each document was committed last, milliseconds, as the list of documents said when it was here. */
export async function daysOf(database: Database): Promise<ReadonlyMap<DocumentId, number>> {
  const answer = soundAnswer(await database.get("answers", keyOf("documents.list", {})));
  const { documents } = ((answer && decodeJson(AnyJson, answer.json)) ?? {}) as { documents?: unknown };
  const days = new Map<DocumentId, number>();
  for (const one of Array.isArray(documents) ? documents : []) {
    const { document, committed } = (one ?? {}) as { document?: DocumentId; committed?: { last?: unknown } | null };
    const at = Date.parse(String(committed?.last));
    if (document !== undefined && !Number.isNaN(at)) days.set(document, at);
  }
  return days;
}
