// Time that passes only when a test says so. Timers fire in the order of their time, and of their making when the times
// are equal; between two timers everything that they set going comes to rest, so a run depends on nothing but its inputs.
import type { Clock, StopTimer } from "@nomous/protocol";

interface Timer {
  readonly at: number;
  readonly sequence: number;
  readonly fire: () => void;
  isStopped: boolean;
}

/** A `Clock` that a test moves by hand. */
export class FakeClock implements Clock {
  readonly #timers = new TimerHeap();
  readonly #held = new Set<Promise<unknown>>();
  #elapsed = 0;
  #wallOffset: number;
  #sequence = 0;
  #live = 0;

  constructor(startMs = 1_750_000_000_000) {
    this.#wallOffset = startMs;
  }

  /** Whole milliseconds, as those of `Date.now()`; `elapsed()` has fractions, as `performance.now()` does. */
  now(): number {
    return Math.floor(this.#wallOffset + this.#elapsed);
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, fire: () => void): StopTimer {
    const timer: Timer = { at: this.#elapsed + Math.max(0, ms), sequence: this.#sequence++, fire, isStopped: false };
    this.#timers.push(timer);
    this.#live += 1;
    return () => {
      if (timer.isStopped) return;
      timer.isStopped = true;
      this.#live -= 1;
    };
  }

  /** Moves the wall clock, as a user or NTP does; durations and timers do not notice. */
  jump(ms: number): void {
    this.#wallOffset += ms;
  }

  /** Time stands still while `work` that happens outside of it (a signature, a file) is under way. */
  hold<T>(work: Promise<T>): Promise<T> {
    this.#held.add(work);
    const release = (): void => void this.#held.delete(work);
    work.then(release, release);
    return work;
  }

  /** Timers that wait. */
  get timers(): number {
    return this.#live;
  }

  /** Lets `ms` milliseconds pass and runs what is due on the way. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsed + ms;
    await this.settle();
    while (this.#fireNext(until)) await this.settle();
    this.#elapsed = until;
    await this.settle();
  }

  /** Lets time pass until `isDone`; throws after `limitMs`, saying `what` did not happen. */
  async runUntil(isDone: () => boolean, what = "what was waited for", limitMs = 600_000): Promise<void> {
    const until = this.#elapsed + limitMs;
    await this.settle();
    while (!isDone()) {
      if (!this.#fireNext(until)) throw new Error(`${what} did not happen within ${limitMs} ms of fake time`);
      await this.settle();
    }
  }

  /** Waits, without time passing, until nothing more happens by itself. */
  async settle(): Promise<void> {
    do {
      while (this.#held.size > 0) await Promise.allSettled(this.#held);
      await nextTurn();
      await nextTurn();
    } while (this.#held.size > 0);
  }

  /** The leak check: whoever starts a timer stops it. */
  assertNoTimers(): void {
    if (this.#live > 0) throw new Error(`${this.#live} timers were left`);
  }

  #fireNext(until: number): boolean {
    for (;;) {
      const timer = this.#timers.peek();
      if (timer === undefined || timer.at > until) return false;
      this.#timers.pop();
      if (timer.isStopped) continue;
      timer.isStopped = true;
      this.#live -= 1;
      this.#elapsed = timer.at;
      timer.fire();
      return true;
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A binary heap, soonest first. */
class TimerHeap {
  readonly #items: Timer[] = [];

  peek(): Timer | undefined {
    return this.#items[0];
  }

  push(timer: Timer): void {
    const items = this.#items;
    let at = items.length;
    items.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent];
      if (above === undefined || !isBefore(timer, above)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = timer;
  }

  pop(): void {
    const items = this.#items;
    const last = items.pop();
    if (last === undefined || items.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let below = items[child];
      if (below === undefined) break;
      const right = items[child + 1];
      if (right !== undefined && isBefore(right, below)) {
        child += 1;
        below = right;
      }
      if (!isBefore(below, last)) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
