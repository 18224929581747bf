// All conversations and answers that this client looks at: one object for each id, and the news that they bring each
// other (a prompt was answered, an answer ended).
import type { ClientId, Clock, ConversationId, ConversationList, TurnId } from "@nomous/protocol";
import { CONVERSATIONS, ConversationListEvent, EMPTY_LIST, growList } from "@nomous/protocol";
import type { AnswerView, ConversationsView, ConversationView } from "../client.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Readable } from "../readable.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { Replica } from "../stream/replica.ts";
import type { Streams } from "../stream/streams.ts";
import { Answer, type Ended } from "./answer.ts";
import { Conversation } from "./conversation.ts";
import { decodeItems } from "./decode-items.ts";
import { Shelf } from "./shelf.ts";
import { View } from "./view.ts";
import { WaitingList } from "./waiting-list.ts";

export interface LibraryParts {
  readonly clock: Clock;
  readonly storage: ClientStorage;
  readonly streams: Streams;
  readonly outbox: Outbox;
  readonly clientId: ClientId;
  /** Who works here, as the bridge said. */
  readonly person: () => string;
  /** No connection, and none is being made. */
  readonly isAway: () => boolean;
}

export class Library {
  readonly conversations: Readable<ConversationsView>;
  readonly #parts: LibraryParts;
  readonly #list: Replica<ConversationList>;
  readonly #listView: View<ConversationsView>;
  readonly #conversations = new Shelf<ConversationId, Conversation>();
  readonly #answers = new Shelf<TurnId, Answer>();

  constructor(parts: LibraryParts) {
    this.#parts = parts;
    const ahead = new WaitingList(parts.outbox, () => ({ person: parts.person(), client: parts.clientId }));
    this.#list = new Replica({
      ...parts,
      sid: CONVERSATIONS,
      empty: EMPTY_LIST,
      fold: (list, items) => growList(list, decodeItems(ConversationListEvent, items)),
      changed: () => {
        this.#listView.touch();
        // What was looked for in vain may have been begun by somebody else now.
        for (const conversation of this.#conversations.values()) conversation.touch();
      },
    });
    this.#listView = new View({
      clock: parts.clock,
      compute: (before) => {
        const { list, waiting } = ahead.over(this.#list.value);
        const status = this.#listStatus();
        const isSame = before?.status === status && before.list === list && before.waiting === waiting;
        return isSame ? before : { status, list, waiting };
      },
      hold: () => this.#list.hold(),
    });
    this.conversations = this.#listView;
  }

  conversation(id: ConversationId): Readable<ConversationView> {
    return this.#conversations.get(id, () => new Conversation(this.#parts, id, () => this.#touchAnswers())).view;
  }

  answer(id: TurnId): Readable<AnswerView> {
    return this.#answers.get(id, () => new Answer(this.#parts, id, () => this.#ended(id))).view;
  }

  /** The outbox or the connection changed. */
  touch(): void {
    this.#listView.touch();
    for (const conversation of this.#conversations.values()) conversation.touch();
    this.#touchAnswers();
  }

  /** Another store: nothing that was read from the one before counts. */
  forget(): void {
    for (const one of this.#all()) one.forget();
  }

  /** Resolves when all that was read is stored. */
  async saved(): Promise<void> {
    await Promise.all(this.#all().map((one) => one.saved()));
  }

  #all(): readonly { forget(): void; saved(): Promise<void> }[] {
    return [this.#list, ...this.#conversations.values(), ...this.#answers.values()];
  }

  #touchAnswers(): void {
    for (const answer of this.#answers.values()) answer.touch();
  }

  #ended(id: TurnId): Ended | undefined {
    for (const conversation of this.#conversations.values()) {
      const ended = conversation.ended(id);
      if (ended !== undefined) return ended;
    }
    return undefined;
  }

  #listStatus(): ConversationsView["status"] {
    const { status, isEmpty } = this.#list;
    if (status === "missing") return this.#parts.isAway() ? "cached" : "live";
    return status === "cached" && isEmpty && !this.#parts.isAway() ? "loading" : status;
  }
}
