// What was deleted can be restored for 30 days; then its streams go.
import {
  type Actor,
  type ConversationId,
  CONVERSATIONS,
  conversationStream,
  type ConversationTree,
  generationStream,
} from "@nomous/protocol";
import type { Change, Journal } from "../stream/journal.ts";
import type { Conversations } from "./conversations.ts";
import { jsonItem } from "./json-item.ts";

const KEPT_MS = 30 * 24 * 3_600_000;

/** Removes what was deleted more than 30 days before `now`; resolves with how many conversations that were. */
export async function purgeDeleted(
  journal: Journal,
  conversations: Conversations,
  now: number,
  actor: Actor,
): Promise<number> {
  const list = await conversations.list();
  const old = [...list.values()].filter(({ deletedAt }) => deletedAt !== undefined && deletedAt < now - KEPT_MS);
  for (const { id } of old) {
    const { tree } = await conversations.load(id);
    await journal.commit(purge(id, tree, now, actor));
    conversations.forget(id);
  }
  return old.length;
}

function purge(id: ConversationId, tree: ConversationTree, at: number, actor: Actor): Change {
  const answers = [...tree.turns.values()].filter(({ role }) => role === "engine");
  return {
    appends: [{ sid: CONVERSATIONS, items: [jsonItem({ type: "conversation.purged", id, at })], actor }],
    drops: [conversationStream(id), ...answers.map((answer) => generationStream(answer.id))],
  };
}
