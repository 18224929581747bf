// Commands until they are answered. Each is stored before it is sent, they are sent one after the other in the order of
// their ids, by one client of a storage at a time, and what was answered is never sent again. Results are stored for a
// while, so that whichever client sent a command, the one that waits for it learns the result.
import type {
  ClientMessage,
  CommandArgs,
  CommandId,
  CommandName,
  CommandResult,
  ErrorBody,
  Runtime,
  StopTimer,
} from "@nomous/protocol";
import type { OutboxEntry, PendingCommand } from "../client.ts";
import { ClientError } from "../client-error.ts";
import type { Readable } from "../readable.ts";
import { Cell } from "../signal.ts";
import type { ClientStorage, StoredCommand } from "../storage/client-storage.ts";
import { CommandIds, idAt, idBehind, timeOf } from "./command-ids.ts";
import { freeRuns, isFree, isWaiting, type Merging, refusedRuns } from "./merging.ts";
import { Retries } from "./retries.ts";
import type { Tabs } from "./tabs.ts";

export interface OutboxOptions {
  readonly runtime: Runtime;
  readonly storage: ClientStorage;
  readonly tabs: Tabs;
  /** False when there is no connection: then nothing was sent. */
  readonly send: (message: ClientMessage) => boolean;
  readonly merging?: Merging;
}

/** A client that holds the others up for longer is taken for frozen. */
const STEAL_MS = 3_000;
/** The floor stays this far behind, so that no tab can be about to store an id below it … */
const FLOOR_MARGIN_MS = 600_000;
/** … and is not announced for less than this. */
const FLOOR_STEP_MS = 60_000;

interface Waiter {
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (error: ClientError) => void;
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #ids: CommandIds;
  readonly #entries = new Cell<readonly OutboxEntry[]>([]);
  readonly #commands = new Cell<readonly StoredCommand[]>([]);
  readonly #storing = new Map<CommandId, StoredCommand>();
  readonly #waiters = new Map<CommandId, Waiter[]>();
  readonly #sent = new Set<CommandId>();
  readonly #applied = new Set<CommandId>();
  /** Wakes the drain, when the command that it sent is answered or never will be. */
  #answered: (() => void) | undefined;
  #stored: readonly StoredCommand[] = [];
  #floor = "";
  #isOnline = false;
  #isDraining = false;
  #isClosed = false;
  #stopWatch: StopTimer | undefined;
  #stopListening: () => void = () => {};
  readonly #retries: Retries;
  /** Storage calls of this client happen one after the other, so that what is shown never goes back. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#ids = new CommandIds(options.runtime);
    this.#retries = new Retries(options.runtime.clock, () => void this.#sendAgain());
  }

  /** What waits, oldest first. */
  get entries(): Readable<readonly OutboxEntry[]> {
    return this.#entries;
  }

  /** What waits and what was refused, oldest first. */
  get commands(): Readable<readonly StoredCommand[]> {
    return this.#commands;
  }

  /** Everything below it has been answered. */
  get floor(): string {
    return this.#floor;
  }

  /** Whether the bridge applied it since this client was made, as far as this client was told. */
  wasApplied(id: CommandId): boolean {
    return this.#applied.has(id);
  }

