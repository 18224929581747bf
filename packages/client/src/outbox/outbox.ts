// Commands until they are answered. Each is stored before it is sent, they are sent in the order of their ids (lanes.ts says which of them
// beside each other), by one client of a storage at a time, and what was answered is never sent again. Results are stored for a while, so that
// whichever client sent a command, the one that waits for it learns the result.
import type {
  ClientMessage,
  CommandArgs,
  CommandId,
  CommandName,
  CommandResult,
  ConflictChoice,
  ErrorBody,
  Runtime,
} from "@nomous/protocol";
import type { OutboxEntry, PendingCommand } from "../client.ts";
import { ClientError } from "../client-error.ts";
import type { Readable } from "../readable.ts";
import { Cell } from "../signal.ts";
import type { ClientStorage, StoredCommand } from "../storage/client-storage.ts";
import { soundFloor } from "../storage/sound-records.ts";
import { CommandIds, idAt, timeOf } from "./command-ids.ts";
import { CommandQueue } from "./command-queue.ts";
import { FirstSendings } from "./first-sendings.ts";
import { areOrdered, laneOf, sendable } from "./lanes.ts";
import { isFree, isWaiting, type Merging } from "./merging.ts";
import { Retries } from "./retries.ts";
import type { Tabs } from "./tabs.ts";
import { Turns } from "./turns.ts";
import { Waiters } from "./waiters.ts";

export interface OutboxOptions {
  readonly runtime: Runtime;
  readonly storage: ClientStorage;
  readonly tabs: Tabs;
  /** False when there is no connection: then nothing was sent. */
  readonly send: (message: ClientMessage) => boolean;
  readonly merging?: Merging;
}

