// What a client keeps on its machine: the outbox, and copies of streams, documents and answers so that they open with the bridge away.
//
// Required of an adapter: each call is atomic, and the calls of several tabs (or processes) on one storage behave as if
// they were made one after the other. The outbox is durable when a call has resolved; copies may lag behind, but a copy
// is always a piece of its stream without a hole.
import type { CommandId, CommandName, CommandResult, Cursor, ErrorBody, Item, Store, StreamId } from "@nomous/protocol";

export interface StoredCommand {
  readonly id: CommandId;
  readonly name: CommandName;
  readonly args: unknown;
  /** It may have left this machine: then it cannot be taken back. */
  readonly maybeSent: boolean;
  /** The bridge refused it, and it is kept for the text in it. */
  readonly refusal?: ErrorBody;
}

export interface StoredOutbox {
  /** Oldest first. */
  readonly commands: readonly StoredCommand[];
  /** No command below it will ever be sent; "" before the first. */
  readonly floor: string;
}

/** The beginning of a stream, from its item 1 on, as far as it was read. */
export interface StreamCopy {
  readonly epoch: number;
  readonly createdAt: number;
  readonly items: readonly Item[];
}

/** A document as of an item of its stream. It may have more than that item says: applying an update twice changes nothing. */
export interface DocumentCopy {
  readonly cursor: Cursor;
  readonly data: Uint8Array;
}

/** Items in the midst of a stream. */
export interface StreamPiece extends StreamCopy {
  /** Number of the first of `items`. */
  readonly first: number;
}

/** What the bridge answered to a query. */
export interface KeptAnswer {
  /** Wall clock of this client when it came. */
  readonly at: number;
  readonly json: string;
}

/** How a storage was found when it was opened. */
export interface StorageOrigin {
  readonly kind: "browser" | "memory" | "file";
  /** Nothing was there: it is the first time, or what was there is gone. */
  readonly wasEmpty: boolean;
  /** Why it is not the kind that was wanted. */
  readonly trouble?: ErrorBody | undefined;
}

/** Everything that was there is gone; or a newer page has changed it, and this one can use it no more. */
export type StorageLoss = "emptied" | "replaced";

export interface ClientStorage {
  readonly origin: StorageOrigin;
  /** Who is told of a loss while it is open; returns how to stop. Not there: it cannot happen. */
  readonly onLoss?: (listener: (loss: StorageLoss) => void) => () => void;

  /** The store that the copies were read from. */
  readStore(): Promise<Store | undefined>;
  /** Remembers the store; another id than the one before forgets all copies in the same step. */
  adoptStore(store: Store): Promise<void>;

  readCopy(sid: StreamId): Promise<StreamCopy | undefined>;
  /** How far the copy is, without its items. */
  readCursor(sid: StreamId): Promise<Cursor | undefined>;
  /** The next items of a copy behind number `after`, as many as are read in a moment; empty at its end, `undefined` when they are damaged. */
  readItems(sid: StreamId, after: number): Promise<readonly Item[] | undefined>;
  /**
   * Adds what is new in `piece`: items that the copy has are left out, the beginning of a higher epoch replaces the copy, and
   * what is of a lower epoch or would leave a hole changes nothing. So a copy only grows, whichever tab is ahead.
   */
  addToCopy(sid: StreamId, piece: StreamPiece): Promise<void>;
  forgetCopy(sid: StreamId): Promise<void>;

  readState(sid: StreamId): Promise<DocumentCopy | undefined>;
  /** Replaces the copy of a document, unless that is of a higher epoch, or further on in the same one. */
  putState(sid: StreamId, copy: DocumentCopy): Promise<void>;
  forgetState(sid: StreamId): Promise<void>;

  /** Up to where streams are here with all that they refer to; forgotten with a copy. */
  readMarks(): Promise<ReadonlyMap<StreamId, Cursor>>;
  putMark(sid: StreamId, cursor: Cursor): Promise<void>;

  readAnswer(key: string): Promise<KeptAnswer | undefined>;
  /** `key` begins with the name of the query and a space. Those that were kept longest ago go when there are too many (see `ANSWERS_KEPT`). */
  putAnswer(key: string, answer: KeptAnswer): Promise<void>;

  readOutbox(): Promise<StoredOutbox>;
  /** Rejects when the id is below the floor: it could be sent, but would never be applied. */
  putCommand(command: StoredCommand): Promise<void>;
  /** Marks a command as sent, before it is; false when it does not wait any more. */
  claimCommand(id: CommandId): Promise<boolean>;
  /** Removes a command that was never claimed; false when it was, or is gone. */
  withdrawCommand(id: CommandId): Promise<boolean>;
  /**
   * Puts commands with new ids in the place of others, in one step: those were refused, or never claimed. False, and nothing
   * changes, when one of them was claimed or is gone. A crash may leave both, so doing them twice must be harmless.
   */
  replaceCommands(ids: readonly CommandId[], by: readonly StoredCommand[]): Promise<boolean>;
  /** Ends the wait of a command, and remembers the result for whoever waits in another tab; `keep` keeps a refused one. */
  settleCommand(result: CommandResult, keep: boolean): Promise<void>;
  /** The result of a command that was settled, while it is among the last `RESULTS_KEPT`. */
  readResult(id: CommandId): Promise<CommandResult | undefined>;
  /** Forgets a refused command. */
  dismissCommand(id: CommandId): Promise<void>;
  /** Raises the floor to `to`, but never above a command that waits; returns the floor, which never falls. */
  raiseFloor(to: string): Promise<string>;

