// The outbox over a storage that may refuse. What cannot be stored is kept aside in memory, and sent from there; what was answered and cannot be
// removed is passed over; both are made good as soon as that works. What waits is remembered, for a database that is removed under an open page.
import type { Clock, CommandId, CommandResult, StopTimer, Store } from "@nomous/protocol";
import type { StorageReason } from "../client.ts";
import { ClientError } from "../client-error.ts";
import {
  type ClientStorage,
  leftOf,
  type OutboxCalls,
  type StoredCommand,
  type StoredOutbox,
} from "./client-storage.ts";
import { createMemoryOutbox } from "./memory-storage.ts";

const AGAIN_MS = 10_000;

export interface GuardedOutboxParts {
  readonly clock: Clock;
  readonly below: ClientStorage;
  /** A call did not work. */
  readonly failed: (error: unknown) => void;
  readonly worked: () => void;
}

export class GuardedOutbox implements OutboxCalls {
  readonly #parts: GuardedOutboxParts;
  readonly #aside = createMemoryOutbox();
  readonly #asideIds = new Set<CommandId>();
  /** Claimed or settled here, which could not be stored. */
  readonly #claimed = new Set<CommandId>();
  readonly #settled = new Map<CommandId, { readonly result: CommandResult; readonly keep: boolean }>();
  #known: StoredOutbox = { commands: [], floor: "" };
  #isLost = false;
  #isClosed = false;
  #stopTimer: StopTimer | undefined;
  #turns: Promise<unknown> = Promise.resolve();

  constructor(parts: GuardedOutboxParts) {
    this.#parts = parts;
  }

  /** Something is here that is not stored. */
  get isBehind(): boolean {
    return this.#asideIds.size + this.#claimed.size + this.#settled.size > 0;
  }

  readOutbox(): Promise<StoredOutbox> {
    return this.#inTurn(async () => {
      // What a newer page has taken over, that page sends.
      const stored = this.#isLost ? { ...this.#known, commands: [] } : await this.#parts.below.readOutbox();
      this.#known = stored;
      if (!this.isBehind) return stored;
      const { commands: aside } = await this.#aside.readOutbox();
      const ids = new Set(aside.map(({ id }) => id));
      const all = [...stored.commands.filter(({ id }) => !ids.has(id)).flatMap((one) => this.#asItIs(one)), ...aside];
      return { ...stored, commands: all.toSorted((a, b) => (a.id < b.id ? -1 : 1)) };
    });
  }

