// The conversations as the log has them. Trees and the list are folded from their streams and kept; each look first
// reads what was committed since the last one, so nothing is ever shown that is not durable.
import {
  CONVERSATIONS,
  type ConversationId,
  ConversationEvent,
  type ConversationList,
  ConversationListEvent,
  conversationStream,
  type ConversationTree,
  decodeJson,
  EMPTY_LIST,
  EMPTY_TREE,
  fromUtf8,
  growList,
  growTree,
  ITEM,
  type StreamId,
} from "@nomous/protocol";
import type { Journal } from "../stream/journal.ts";

/** A conversation up to and including item `head` of its stream. */
export interface LoadedConversation {
  readonly tree: ConversationTree;
  readonly head: number;
}

/** Trees kept in memory; the one that was not used for longest goes first. */
const MAX_TREES = 32;

const EMPTY: LoadedConversation = { tree: EMPTY_TREE, head: 0 };

export class Conversations {
  readonly #journal: Journal;
  readonly #trees = new Map<ConversationId, LoadedConversation>();
  #list: { readonly list: ConversationList; readonly head: number } = { list: EMPTY_LIST, head: 0 };

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** All conversations, those that are deleted and not yet purged included. */
  async list(): Promise<ConversationList> {
    const known = this.#list;
    const { events, head } = await this.#read(ConversationListEvent, CONVERSATIONS, known.head);
    const list = events.length === 0 ? known.list : growList(known.list, events);
    if (head > this.#list.head) this.#list = { list, head };
    return list;
  }

  /** The tree of a conversation; an empty one, with head 0, when there is none. */
  async load(id: ConversationId): Promise<LoadedConversation> {
    const known = this.#trees.get(id) ?? EMPTY;
    const { events, head } = await this.#read(ConversationEvent, conversationStream(id), known.head);
    const loaded = head === known.head ? known : { tree: growTree(known.tree, events), head };
    this.#keep(id, loaded);
    return loaded;
  }

  /** Lets go of a conversation that was removed for good. */
  forget(id: ConversationId): void {
    this.#trees.delete(id);
  }

  #keep(id: ConversationId, loaded: LoadedConversation): void {
    if (loaded.head === 0 || loaded.head < (this.#trees.get(id)?.head ?? 0)) return;
    this.#trees.delete(id);
    this.#trees.set(id, loaded);
    if (this.#trees.size <= MAX_TREES) return;
    for (const oldest of this.#trees.keys()) {
      this.#trees.delete(oldest);
      break;
    }
  }

  async #read<T>(
    schema: Parameters<typeof decodeJson<T>>[0],
    sid: StreamId,
    after: number,
  ): Promise<{ events: T[]; head: number }> {
    const events: T[] = [];
    let head = after;
    for await (const { seq, kind, data } of this.#journal.items(sid, after)) {
      const event = kind === ITEM.json ? decodeJson(schema, fromUtf8(data)) : undefined;
      if (event !== undefined) events.push(event);
      head = seq;
    }
    return { events, head };
  }
}
