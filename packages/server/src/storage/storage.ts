// Where everything durable lives. One call is one transaction: main decides what it wants to be true, `commit` checks
// what main believed and applies all of it or nothing. Nothing is "saved" before `commit` resolves.
import type {
  Actor,
  ClientId,
  CommandId,
  CommandResult,
  Durability,
  Store,
  StreamEnd,
  StreamFamily,
  StreamId,
} from "@nomous/protocol";

export interface StreamState {
  readonly sid: StreamId;
  readonly durability: Durability;
  /** Wall clock, milliseconds since the epoch; times of items count from it. */
  readonly createdAt: number;
  /** The oldest item kept; 1 unless older ones were removed. */
  readonly first: number;
  /** The last item; 0 when there is none. */
  readonly head: number;
  readonly end: StreamEnd | null;
}

/** Consecutive items of one stream, as one commit wrote them. `body` is the body of a frame (protocol `frame.ts`). */
export interface Segment {
  readonly firstSeq: number;
  readonly count: number;
  readonly body: Uint8Array;
}

export interface Append extends Segment {
  readonly sid: StreamId;
  /** Creates the stream when it does not exist, ignored when it does; without it, a missing stream is stale. */
  readonly create?: { readonly createdAt: number; readonly durability: Durability };
  /** Set when the last item of this segment is END. */
  readonly end?: StreamEnd;
  readonly actor: Actor;
  /** Wall clock of the commit. */
  readonly at: number;
}

/** Small facts beside the log, by kind and id: known clients, open generations. `value: null` removes. */
export interface RecordChange {
  readonly kind: string;
  readonly id: string;
  readonly value: unknown;
  readonly actor: Actor;
}

export interface StoredRecord {
  readonly kind: string;
  readonly id: string;
  readonly value: unknown;
  readonly actor: Actor;
}

export interface Trim {
  readonly sid: StreamId;
  readonly first: number;
}

export interface Commit {
  /**
   * The command this commit answers. Known already: nothing is applied and the stored result comes back. Below its
   * client's floor: the same, with a result that says `expired`.
   */
  readonly dedup?: { readonly actor: Actor; readonly id: CommandId; readonly result: CommandResult };
  /** What the decision rests on, besides the heads that `appends` imply. A stream that does not exist has head 0. */
  readonly expect?: readonly { readonly sid: StreamId; readonly head: number }[];
  /** Each must start at its stream's head + 1 and its stream must not have ended; else the outcome is `stale`. */
  readonly appends?: readonly Append[];
  readonly records?: readonly RecordChange[];
  /** Forgets items below `first`: segments that lie wholly below go, the newest segment always stays. Comes after `appends`. */
  readonly trims?: readonly Trim[];
  /** Streams to remove with all their items, also those just appended. */
  readonly drops?: readonly StreamId[];
  /** Removes the dedup rows of the actor's client with ids below `below`; a floor never sinks. */
  readonly floor?: { readonly actor: Actor; readonly below: string };
}

export type CommitOutcome =
  | { readonly status: "committed" }
  | { readonly status: "known"; readonly result: CommandResult }
  /** Somebody else wrote first: reload the stream and decide again. */
  | { readonly status: "stale"; readonly sid: StreamId; readonly head: number };

export interface Storage {
  /** Identity of the data, and `run`, which grows by one each time the storage is opened for writing: the fencing token of work in progress. */
  readonly store: Store;
  readonly run: number;
  /** Rejects with a `StorageError` when the disk refuses; then nothing of this commit is applied. */
  commit(commit: Commit): Promise<CommitOutcome>;
  stream(sid: StreamId): Promise<StreamState | undefined>;
  /** The last items of at most `limit` streams whose names are `<family>/…` and come behind `after`, in the order of their names. */
  heads(
    family: StreamFamily,
    after: StreamId | undefined,
    limit: number,
  ): Promise<readonly { readonly sid: StreamId; readonly head: number }[]>;
  /**
   * Segments that hold items after `after`, oldest first, until about `maxBytes` are gathered (at least one segment).
   * The first may begin at or before `after`. Rejects with code `corrupt` at a segment whose checksum is wrong, once
   * the intact ones before it have been given.
   */
  read(sid: StreamId, after: number, maxBytes: number): Promise<readonly Segment[]>;
  /** All of a kind, by id. */
  records(kind: string): Promise<readonly StoredRecord[]>;
  record(kind: string, id: string): Promise<StoredRecord | undefined>;
  /** What was answered to a command, or `undefined`; with the client's floor. */
  answered(client: ClientId, id: CommandId): Promise<{ result: CommandResult | undefined; floor: string }>;
  /** A consistent copy into a file that must not exist, while work goes on. */
  backup(file: string): Promise<void>;
  /** Raises the store's epoch: the data was proven older than what a client has seen. Durable when it resolves. */
  raiseEpoch(): Promise<void>;
  /** Ends what is under way, then lets go of the files. */
  close(): Promise<void>;
}

export type StorageErrorCode =
  /** No space, or a quota. */
  | "full"
  /** A checksum is wrong, or the file is no database. */
  | "corrupt"
  /** Written by a newer Nomous. */
  | "newer-version"
  /** Another process has it open. */
  | "locked"
  /** On a network file system, where locks and fsync cannot be trusted. */
  | "network-filesystem"
  /** The disk does not keep its promise: a setting read back different. */
  | "unsafe-setting"
  | "unreadable"
  | "io"
  | "closed";

/** `message` says what happened, where, and what to do. */
export class StorageError extends Error {
  readonly code: StorageErrorCode;
  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StorageError";
    this.code = code;
  }
}
