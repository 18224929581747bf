// The commands of a storage as one client of it knows them. Its calls happen one after the other, so that what is known never goes back; what
// other clients did is read when they tell of it, and once in a while for those that died before they could.
import type { CommandId, CommandResult, Runtime } from "@nomous/protocol";
import type { ClientStorage, StoredCommand } from "../storage/client-storage.ts";
import { type CommandIds, idBehind } from "./command-ids.ts";
import { areOrdered } from "./lanes.ts";
import { freeRuns, isFree, isWaiting, type Merging, refusedRuns } from "./merging.ts";

const FRESH_MS = 1_000;

export interface CommandQueueParts {
  readonly runtime: Runtime;
  readonly storage: ClientStorage;
  readonly ids: CommandIds;
  readonly merging: Merging | undefined;
  /** Nobody sent it before, and nobody else will. */
  readonly claimed: (id: CommandId) => void;
  /** `by` do what `from` would have done, and the last of them the last of it. */
  readonly joined: (from: readonly CommandId[], by: readonly CommandId[]) => void;
}

export class CommandQueue {
  readonly #parts: CommandQueueParts;
  #commands: readonly StoredCommand[] = [];
  #floor = "";
  /** `Clock.elapsed()` until which what is known is taken for what is stored. */
  #freshUntil = -Infinity;
  #turns: Promise<unknown> = Promise.resolve();

  constructor(parts: CommandQueueParts) {
    this.#parts = parts;
  }

  /** What waits and what was refused, oldest first. */
  get commands(): readonly StoredCommand[] {
    return this.#commands;
  }

  get waiting(): readonly StoredCommand[] {
    return this.#commands.filter(isWaiting);
  }

  /** Everything below it has been answered. */
  get floor(): string {
    return this.#floor;
  }

  /** Some were refused, and doing what they say again may help. */
  get hasRefused(): boolean {
    return this.#refused().length > 0;
  }

  find(id: CommandId): StoredCommand | undefined {
    return this.#commands.find((command) => command.id === id);
  }

  /** Somebody else may have changed the storage. */
  expire(): void {
    this.#freshUntil = -Infinity;
  }