  get #oldest(): CommandId | undefined {
    return this.#stored.find(isWaiting)?.id;
  }

  async load(): Promise<void> {
    await this.#refresh();
    this.#stopListening = this.#options.tabs.onNudge(() => void this.#nudged());
  }

  /** The command, while it waits or is kept. */
  find(id: CommandId): StoredCommand | undefined {
    return this.#stored.find((command) => command.id === id);
  }

  /** How a command ends that waits, or was refused and is sent again; it may have been queued by another tab, or another page before. */
  resultOf(id: CommandId): Promise<CommandResult> {
    const { promise, resolve, reject } = Promise.withResolvers<CommandResult>();
    promise.catch(() => {});
    this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), { resolve, reject }]);
    return promise;
  }

  online(): void {
    this.#isOnline = true;
    if (this.#refused().length > 0) this.#retries.now();
    this.#drain();
  }

  offline(): void {
    this.#isOnline = false;
    this.#sent.clear();
    this.#answered?.();
    this.#show();
  }

  put<Name extends CommandName>(name: Name, args: CommandArgs<Name>): PendingCommand {
    const id = this.#ids.next();
    // While there is a connection the command is sent as soon as it is stored: it is marked as sent in one go, unless it could be joined to
    // others while it waits for its turn.
    const mayBeJoined = name === this.#options.merging?.name && this.#commands.current().some(isWaiting);
    const command: StoredCommand = { id, name, args, maybeSent: this.#isOnline && !mayBeJoined };
    const result = this.resultOf(id);
    this.#storing.set(id, command);
    this.#show();
    const stored = this.#store(command);
    stored.catch(() => {});
    return { id, stored, result };
  }

  /** The bridge answered. */
  async result(result: CommandResult): Promise<void> {
    const command = this.find(result.id);
    if (command === undefined || command.refusal !== undefined) return;
    const keep = KEPT.has(command.name) && result.status !== "applied";
    // A result that cannot be stored is the result all the same; the bridge would answer a repetition with it.
    await this.#inTurn(() => this.#options.storage.settleCommand(result, keep)).catch(() => {});
    if (result.status === "applied") this.#applied.add(result.id);
    const kept = keep && result.error !== undefined ? [{ ...command, refusal: result.error }] : [];
    this.#stored = this.#stored.flatMap((other) => (other.id === result.id ? kept : [other]));
    this.#sent.delete(result.id);
    this.#show();
    this.#options.tabs.nudge();
    if (!this.#mayPass(command.name, result.error)) this.#settle(result.id, result);
    else this.#retries.later();
    this.#answered?.();
  }

  async withdraw(id: CommandId): Promise<boolean> {
    const isWithdrawn = await this.#inTurn(() => this.#options.storage.withdrawCommand(id));
    if (!isWithdrawn) return false;
    this.#forget(id);
    this.#fail(id, new ClientError("withdrawn", "The command was taken back before it was sent."));
    return true;
  }

  async dismiss(id: CommandId): Promise<void> {
    await this.#inTurn(() => this.#options.storage.dismissCommand(id));
    this.#forget(id);
  }

  async close(): Promise<void> {
    this.offline();
    this.#isClosed = true;
    this.#stopListening();
    this.#stopWatch?.();
    this.#retries.stop();
    await this.#queue;
    const error = new ClientError("closed", "The client was closed; the command stays in the outbox.");
    for (const id of this.#waiters.keys()) this.#fail(id, error);
  }

  async #store(command: StoredCommand): Promise<void> {
    const { id } = command;
    try {
      await this.#inTurn(() => this.#keep(command));
    } catch (cause) {
      this.#storing.delete(id);
      this.#show();
      const error = new ClientError("storage-failed", "The command could not be stored here, so it is not sent.", {
        cause,
      });
      this.#fail(id, error);
      throw error;
    }
    this.#storing.delete(id);
    this.#show();
    this.#options.tabs.nudge();
    this.#drain();
  }

  /** Joined to the last one that waits where that is possible, else behind it. */
  async #keep(command: StoredCommand): Promise<void> {
    const { storage, merging } = this.#options;
    const last = this.#stored.findLast(isWaiting);
    if (merging !== undefined && last !== undefined && isFree(last) && isFree(command)) {
      const run = freeRuns(merging, [last, command]).flat();
      if (run.length > 1 && merging.isSmall(last.args)) {
        // What cannot be joined now waits as it is.
        const [args, more] = await merging.merge([last.args, command.args]).catch((): unknown[] => []);
        if (args !== undefined && more === undefined && (await this.#replace([last], [{ ...command, args }]))) return;
      }
    }
    await storage.putCommand(command);
    this.#stored = [...this.#stored, command];
  }

  /** In the midst of a storage turn. Who waited for one that is replaced waits for the last that takes its place. */
  async #replace(old: readonly StoredCommand[], by: readonly StoredCommand[]): Promise<boolean> {
    const ids = old.map(({ id }) => id);
    if (!(await this.#options.storage.replaceCommands(ids, by))) return false;
    this.#stored = [...this.#stored.filter(({ id }) => !ids.includes(id)), ...by].toSorted(byId);
    const to = by.at(-1)?.id;
    for (const id of ids) {
      const waiters = this.#waiters.get(id);
      this.#waiters.delete(id);
      if (to !== undefined && waiters !== undefined)
        this.#waiters.set(to, [...(this.#waiters.get(to) ?? []), ...waiters]);
    }
    return true;
  }

  /** Puts what a run of commands comes to in its place, with new ids; before those that came after it, where it has not been sent before. */
  async #shrink(merging: Merging, run: readonly StoredCommand[], isAnew: boolean): Promise<void> {
    const merged = await merging.merge(run.map(({ args }) => args));
    if (!isAnew && merged.length >= run.length) return;
    const last = run.at(-1);
    let id = last !== undefined && isFree(last) ? idBehind(last.id) : this.#ids.next();
    const by = merged.map((args) => {
      const command: StoredCommand = { id, name: merging.name, args, maybeSent: false };
      id = idBehind(id);
      return command;
    });
    await this.#replace(run, by);
  }

  /** Makes what waits fewer, before it is sent. */
  async #mergeWaiting(): Promise<void> {
    const { merging } = this.#options;
    if (merging === undefined || freeRuns(merging, this.#stored).length === 0) return;
    const merged = this.#inTurn(async () => {
      for (const run of freeRuns(merging, this.#stored)) await this.#shrink(merging, run, false);
    });
    // Those that cannot be joined now are sent as they are: they do the same.
    await merged.catch(() => {});
    this.#show();
    this.#options.tabs.nudge();
  }

  #refused(): StoredCommand[][] {
    const { merging } = this.#options;
    return merging === undefined ? [] : refusedRuns(merging, this.#stored);
  }

  #mayPass(name: CommandName, error: ErrorBody | undefined): boolean {
    const { merging } = this.#options;
    return error !== undefined && merging?.name === name && merging.mayPass(error);
  }

  async #sendAgain(): Promise<void> {
    const { merging } = this.#options;
    if (merging === undefined || !this.#isOnline || this.#isClosed) return;
    try {
      await this.#inTurn(async () => {
        for (const run of this.#refused()) await this.#shrink(merging, run, true);
      });
    } catch {
      // The storage does not answer now.
      this.#retries.later();
    }
    this.#show();
    this.#options.tabs.nudge();
    this.#drain();
  }

  #drain(): void {
    if (this.#isDraining || !this.#isOnline || this.#isClosed || !this.#stored.some(isWaiting)) return;
    this.#isDraining = true;
    void this.#drainAlone();
  }

  /** Waits for its turn among the clients of this storage; from one that answers nothing for 3 s it is taken. */
  async #drainAlone(): Promise<void> {
    const { tabs } = this.#options;
    let isStarted = false;
    const turn = async (lost: AbortSignal): Promise<void> => {
      if (isStarted) return;
      isStarted = true;
      this.#stopWatch?.();
      await this.#sendAll(lost);
    };
    const taken = new Promise<void>((resolve, reject) => {
      const takeOver = (): void => void tabs.exclusive(turn, true).then(resolve, reject);
      this.#watch(() => isStarted || this.#isClosed, takeOver);
    });
    try {
      // Whoever had the turn may never give it back: then ours ends with the one that was taken.
      await Promise.race([tabs.exclusive(turn), taken]);
      this.#isDraining = false;
      this.#drain();
    } catch {
      // The storage does not answer: the next command or connection tries again.
      this.#isDraining = false;
    }
  }

  /** Until `isOver`, calls `stuck` when the oldest command does not change for 3 s. */
  #watch(isOver: () => boolean, stuck: () => void): void {
    const oldest = this.#oldest;
    const look = async (): Promise<void> => {
      await this.#refresh().catch(() => {});
      if (isOver()) return;
      if (this.#isOnline && oldest !== undefined && this.#oldest === oldest) stuck();
      else this.#watch(isOver, stuck);
    };
    this.#stopWatch?.();
    this.#stopWatch = this.#options.runtime.clock.after(STEAL_MS, () => void look());
  }

  async #sendAll(lost: AbortSignal): Promise<void> {
    const stop = (): void => this.#answered?.();
    lost.addEventListener("abort", stop, { once: true });
    const mayGoOn = (): boolean => this.#isOnline && !this.#isClosed && !lost.aborted;
    while (mayGoOn()) {
      await this.#refresh();
      await this.#mergeWaiting();
      const waiting = this.#stored.filter(isWaiting);
      if (waiting.length === 0) break;
      for (const command of waiting) if (mayGoOn()) await this.#sendOne(command);
    }
    lost.removeEventListener("abort", stop);
    if (mayGoOn()) await this.#announceFloor();
  }

  async #sendOne({ id, name, args, maybeSent }: StoredCommand): Promise<void> {
    const { storage, send } = this.#options;
    if (!maybeSent && !(await this.#inTurn(() => storage.claimCommand(id)))) return this.#refresh();
    if (!this.#stored.some((other) => other.id === id && isWaiting(other))) return;
    const answered = new Promise<void>((resolve) => {
      this.#answered = resolve;
    });
    if (!send({ type: "CMD", id, name, args })) return;
    this.#sent.add(id);
    this.#show();
    await answered;
  }

  async #announceFloor(): Promise<void> {
    const { runtime, storage, send } = this.#options;
    const to = idAt(Math.max(0, runtime.clock.now() - FLOOR_MARGIN_MS));
    if (timeOf(to) - timeOf(this.#floor) < FLOOR_STEP_MS) return;
    this.#floor = await this.#inTurn(() => storage.raiseFloor(to));
    send({ type: "FLOOR", outboxFloor: this.#floor });
  }

  async #nudged(): Promise<void> {
    await this.#refresh();
    this.#drain();
  }

  /** Reads what other clients of this storage did, and learns the results that one of them was told. */
  async #refresh(): Promise<void> {
    const { storage } = this.#options;
    const { commands, floor } = await this.#inTurn(() => storage.readOutbox());
    this.#stored = commands;
    this.#floor = floor;
    this.#ids.follow(commands.at(-1)?.id ?? floor);
    this.#ids.follow(floor);
    this.#show();
    const waiting = new Set(
      commands
        .filter((command) => isWaiting(command) || this.#mayPass(command.name, command.refusal))
        .map(({ id }) => id),
    );
    for (const id of this.#waiters.keys()) {
      if (waiting.has(id) || this.#storing.has(id)) continue;
      const result = await this.#inTurn(() => storage.readResult(id));
      if (result?.status === "applied") this.#applied.add(id);
      if (result !== undefined) this.#settle(id, result);
      else this.#fail(id, new ClientError("withdrawn", "The command was taken back in another tab."));
    }
  }

  #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(call);
    this.#queue = turn.catch(() => {});
    return turn;
  }

  #forget(id: CommandId): void {
    this.#stored = this.#stored.filter((command) => command.id !== id);
    this.#show();
    this.#options.tabs.nudge();
  }

  #settle(id: CommandId, result: CommandResult): void {
    for (const { resolve } of this.#waiters.get(id) ?? []) resolve(result);
    this.#waiters.delete(id);
    if (result.status === "applied") this.#retries.reset();
  }

  #fail(id: CommandId, error: ClientError): void {
    for (const { reject } of this.#waiters.get(id) ?? []) reject(error);
    this.#waiters.delete(id);
  }

  #show(): void {
    const commands = [...this.#stored, ...this.#storing.values()];
    this.#commands.set(commands);
    this.#entries.set(
      commands
        .filter(isWaiting)
        .map(({ id, name, args }) => ({ id, name, args, at: timeOf(id), isSent: this.#sent.has(id) })),
    );
  }
}

/** Kept when they are refused, for what is in them. */
const KEPT: ReadonlySet<CommandName> = new Set(["conversation.prompt", "document.edit"]);

const byId = (a: StoredCommand, b: StoredCommand): number => (a.id < b.id ? -1 : 1);
