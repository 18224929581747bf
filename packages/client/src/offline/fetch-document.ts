// Makes a document whole here, without building its text: from its copy, or its newest snapshot, or the start, on to what the bridge has.
import { type Cursor, type DocumentId, documentStream, type QueryResult, type StreamId } from "@nomous/protocol";
import type { ClientStorage } from "../storage/client-storage.ts";
import type { Streams } from "../stream/streams.ts";
import { DocumentFold } from "./document-fold.ts";
import type { FetchOutcome } from "./fetch-conversation.ts";
import { readStream } from "./read-stream.ts";

type Place = QueryResult<"document.snapshot">["snapshot"];

export interface DocumentFetchParts {
  readonly storage: ClientStorage;
  readonly streams: Streams;
  readonly place: (id: DocumentId) => Promise<Place>;
  /** Of the store that the present connection reads. */
  readonly storeEpoch: () => number;
}

const MOST_TRIES = 3;

/** `head`: what the bridge has. */
export async function fetchDocument(parts: DocumentFetchParts, id: DocumentId, head: Cursor): Promise<FetchOutcome> {
  const { storage, streams } = parts;
  const sid = documentStream(id);
  const copy = await storage.readState(sid);
  const fold = new DocumentFold();
  let cursor = fold.begin(copy?.data) ? copy?.cursor : undefined;
  if (cursor !== undefined && cursor.epoch === head.epoch && cursor.seq >= head.seq) return mark(storage, sid, cursor);
  // Who has it open keeps it, and what is here is as old as their last pause.
  if (streams.isRead(sid)) return cursor === undefined ? "partly" : "open";
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (cursor === undefined || fold.isLong) cursor = (await fromSnapshot(parts, id, fold, cursor)) ?? cursor;
    const outcome = await readStream(streams, sid, cursor ?? "start", (items) => fold.read(items));
    if (outcome.status === "gone") {
      await storage.forgetState(sid);
      return "gone";
    }
    if (outcome.status !== "again") {
      await storage.putState(sid, { cursor: outcome.cursor, data: fold.copy() });
      return mark(storage, sid, outcome.cursor);
    }
    fold.begin(undefined);
    cursor = undefined;
  }
  return "partly";
}

async function mark(storage: ClientStorage, sid: StreamId, cursor: Cursor): Promise<"whole"> {
  await storage.putMark(sid, cursor);
  return "whole";
}

/** Begins with the newest snapshot, where that is ahead of what is here; resolves with where the stream goes on. */
async function fromSnapshot(
  { streams, place, storeEpoch }: DocumentFetchParts,
  id: DocumentId,
  fold: DocumentFold,
  cursor: Cursor | undefined,
): Promise<Cursor | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const newest = await place(id);
    if (newest === null || (cursor !== undefined && newest.seq <= cursor.seq)) return undefined;
    const snapshot = new DocumentFold();
    const outcome = await readStream(streams, newest.sid as StreamId, "start", (items) => snapshot.read(items));
    // It can be dropped for a newer one while it is being read.
    if (outcome.status !== "read") continue;
    fold.begin(snapshot.copy());
    return { epoch: storeEpoch(), seq: newest.seq };
  }
  return undefined;
}