  close(): Promise<void>;
}

/** About what `readItems` reads at once. */
export const ITEMS_READ = 500;

/** The calls that keep what waits. */
export type OutboxCalls = Pick<
  ClientStorage,
  | "readOutbox"
  | "putCommand"
  | "claimCommand"
  | "withdrawCommand"
  | "replaceCommands"
  | "settleCommand"
  | "readResult"
  | "dismissCommand"
  | "raiseFloor"
>;

/** Enough for every tab to look up what another one was told. */
export const RESULTS_KEPT = 200;

/** `ofOneQuery`, `bytesOfOneQuery`: one that is asked while somebody types, or of each document, must not push out all others. */
export const ANSWERS_KEPT = {
  all: 200,
  ofOneQuery: 50,
  bytes: 16 * 1024 * 1024,
  bytesOfOneQuery: 8 * 1024 * 1024,
} as const;

/** What is known of a kept answer without reading it; `order` grows with each that is put. */
export interface AnswerNote {
  readonly key: string;
  readonly order: number;
  readonly bytes: number;
}

/** The cursor behind the last item of a copy. */
export const cursorOf = ({ epoch, items }: StreamCopy): Cursor => ({ epoch, seq: items.length });

/** The rule of `addToCopy`, for all adapters: the part of `piece` to add behind `cursor`; one that starts at 1 replaces the copy. */
export function newPart(cursor: Cursor | undefined, piece: StreamPiece): StreamPiece | undefined {
  if (piece.items.length === 0) return undefined;
  if (cursor === undefined || piece.epoch > cursor.epoch) return piece.first === 1 ? piece : undefined;
  const known = cursor.seq + 1 - piece.first;
  if (piece.epoch < cursor.epoch || known < 0 || known >= piece.items.length) return undefined;
  return { ...piece, first: cursor.seq + 1, items: piece.items.slice(known) };
}

/** The rule of `putState`, for all adapters. */
export const isAtLeast = (cursor: Cursor, before: Cursor | undefined): boolean =>
  before === undefined || cursor.epoch > before.epoch || (cursor.epoch === before.epoch && cursor.seq >= before.seq);

/** The rule of `replaceCommands`, for all adapters. */
export const isReplaceable = (command: StoredCommand | undefined): boolean =>
  command !== undefined && (command.refusal !== undefined || !command.maybeSent);

/** What stays of a command after `settleCommand`. */
export function leftOf(
  command: StoredCommand | undefined,
  { error }: CommandResult,
  keep: boolean,
): StoredCommand | undefined {
  return command !== undefined && keep && error !== undefined ? { ...command, refusal: error } : undefined;
}

/** The floor that `raiseFloor` sets. */
export function raisedFloor(floor: string, to: string, waiting: readonly StoredCommand[]): string {
  const oldest = waiting.find(({ refusal }) => refusal === undefined)?.id;
  const bound = oldest !== undefined && oldest < to ? oldest : to;
  return bound > floor ? bound : floor;
}

/** The rule of `putAnswer`, for all adapters: the note of an answer that is put, and the keys that go for it. */
export function noteAnswer(
  notes: readonly AnswerNote[],
  key: string,
  { json }: KeptAnswer,
): { readonly note: AnswerNote; readonly dropped: readonly string[] } {
  const note = { key, bytes: json.length, order: notes.reduce((last, { order }) => Math.max(last, order), 0) + 1 };
  const dropped: string[] = [];
  const query = queryOf(key);
  let { all, ofOneQuery, bytes, bytesOfOneQuery } = ANSWERS_KEPT;
  for (const one of [note, ...notes.filter((other) => other.key !== key).toSorted((a, b) => b.order - a.order)]) {
    const isAlike = queryOf(one.key) === query;
    if (isAlike) ofOneQuery -= 1;
    if (isAlike) bytesOfOneQuery -= one.bytes;
    const isOneTooMany = isAlike && (ofOneQuery < 0 || bytesOfOneQuery < 0);
    if (!isOneTooMany) all -= 1;
    if (!isOneTooMany) bytes -= one.bytes;
    if (isOneTooMany || all < 0 || bytes < 0) dropped.push(one.key);
  }
  return { note, dropped };
}

const queryOf = (key: string): string => key.split(" ", 1)[0] ?? "";
