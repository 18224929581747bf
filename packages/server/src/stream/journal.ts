// The one way to write: a journal numbers and encodes new items, commits them with everything that belongs to them, and
// only then shows them to readers (durable before visible).
import type { Actor, CommandId, ItemKind, StreamEnd, StreamId } from "@nomous/protocol";
import type { Commit, CommitOutcome, RecordChange, StreamState } from "../storage/storage.ts";

export interface NewItem {
  readonly kind: ItemKind;
  readonly data: Uint8Array;
}

/** The command that wrote something, and the connection that sent it: there RES tells of the items, and they are not sent. */
export interface Origin {
  readonly connection: string;
  readonly command: CommandId;
}

export interface StreamAppend {
  readonly sid: StreamId;
  readonly items: readonly NewItem[];
  /** Closes the stream: the END item is added behind `items`, with the count filled in. */
  readonly end?: Omit<StreamEnd, "count">;
  readonly actor: Actor;
  /** Set by a command whose result names these items, so that its sender gets no echo. */
  readonly origin?: Origin | undefined;
}

export interface Change {
  readonly dedup?: NonNullable<Commit["dedup"]>;
  readonly expect?: NonNullable<Commit["expect"]>;
  readonly appends?: readonly StreamAppend[];
  readonly records?: readonly RecordChange[];
  /** Readers that are below `first` are told, and begin again there. */
  readonly trims?: NonNullable<Commit["trims"]>;
  readonly drops?: readonly StreamId[];
  readonly floor?: NonNullable<Commit["floor"]>;
}

export interface Journal {
  /** Resolves once the change is durable and offered to readers. Streams are made by their first append. */
  commit(change: Change): Promise<CommitOutcome>;
  /** Durable state; what is under way does not count. */
  state(sid: StreamId): Promise<StreamState | undefined>;
  /** All items after `after` that are durable now and were not trimmed, oldest first. For replays into memory; readers on a socket subscribe. */
  items(sid: StreamId, after: number): AsyncIterable<{ seq: number; atMs: number; kind: ItemKind; data: Uint8Array }>;
}
