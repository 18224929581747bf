// What a client keeps on its machine: the outbox, and copies of streams and documents so that they open with the bridge away.
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

export interface ClientStorage {
  /** The store that the copies were read from. */
  readStore(): Promise<Store | undefined>;
  /** Remembers the store; another id than the one before forgets all copies in the same step. */
  adoptStore(store: Store): Promise<void>;

  readCopy(sid: StreamId): Promise<StreamCopy | undefined>;
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

/** Enough for every tab to look up what another one was told. */
export const RESULTS_KEPT = 200;

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
