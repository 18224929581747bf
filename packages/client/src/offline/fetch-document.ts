// Makes a document whole here, without building its text: from its copy, or its newest snapshot, or the start, on to what the bridge has.
import { type Cursor, type DocumentId, documentStream, type QueryResult, type StreamId } from "@nomous/protocol";
import { lostStream } from "../document/lost-stream.ts";
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
  /** Reads it as one that is open, and proposes what its copy has more than the bridge. */
  readonly recover: (id: DocumentId) => Promise<void>;
}

const MOST_TRIES = 3;

/** `head`: what the bridge has. */
export async function fetchDocument(parts: DocumentFetchParts, id: DocumentId, head: Cursor): Promise<FetchOutcome> {
  const { storage, streams } = parts;
  const sid = documentStream(id);
  let copy = await storage.readState(sid);
  const isLost = (copy !== undefined && isOfLostLine(copy.cursor, head)) || (await hasLost(parts, id));
  if (isLost && !streams.isRead(sid)) {
    await parts.recover(id);
    copy = await storage.readState(sid);
    // It could not be read now.
    if (copy !== undefined && isOfLostLine(copy.cursor, head)) return "partly";
  }
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

/** A page ended before it came to propose what the bridge lost. */
const hasLost = async ({ storage }: DocumentFetchParts, id: DocumentId): Promise<boolean> =>
  (await storage.readState(lostStream(id))) !== undefined;

/** The bridge went back to a backup since, or has lost items. */
const isOfLostLine = ({ epoch }: Cursor, head: Cursor): boolean => epoch < head.epoch;

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