  /** Reads what others did, unless it is known; true when it was read. */
  async refresh(): Promise<boolean> {
    const { runtime, storage, ids } = this.#parts;
    const isFresh = (): boolean => runtime.clock.elapsed() < this.#freshUntil;
    if (isFresh()) return false;
    return this.#inTurn(async () => {
      if (isFresh()) return false;
      // Who tells of a change from here on has it read once more.
      this.#freshUntil = runtime.clock.elapsed() + FRESH_MS;
      const { commands, floor } = await storage.readOutbox();
      this.#commands = commands;
      this.#floor = floor;
      ids.follow(commands.at(-1)?.id ?? floor);
      ids.follow(floor);
      return true;
    });
  }

  /** Stores a command: joined to the one before it where that is possible, else behind all. */
  keep(command: StoredCommand): Promise<void> {
    return this.#inTurn(async () => {
      if (await this.#join(command)) return;
      await this.#parts.storage.putCommand(command);
      this.#commands = [...this.#commands, command].toSorted(byId);
    });
  }

  /** Makes each of these one with what follows it in its lane, and nobody's to take back. */
  async claim(next: readonly StoredCommand[]): Promise<void> {
    for (const { id } of next)
      await this.#inTurn(async () => {
        const command = this.find(id);
        if (command === undefined || !isFree(command) || (await this.#joinFollowing(command))) return;
        if (await this.#parts.storage.claimCommand(id)) {
          this.#commands = this.#commands.map((other) => (other.id === id ? { ...other, maybeSent: true } : other));
          this.#parts.claimed(id);
        } else this.expire();
      });
  }

  /** Puts new commands in the place of those that were refused and may pass. */
  renew(): Promise<void> {
    return this.#inTurn(async () => {
      const { merging } = this.#parts;
      for (const run of this.#refused()) if (merging !== undefined) await this.#shrink(merging, run, "refused");
    });
  }

  /** The bridge has answered. A result that cannot be stored is the result all the same: the bridge would answer a repetition with it. */
  settle(result: CommandResult, keep: boolean): Promise<void> {
    const { id, error } = result;
    return this.#inTurn(async () => {
      await this.#parts.storage.settleCommand(result, keep).catch(() => {});
      this.#commands = this.#commands.flatMap((command) => {
        if (command.id !== id) return command;
        return keep && error !== undefined ? { ...command, refusal: error } : [];
      });
    });
  }

  /**
   * The bridge will not take a command under its id, and never applied it: it gets a new one, and what waits behind it and was never sent gets new
   * ones behind that. False when somebody else has it now.
   */
  reissue(result: CommandResult): Promise<boolean> {
    return this.#inTurn(async () => {
      const command = this.find(result.id);
      if (command === undefined || !isWaiting(command)) return false;
      // Nobody sends it meanwhile.
      await this.#parts.storage.settleCommand(result, true);
      const behind = this.#commands.filter((other) => other.id > command.id && isFree(other));
      return (await this.#rename([command, ...behind])) || this.#rename([command]);
    });
  }

  resultOf(id: CommandId): Promise<CommandResult | undefined> {
    return this.#inTurn(() => this.#parts.storage.readResult(id));
  }

  /** False when it may have been sent. */
  withdraw(id: CommandId): Promise<boolean> {
    return this.#inTurn(async () => {
      const isWithdrawn = await this.#parts.storage.withdrawCommand(id);
      if (isWithdrawn) this.#forget(id);
      return isWithdrawn;
    });
  }

  dismiss(id: CommandId): Promise<void> {
    return this.#inTurn(async () => {
      await this.#parts.storage.dismissCommand(id);
      this.#forget(id);
    });
  }

  raiseFloor(to: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#floor = await this.#parts.storage.raiseFloor(to);
      this.#parts.ids.follow(this.#floor);
    });
  }

  /** Resolves when no call is under way any more. */
  async idle(): Promise<void> {
    await this.#turns;
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(call);
    this.#turns = turn.catch(() => {});
    return turn;
  }

  #forget(id: CommandId): void {
    this.#commands = this.#commands.filter((command) => command.id !== id);
  }

  #refused(): StoredCommand[][] {
    const { merging } = this.#parts;
    return merging === undefined ? [] : refusedRuns(merging, this.#commands);
  }

  /** Those that cannot be joined now wait as they are. */
  async #join(command: StoredCommand): Promise<boolean> {
    const { merging } = this.#parts;
    const last = this.#commands.findLast((other) => isWaiting(other) && areOrdered(merging, other, command));
    if (merging === undefined || last === undefined) return false;
    const [run] = freeRuns(merging, [last, command]);
    if (run === undefined || !merging.isSmall(last.args)) return false;
    const [args, more] = await merging.merge([last.args, command.args]).catch((): unknown[] => []);
    return args !== undefined && more === undefined && this.#replace([last], [{ ...command, args }]);
  }

  /** Those that cannot be joined now are sent as they are: they do the same. */
  async #joinFollowing({ id }: StoredCommand): Promise<boolean> {
    const { merging } = this.#parts;
    if (merging === undefined) return false;
    const run = freeRuns(merging, this.#commands).find(([first]) => first?.id === id);
    return run !== undefined && this.#shrink(merging, run, "to send").catch(() => false);
  }

  /** Puts what a run comes to in its place, with new ids; before those that came after it, where it has not been sent before. */
  async #shrink(merging: Merging, run: readonly StoredCommand[], why: "to send" | "refused"): Promise<boolean> {
    const merged = await merging.merge(run.map(({ args }) => args));
    if (why === "to send" && merged.length >= run.length) return false;
    const last = run.at(-1);
    let id = last !== undefined && isFree(last) ? idBehind(last.id) : this.#parts.ids.next();
    const by = merged.map((args, at) => {
      const command: StoredCommand = { id, name: merging.name, args, maybeSent: why === "to send" && at === 0 };
      id = idBehind(id);
      return command;
    });
    return this.#replace(run, by);
  }

  async #rename(old: readonly StoredCommand[]): Promise<boolean> {
    const { storage, ids, joined } = this.#parts;
    const by = old.map(({ name, args }): StoredCommand => ({ id: ids.next(), name, args, maybeSent: false }));
    const oldIds = old.map(({ id }) => id);
    if (!(await storage.replaceCommands(oldIds, by))) {
      this.expire();
      return false;
    }
    this.#commands = [...this.#commands.filter(({ id }) => !oldIds.includes(id)), ...by].toSorted(byId);
    for (const [n, { id }] of by.entries()) joined(oldIds.slice(n, n + 1), [id]);
    return true;
  }

  async #replace(old: readonly StoredCommand[], by: readonly StoredCommand[]): Promise<boolean> {
    const ids = old.map(({ id }) => id);
    if (!(await this.#parts.storage.replaceCommands(ids, by))) {
      this.expire();
      return false;
    }
    this.#commands = [...this.#commands.filter(({ id }) => !ids.includes(id)), ...by].toSorted(byId);
    this.#parts.joined(
      ids,
      by.map(({ id }) => id),
    );
    return true;
  }
}

const byId = (a: StoredCommand, b: StoredCommand): number => (a.id < b.id ? -1 : 1);
