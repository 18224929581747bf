// What the bridge's disk holds when all is over, read without the bridge.
import {
  ConversationEvent,
  ConversationListEvent,
  decodeBody,
  decodeJson,
  fromUtf8,
  ITEM,
  type Item,
  StreamEnd,
  type StreamId,
} from "@nomous/protocol";
import type { Storage } from "../../packages/server/src/storage/storage.ts";

export interface FinalStream {
  readonly sid: StreamId;
  /** END included. */
  readonly items: readonly Item[];
  readonly end: StreamEnd | undefined;
}

export async function readStream(storage: Storage, sid: StreamId): Promise<FinalStream> {
  const items: Item[] = [];
  const head = (await storage.stream(sid))?.head ?? 0;
  while (items.length < head) {
    for (const { firstSeq, count, body } of await storage.read(sid, items.length, 1_000_000)) {
      const decoded = decodeBody(body, count);
      if (typeof decoded === "string") throw new Error(`${sid} at ${firstSeq}: ${decoded}`);
      items.push(...decoded.slice(items.length + 1 - firstSeq));
    }
  }
  const last = items.at(-1);
  const end = last?.kind === ITEM.end ? decodeJson(StreamEnd, fromUtf8(last.data)) : undefined;
  return { sid, items, end };
}

/** How readers and log name what an item holds. */
export const contentOf = ({ kind, data }: Pick<Item, "kind" | "data">): string => `${kind} ${fromUtf8(data)}`;

export const textOf = ({ items }: FinalStream): string =>
  items
    .filter(({ kind }) => kind === ITEM.text)
    .map(({ data }) => fromUtf8(data))
    .join("");

export const listEventsOf = ({ items }: FinalStream): ConversationListEvent[] =>
  items.flatMap(({ data }) => decodeJson(ConversationListEvent, fromUtf8(data)) ?? []);

export const eventsOf = ({ items }: FinalStream): ConversationEvent[] =>
  items.flatMap(({ data }) => decodeJson(ConversationEvent, fromUtf8(data)) ?? []);
