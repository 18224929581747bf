// Credit tells the bridge how many bytes were applied, so that it never sends more than this client can hold. It is
// given when half of a channel's credit is used up, and otherwise after 250 ms.
import type { ClientMessage, Clock, StopTimer } from "@nomous/protocol";
import { LIMITS } from "@nomous/protocol";

interface Debt {
  bytes: number;
  applied: number;
}

export class Credits {
  readonly #clock: Clock;
  readonly #send: (message: ClientMessage) => void;
  readonly #debts = new Map<number, Debt>();
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
    if (debt.bytes >= LIMITS.channelCredit / 2) this.give(channel);
    else this.#stop ??= this.#clock.after(LIMITS.creditMs, () => this.giveAll());
  }

  give(channel: number): void {
    const debt = this.#debts.get(channel);
    if (debt === undefined) return;
    this.#debts.delete(channel);
    this.#send({ type: "CREDIT", channel, bytes: debt.bytes, applied: debt.applied });
  }

  giveAll(): void {
    this.#stop?.();
    this.#stop = undefined;
    for (const channel of this.#debts.keys()) this.give(channel);
  }

  /** The connection is gone, and its credit with it. */
  forget(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#debts.clear();
  }
}
