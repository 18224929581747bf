// Credit tells the bridge how many bytes were applied, so that it never sends more than this client can hold. It is given when half of a
// channel's credit is used up, and otherwise after 250 ms, unless it is so little that the channel does not miss it: where a few bytes come now
// and then, as edits of a document do, each frame would cost a message back. Little on many channels is much for the connection.
import type { ClientMessage, Clock, StopTimer } from "@nomous/protocol";
import { LIMITS } from "@nomous/protocol";

/** What a channel can do without. */
const LITTLE_BYTES = LIMITS.channelCredit / 16;
/** What a connection can do without. */
const MUCH_BYTES = LIMITS.connectionCredit / 4;

interface Debt {
  bytes: number;
  applied: number;
}

export class Credits {
  readonly #clock: Clock;
  readonly #send: (message: ClientMessage) => void;
  readonly #debts = new Map<number, Debt>();
  /** Of all debts. */
  #bytes = 0;
  #stop: StopTimer | undefined;

  constructor(clock: Clock, send: (message: ClientMessage) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** `bytes` of a channel, up to item `applied`, have been applied. */
  add(channel: number, bytes: number, applied: number): void {
    const debt = this.#debts.get(channel) ?? { bytes: 0, applied: 0 };
    debt.bytes += bytes;
    debt.applied = Math.max(debt.applied, applied);
    this.#debts.set(channel, debt);
    this.#bytes += bytes;
    if (this.#bytes >= MUCH_BYTES) this.giveAll();
    else if (debt.bytes >= LIMITS.channelCredit / 2) this.give(channel);
    else if (debt.bytes >= LITTLE_BYTES) this.#stop ??= this.#clock.after(LIMITS.creditMs, () => this.#giveMost());
  }

  give(channel: number): void {
    const debt = this.#debts.get(channel);
    if (debt === undefined) return;
    this.#debts.delete(channel);
    this.#bytes -= debt.bytes;
    this.#send({ type: "CREDIT", channel, bytes: debt.bytes, applied: debt.applied });
  }

  giveAll(): void {
    this.#stopTimer();
    for (const channel of this.#debts.keys()) this.give(channel);
  }

  /** The connection is gone, and its credit with it. */
  forget(): void {
    this.#stopTimer();
    this.#debts.clear();
    this.#bytes = 0;
  }

  #giveMost(): void {
    this.#stopTimer();
    for (const [channel, { bytes }] of this.#debts) if (bytes >= LITTLE_BYTES) this.give(channel);
  }

  #stopTimer(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
