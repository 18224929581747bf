// Makes a conversation whole here: its stream, and the answers that are too long to stand in it.
import {
  ConversationEvent,
  type ConversationId,
  conversationStream,
  type Cursor,
  generationStream,
  type Item,
  type StreamId,
  type TurnId,
} from "@nomous/protocol";
import type { StreamItem } from "../client.ts";
import { decodeItems } from "../conversation/decode-items.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import type { Streams } from "../stream/streams.ts";
import { readStream } from "./read-stream.ts";

export interface FetchParts {
  readonly storage: ClientStorage;
  readonly streams: Streams;
  /** Lets others work. */
  readonly rest: () => Promise<void>;
}

/** `partly`: an answer of it is being written. `open`: somebody has it open here, and that keeps it. */
export type FetchOutcome = "whole" | "partly" | "open" | "gone";

/** `mark`: up to where it is whole already. */
export async function fetchConversation(
  parts: FetchParts,
  id: ConversationId,
  mark: Cursor | undefined,
): Promise<FetchOutcome> {
  const { storage } = parts;
  const sid = conversationStream(id);
  const cursor = await fetchCopy(parts, sid);
  if (cursor === undefined) return "gone";
  const answers = await answersBehind(parts, sid, mark?.epoch === cursor.epoch ? mark.seq : 0);
  if (answers === undefined) {
    // It is damaged: the next look reads it again from the bridge.
    await storage.forgetCopy(sid);
    return "partly";
  }
  for (const answer of answers.long) await fetchCopy(parts, generationStream(answer));
  if (answers.isOpen) return "partly";
  await storage.putMark(sid, cursor);
  return "whole";
}

/** Forgets a conversation that is gone, with its long answers. */
export async function forgetConversation(parts: Omit<FetchParts, "streams">, id: ConversationId): Promise<void> {
  const sid = conversationStream(id);
  const answers = await answersBehind(parts, sid, 0);
  for (const answer of answers?.long ?? []) await parts.storage.forgetCopy(generationStream(answer));
  await parts.storage.forgetCopy(sid);
}

interface Answers {
  /** One is still being written. */
  readonly isOpen: boolean;
  /** Those whose conversation does not have all of them. */
  readonly long: readonly TurnId[];
}

/** Of what stands in a copy behind an item at which no answer was open; `undefined` when it is damaged. */
async function answersBehind(
  { storage, rest }: Omit<FetchParts, "streams">,
  sid: StreamId,
  from: number,
): Promise<Answers | undefined> {
  const open = new Set<TurnId>();
  const long: TurnId[] = [];
  for (let after = from; ;) {
    const items = await storage.readItems(sid, after);
    if (items === undefined) return undefined;
    if (items.length === 0) return { isOpen: open.size > 0, long };
    after += items.length;
    for (const event of decodeItems(ConversationEvent, items)) {
      if (event.type === "answer.started") open.add(event.id);
      if (event.type !== "answer.ended") continue;
      open.delete(event.id);
      const { text, isShortened } = event.outcome;
      if (text === undefined || isShortened === true) long.push(event.id);
    }
    await rest();
  }
}

/** Adds to a copy what the bridge has; resolves with its cursor, or with nothing when there is no such stream. */
async function fetchCopy({ storage, streams }: FetchParts, sid: StreamId): Promise<Cursor | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const from = await storage.readCursor(sid);
    const outcome = await readStream(streams, sid, from ?? "start", async (items, { epoch, createdAt }) => {
      const first = items[0]?.seq ?? 1;
      await storage.addToCopy(sid, { epoch, createdAt, first, items: items.map((item) => asStored(item, createdAt)) });
    });
    // Before a damaged place everything is intact, and all that there will ever be.
    if (outcome.status === "read" || outcome.status === "damaged") return outcome.cursor;
    await storage.forgetCopy(sid);
    if (outcome.status === "gone") return undefined;
  }
  return undefined;
}

/** A store that begins again and again is none that can be copied. */
const MOST_TRIES = 3;

const asStored = ({ at, kind, data }: StreamItem, createdAt: number): Item => ({ atMs: at - createdAt, kind, data });
