// The truth on disk after everything: every item of every stream, and the traces that commands left in them.
import { conversationStream, CONVERSATIONS, fromUtf8, generationStream, ITEM } from "@nomous/protocol";
import type {
  ConversationEvent,
  ConversationId,
  ConversationListEvent,
  StreamEnd,
  StreamId,
  TurnId,
} from "@nomous/protocol";
import { createSqliteStorage } from "@nomous/server";
import { systemRuntime } from "@nomous/client";
import { decodeBody } from "@nomous/protocol";
import type { LedgerEntry } from "@nomous/testkit";
import { contentOf, endOf } from "./messages.ts";

interface LogItem {
  readonly seq: number;
  readonly kind: number;
  readonly data: Uint8Array;
}

const jsonOf = <T>(items: readonly LogItem[]): T[] =>
  items.filter(({ kind }) => kind === ITEM.json).map(({ data }) => JSON.parse(fromUtf8(data)) as T);

export async function readLog(directory: string): Promise<LedgerEntry[]> {
  const storage = await createSqliteStorage({ directory, runtime: systemRuntime });
  const entries: LedgerEntry[] = [];

  async function itemsOf(sid: StreamId): Promise<LogItem[]> {
    const items: LogItem[] = [];
    const head = (await storage.stream(sid))?.head ?? 0;
    while (items.length < head)
      for (const { firstSeq, count, body } of await storage.read(sid, items.length, 1_000_000)) {
        const decoded = decodeBody(body, count);
        if (typeof decoded === "string") throw new Error(`${sid} #${firstSeq}: ${decoded}`);
        for (const [i, { kind, data }] of decoded.entries()) items.push({ seq: firstSeq + i, kind, data });
      }
    for (const { seq, kind, data } of items) {
      const text = kind === ITEM.text ? { text: fromUtf8(data) } : {};
      const content = kind === ITEM.end ? endOf(JSON.parse(fromUtf8(data)) as StreamEnd) : contentOf(kind, data);
      entries.push({ type: "log.item", sid, seq, content, ...text });
    }
    return items;
  }
  const conversations: ConversationId[] = [];
  for (const event of jsonOf<ConversationListEvent>(await itemsOf(CONVERSATIONS))) {
    if (event.type === "conversation.created") conversations.push(event.id);
    if (event.type === "conversation.renamed") entries.push({ type: "effect", id: event.title });
  }
  const answers: TurnId[] = [];
  for (const id of conversations)
    for (const event of jsonOf<ConversationEvent>(await itemsOf(conversationStream(id)))) {
      if (event.type === "turn.added") entries.push({ type: "effect", id: event.turn.id });
      if (event.type === "answer.started") answers.push(event.id);
    }
  for (const id of answers) {
    const sid = generationStream(id);
    const end = (await itemsOf(sid)).find(({ kind }) => kind === ITEM.end);
    if (end !== undefined && (JSON.parse(fromUtf8(end.data)) as StreamEnd).reason === "done")
      entries.push({ type: "log.done", sid });
  }
  await storage.close();
  return entries;
}