/** The floor stays this far behind, so that no tab can be about to store an id below it … */
const FLOOR_MARGIN_MS = 600_000;
/** … and is not announced for less than this. */
const FLOOR_STEP_MS = 60_000;

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #ids: CommandIds;
  readonly #entries = new Cell<readonly OutboxEntry[]>([]);
  readonly #commands = new Cell<readonly StoredCommand[]>([]);
  readonly #queue: CommandQueue;
  /** On their way into the queue. */
  readonly #storing = new Map<CommandId, StoredCommand>();
  /** Under way over the present connection. */
  readonly #sent = new Map<CommandId, StoredCommand>();
  readonly #applied = new Set<CommandId>();
  /** Those that stood here when the present connection came, and what they were joined into: they were made without one. */
  #waited = new Set<CommandId>();
  readonly #first = new FirstSendings();
  readonly #waiters = new Waiters();
  readonly #retries: Retries;
  readonly #turns: Turns;
  /** Wakes whoever sends: something came, was answered, or never will be. */
  #wake: (() => void) | undefined;
  #isOnline = false;
  #isDraining = false;
  #isClosed = false;
  #stopListening: () => void = () => {};

  constructor(options: OutboxOptions) {
    const { runtime, storage, merging, tabs } = options;
    this.#options = options;
    this.#ids = new CommandIds(runtime);
    this.#queue = new CommandQueue({
      runtime,
      storage,
      ids: this.#ids,
      merging,
      claimed: (id) => this.#first.claimed(id),
      joined: (from, by) => {
        this.#joined(from, by);
        tabs.nudge();
      },
    });
    this.#retries = new Retries(runtime.clock, () => void this.#sendAgain());
    this.#turns = new Turns({
      clock: runtime.clock,
      tabs,
      oldest: () => this.#oldest(),
      isOnline: () => this.#isOnline,
    });
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
    return this.#queue.floor;
  }

  /** Whether the bridge applied it since this client was made, as far as this client was told. */
  wasApplied(id: CommandId): boolean {
    return this.#applied.has(id);
  }

  async load(): Promise<void> {
    await this.#refresh();
    this.#stopListening = this.#options.tabs.onNudge(() => void this.#nudged());
  }

  /** The command, while it waits or is kept. */
  find(id: CommandId): StoredCommand | undefined {
    return this.#queue.find(id);
  }

  /** The command, from when it was sent over the present connection until this one has answered; another tab may have been answered before. */
  sent(id: CommandId): StoredCommand | undefined {
    return this.#sent.get(id);
  }

  /** How a command ends that waits, or was refused and is sent again; it may have been queued by another tab, or another page before. */
  resultOf(id: CommandId): Promise<CommandResult> {
    return this.#waiters.add(id);
  }

  online(): void {
    this.#isOnline = true;
    this.#waited = new Set([...this.#queue.commands, ...this.#storing.values()].map(({ id }) => id));
    this.#queue.expire();
    if (this.#queue.hasRefused) this.#retries.now();
    this.#drain();
  }

  offline(): void {
    this.#isOnline = false;
    this.#sent.clear();
    this.#wake?.();
    this.#show();
  }

  put<Name extends CommandName>(name: Name, args: CommandArgs<Name>): PendingCommand {
    const id = this.#ids.next();
    // While there is a connection the command is sent as soon as it is stored: it is marked as sent in one go, unless it could be joined to
    // others while it waits for its turn.
    const command: StoredCommand = { id, name, args, maybeSent: this.#isOnline && !this.#mayBeJoined({ name, args }) };
    const result = this.resultOf(id);
    if (command.maybeSent) this.#first.claimed(id);
    this.#storing.set(id, command);
    this.#show();
    const stored = this.#store(command);
    stored.catch(() => {});
    return { id, stored, result };
  }

  /** The bridge answered. */
  async result(result: CommandResult): Promise<void> {
    const { id, error } = result;
    const command = this.find(id);
    const isFirst = this.#first.answered(id);
    if (command === undefined || !isWaiting(command)) return void this.#sent.delete(id);
    if (isFirst && (await this.#reissue(command, result))) return;
    await this.#queue.settle(result, isKept(command) && result.status !== "applied");
    this.#sent.delete(id);
    if (this.#mayPass(command.name, error)) this.#retries.later();
    else this.#settle(result);
    this.#changed();
    this.#wake?.();
  }

  /**
   * Somebody with the same key, a copy of this storage perhaps, has raised the floor over what waits here. It was sent once and not applied: so it
   * is sent again under an id above the floor. Edits are sent again anyway.
   */
  async #reissue({ name, args }: StoredCommand, result: CommandResult): Promise<boolean> {
    if (result.status !== "expired") return false;
    const floor = soundFloor(result.error?.details?.["floor"]);
    if (floor === "") return false;
    this.#ids.follow(floor);
    if (laneOf(this.#options.merging, { name, args }) !== undefined) return false;
    if (!(await this.#queue.reissue(result).catch(() => false))) return false;
    this.#sent.delete(result.id);
    this.#changed();
    this.#drain();
    return true;
  }

  async withdraw(id: CommandId): Promise<boolean> {
    if (!(await this.#queue.withdraw(id))) return false;
    this.#changed();
    this.#waiters.fail(id, new ClientError("withdrawn", "The command was taken back before it was sent."));
    return true;
  }

  async dismiss(id: CommandId): Promise<void> {
    await this.#queue.dismiss(id);
    this.#changed();
  }

  async close(): Promise<void> {
    this.offline();
    this.#isClosed = true;
    this.#stopListening();
    this.#turns.close();
    this.#retries.stop();
    await this.#queue.idle();
    const error = new ClientError("closed", "The client was closed; the command stays in the outbox.");
    for (const id of this.#waiters.ids) this.#waiters.fail(id, error);
  }

  async #store(command: StoredCommand): Promise<void> {
    const { id } = command;
    try {
      await this.#queue.keep(command);
    } catch (cause) {
      this.#storing.delete(id);
      this.#show();
      const error = new ClientError("storage-failed", "The command could not be stored here, so it is not sent.", {
        cause,
      });
      this.#waiters.fail(id, error);
      // Perhaps its id is below the floor: the next one will be above.
      void this.#nudged();
      throw error;
    }
    this.#storing.delete(id);
    this.#changed();
    this.#drain();
  }

  #mayBeJoined(command: Pick<StoredCommand, "name" | "args">): boolean {
    const { merging } = this.#options;
    if (laneOf(merging, command) === undefined) return false;
    return this.#commands.current().some((other) => isWaiting(other) && areOrdered(merging, other, command));
  }

  #mayPass(name: CommandName, error: ErrorBody | undefined): boolean {
    const { merging } = this.#options;
    return error !== undefined && merging?.name === name && merging.mayPass(error);
  }

  async #sendAgain(): Promise<void> {
    if (!this.#isOnline || this.#isClosed) return;
    try {
      await this.#queue.renew();
    } catch {
      // The storage does not answer now.
      this.#retries.later();
    }
    this.#changed();
    this.#drain();
  }

  #drain(): void {
    this.#wake?.();
    if (this.#isDraining || !this.#isOnline || this.#isClosed || this.#queue.waiting.length === 0) return;
    this.#isDraining = true;
    void this.#drainInTurn();
  }

  async #drainInTurn(): Promise<void> {
    try {
      await this.#turns.take(this.#queue.waiting[0]?.id, (lost) => this.#sendAll(lost));
      this.#isDraining = false;
      this.#drain();
    } catch {
      // The storage does not answer: the next command or connection tries again.
      this.#isDraining = false;
    }
  }

  async #sendAll(lost: AbortSignal): Promise<void> {
    const { merging } = this.#options;
    const wake = (): void => this.#wake?.();
    lost.addEventListener("abort", wake, { once: true });
    const mayGoOn = (): boolean => this.#isOnline && !this.#isClosed && !lost.aborted;
    while (mayGoOn()) {
      await this.#refresh();
      const { waiting } = this.#queue;
      if (waiting.length === 0 || !mayGoOn()) break;
      const next = sendable(merging, waiting, this.#sent);
      const claimed = next.filter(({ maybeSent }) => maybeSent);
      if (next.length === 0 || !claimed.every((command) => this.#send(command))) await this.#somethingNew();
      else await this.#queue.claim(next.filter(isFree));
    }
    lost.removeEventListener("abort", wake);
    if (mayGoOn()) await this.#announceFloor();
  }

  #send(command: StoredCommand): boolean {
    const { id, name, args } = command;
    const waited = this.#waited.has(id) && { waited: true };
    if (!this.#options.send({ type: "CMD", id, name, args, ...waited })) return false;
    this.#sent.set(id, command);
    this.#first.sent(id);
    this.#show();
    return true;
  }

  async #somethingNew(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }

  async #announceFloor(): Promise<void> {
    const { runtime, send } = this.#options;
    const to = idAt(Math.max(0, runtime.clock.now() - FLOOR_MARGIN_MS));
    if (timeOf(to) - timeOf(this.floor) < FLOOR_STEP_MS) return;
    await this.#queue.raiseFloor(to);
    // With a clock that was set back, others may be about to make ids below it.
    this.#options.tabs.nudge();
    send({ type: "FLOOR", outboxFloor: this.floor });
  }

  async #nudged(): Promise<void> {
    this.#queue.expire();
    // What a storage that does not answer now has is read with the next command or connection.
    await this.#refresh().catch(() => {});
    this.#drain();
  }

  async #oldest(): Promise<CommandId | undefined> {
    this.#queue.expire();
    await this.#refresh();
    return this.#queue.waiting[0]?.id;
  }

  /** Learns what other clients of this storage did, and the results that one of them was told. */
  async #refresh(): Promise<void> {
    if (!(await this.#queue.refresh())) return;
    this.#show();
    const isOpen = (id: CommandId): boolean => {
      const command = this.#storing.get(id) ?? this.find(id);
      return command !== undefined && (isWaiting(command) || this.#mayPass(command.name, command.refusal));
    };
    for (const id of this.#waiters.ids) {
      if (isOpen(id)) continue;
      const result = await this.#queue.resultOf(id);
      if (result !== undefined) this.#settle(result);
      else this.#waiters.fail(id, new ClientError("withdrawn", "The command was taken back in another tab."));
    }
  }

  /** The last of `by` does what is left of `from`. */
  #joined(from: readonly CommandId[], by: readonly CommandId[]): void {
    const last = by.at(-1);
    if (last !== undefined) this.#waiters.move(from, last);
    if (from.some((id) => this.#waited.has(id))) for (const id of by) this.#waited.add(id);
  }

  #settle(result: CommandResult): void {
    if (result.status === "applied") {
      this.#applied.add(result.id);
      this.#retries.reset();
    }
    this.#waiters.settle(result.id, result);
  }

  /** What is stored changed. */
  #changed(): void {
    this.#show();
    this.#options.tabs.nudge();
  }

  #show(): void {
    const commands = [...this.#queue.commands, ...this.#storing.values()];
    this.#commands.set(commands);
    this.#entries.set(
      commands
        .filter(isWaiting)
        .map(({ id, name, args }) => ({ id, name, args, at: timeOf(id), isSent: this.#sent.has(id) })),
    );
  }
}

/** Kept when it is refused, for what somebody wrote in it. */
const isKept = ({ name, args }: StoredCommand): boolean =>
  KEPT.has(name) ||
  (name === "document.resolve" &&
    (args as CommandArgs<"document.resolve">).choice === ("own" satisfies ConflictChoice));

const KEPT: ReadonlySet<CommandName> = new Set(["conversation.prompt", "document.edit"]);