  putCommand(command: StoredCommand): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#parts.below.putCommand(command);
        this.#remember([], [command]);
      } catch (error) {
        if (error instanceof ClientError && error.code === "expired") throw error;
        this.#parts.failed(error);
        await this.#putAside(command);
      }
    });
  }

  claimCommand(id: CommandId): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#asideIds.has(id)) return this.#aside.claimCommand(id);
      try {
        return await this.#parts.below.claimCommand(id);
      } catch (error) {
        this.#parts.failed(error);
        if (!this.#known.commands.some((one) => one.id === id && one.refusal === undefined)) return false;
        // What cannot be marked as sent is sent all the same: the bridge takes it once.
        this.#claimed.add(id);
        this.#later();
        return true;
      }
    });
  }

  withdrawCommand(id: CommandId): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#claimed.has(id)) return false;
      const isWithdrawn = await this.#where(id).withdrawCommand(id);
      if (isWithdrawn) this.#remember([id], []);
      return isWithdrawn;
    });
  }

  /** Those that are aside and those that are stored are never joined: no step could do both. */
  replaceCommands(ids: readonly CommandId[], by: readonly StoredCommand[]): Promise<boolean> {
    return this.#inTurn(async () => {
      const isAside = ids.every((id) => this.#asideIds.has(id));
      if (ids.some((id) => this.#claimed.has(id) || this.#asideIds.has(id) !== isAside)) return false;
      const place = isAside ? this.#aside : this.#parts.below;
      const isReplaced = await place.replaceCommands(ids, by).catch((error: unknown) => {
        this.#parts.failed(error);
        return false;
      });
      if (!isReplaced) return false;
      this.#remember(ids, isAside ? [] : by);
      if (isAside) for (const { id } of by) this.#asideIds.add(id);
      return true;
    });
  }

  settleCommand(result: CommandResult, keep: boolean): Promise<void> {
    const { id } = result;
    return this.#inTurn(async () => {
      this.#claimed.delete(id);
      if (this.#asideIds.has(id)) {
        await this.#aside.settleCommand(result, keep);
        if (!keep || result.error === undefined) this.#asideIds.delete(id);
      } else this.#settled.set(id, { result, keep });
      await this.#settleBelow(result, keep);
    });
  }

  readResult(id: CommandId): Promise<CommandResult | undefined> {
    return this.#inTurn(
      async () =>
        this.#settled.get(id)?.result ?? (await this.#aside.readResult(id)) ?? this.#parts.below.readResult(id),
    );
  }

  dismissCommand(id: CommandId): Promise<void> {
    return this.#inTurn(async () => {
      await this.#where(id).dismissCommand(id);
      this.#remember([id], []);
    });
  }

  raiseFloor(to: string): Promise<string> {
    return this.#inTurn(async () => {
      const [oldest] = (await this.#aside.readOutbox()).commands.filter(({ refusal }) => refusal === undefined);
      const floor = await this.#parts.below.raiseFloor(oldest !== undefined && oldest.id < to ? oldest.id : to);
      this.#known = { ...this.#known, floor };
      return floor;
    });
  }

  /** These calls, for an object that has others besides. */
  get calls(): OutboxCalls {
    return {
      readOutbox: () => this.readOutbox(),
      putCommand: (command) => this.putCommand(command),
      claimCommand: (id) => this.claimCommand(id),
      withdrawCommand: (id) => this.withdrawCommand(id),
      replaceCommands: (ids, by) => this.replaceCommands(ids, by),
      settleCommand: (result, keep) => this.settleCommand(result, keep),
      readResult: (id) => this.readResult(id),
      dismissCommand: (id) => this.dismissCommand(id),
      raiseFloor: (to) => this.raiseFloor(to),
    };
  }

  /** A newer page has taken the database over. */
  lose(): void {
    this.#isLost = true;
    this.#stopTimer?.();
  }

  /** A database that was made anew gets what waits; the rest is read again from the bridge. */
  restore(store: Store | undefined): Promise<void> {
    return this.#inTurn(async () => {
      const { below, failed } = this.#parts;
      const { commands, floor } = this.#known;
      try {
        if (store !== undefined) await below.adoptStore(store);
        // Whether it was sent since it was read, nobody knows.
        for (const command of commands) await below.putCommand({ ...command, maybeSent: true });
        if (floor !== "") await below.raiseFloor(floor);
      } catch (error) {
        failed(error);
        for (const command of commands) await this.#putAside({ ...command, maybeSent: true });
      }
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#stopTimer?.();
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(call);
    this.#turns = turn.catch(() => {});
    return turn;
  }

  #where(id: CommandId): OutboxCalls {
    return this.#asideIds.has(id) ? this.#aside : this.#parts.below;
  }

  #asItIs(command: StoredCommand): StoredCommand[] {
    const settled = this.#settled.get(command.id);
    if (settled === undefined) return [this.#claimed.has(command.id) ? { ...command, maybeSent: true } : command];
    const left = leftOf(command, settled.result, settled.keep);
    return left === undefined ? [] : [left];
  }

  #remember(gone: readonly CommandId[], come: readonly StoredCommand[]): void {
    for (const id of gone) this.#asideIds.delete(id);
    const commands = this.#known.commands.filter(({ id }) => !gone.includes(id));
    this.#known = { ...this.#known, commands: [...commands, ...come] };
  }

  async #putAside(command: StoredCommand): Promise<void> {
    await this.#aside.putCommand(command);
    this.#asideIds.add(command.id);
    this.#later();
  }

  async #settleBelow(result: CommandResult, keep: boolean): Promise<void> {
    try {
      await this.#parts.below.settleCommand(result, keep);
      this.#settled.delete(result.id);
      const known = this.#known.commands.find(({ id }) => id === result.id);
      const left = leftOf(known, result, keep);
      this.#remember(this.#asideIds.has(result.id) ? [] : [result.id], left === undefined ? [] : [left]);
      this.#parts.worked();
    } catch (error) {
      this.#parts.failed(error);
      this.#later();
    }
  }

  #later(): void {
    if (!this.#isLost && !this.#isClosed)
      this.#stopTimer ??= this.#parts.clock.after(AGAIN_MS, () => void this.#inTurn(() => this.#catchUp()));
  }

  /** Stores what could not be stored before. */
  async #catchUp(): Promise<void> {
    this.#stopTimer = undefined;
    const { below, worked } = this.#parts;
    try {
      for (const command of (await this.#aside.readOutbox()).commands) {
        await below.putCommand(command);
        // Aside it is forgotten, refused or not.
        await this.#aside.settleCommand({ type: "RES", id: command.id, status: "applied", at: 0 }, false);
        this.#remember([command.id], [command]);
      }
      for (const { result, keep } of this.#settled.values()) await this.#settleBelow(result, keep);
      for (const id of this.#claimed) {
        await below.claimCommand(id);
        this.#claimed.delete(id);
      }
      worked();
    } catch (error) {
      this.#parts.failed(error);
      this.#later();
    }
  }
}

/** Of an error of a storage. */
export const reasonOf = (error: unknown): StorageReason => (isFull(error) ? "full" : "failed");

/** No room: as browsers and as operating systems say it. */
export function isFull(error: unknown): boolean {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return name === "QuotaExceededError" || code === "ENOSPC" || code === "EDQUOT";
}
