// The items of a document's stream as what they stand for: an event, or an update put together from its parts.
import { decodeJson, DocumentEvent, type DocumentUpdate, fromUtf8, ITEM, UpdateReader } from "@nomous/protocol";
import type { Journal } from "../../stream/journal.ts";
import type { UpdateReach } from "../update/update-reach.ts";

export interface LoggedEvent {
  readonly seq: number;
  /** Wall clock, milliseconds. */
  readonly at: number;
  readonly event: DocumentEvent;
}

export interface LoggedWrite {
  /** Its last item. */
  readonly seq: number;
  readonly at: number;
  readonly update: DocumentUpdate;
  /** Where it is known already. */
  readonly reach?: UpdateReach;
}

export type LoggedEntry = LoggedEvent | LoggedWrite;

type StreamItems = ReturnType<Journal["items"]>;

/** Every item that means something, in order; `createdAt` is the stream's. What a newer version wrote is passed over. */
export async function* readEntries(items: StreamItems, createdAt: number): AsyncGenerator<LoggedEntry> {
  const updates = new UpdateReader();
  for await (const { seq, atMs, kind, data } of items) {
    const at = createdAt + atMs;
    if (kind === ITEM.json) {
      const event = decodeJson(DocumentEvent, fromUtf8(data));
      if (event !== undefined) yield { seq, at, event };
    } else if (kind === ITEM.bytes) {
      const update = updates.read(data);
      if (update !== undefined) yield { seq, at, update };
    }
  }
}
