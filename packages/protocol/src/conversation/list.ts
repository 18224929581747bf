// The list of conversations that the events of `conversations` describe.
import type { ConversationId } from "../ids.ts";
import type { ConversationListEvent } from "./event.ts";

export interface ConversationSummary {
  readonly id: ConversationId;
  readonly title: string;
  readonly createdAt: number;
  /** When the last turn was added. */
  readonly activeAt: number;
  readonly turns: number;
  readonly branches: number;
  /** Set while it is deleted and can still be restored. */
  readonly deletedAt?: number;
}

export type ConversationList = ReadonlyMap<ConversationId, ConversationSummary>;

export const EMPTY_LIST: ConversationList = new Map();

/** Folds a batch of events; copies the map once. */
export function growList(list: ConversationList, events: Iterable<ConversationListEvent>): ConversationList {
  const next = new Map(list);
  for (const event of events) {
    if (event.type === "conversation.created") {
      const { id, title, at } = event;
      if (!next.has(id)) next.set(id, { id, title, createdAt: at, activeAt: at, turns: 0, branches: 0 });
      continue;
    }
    const known = next.get(event.id);
    if (known !== undefined) change(next, known, event);
  }
  return next;
}

type Change = Exclude<ConversationListEvent, { type: "conversation.created" }>;

function change(list: Map<ConversationId, ConversationSummary>, known: ConversationSummary, event: Change): void {
  switch (event.type) {
    case "conversation.renamed":
      list.set(known.id, { ...known, title: event.title });
      break;
    case "conversation.deleted":
      list.set(known.id, { ...known, deletedAt: event.at });
      break;
    case "conversation.restored": {
      const { deletedAt: _, ...alive } = known;
      list.set(known.id, alive);
      break;
    }
    case "conversation.grew":
      list.set(known.id, { ...known, activeAt: event.at, turns: event.turns, branches: event.branches });
      break;
    case "conversation.purged":
      list.delete(known.id);
      break;
  }
}
