import type { Clock, StopTimer } from "@nomous/protocol";
import type { Readable } from "./readable.ts";

/** A list of listeners. */
export class Signal {
  readonly #listeners = new Set<() => void>();

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(listener: () => void): () => void {
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  emit(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** A `Readable` that is set from outside. */
export class Cell<T> implements Readable<T> {
  #value: T;
  readonly #signal = new Signal();

  constructor(value: T) {
    this.#value = value;
  }

  current(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#signal.emit();
  }

  subscribe(listener: () => void): () => void {
    return this.#signal.subscribe(listener);
  }
}

/** One notification a frame is all that a screen can show: the first at once, those that follow closely together. */
const FRAME_MS = 16;

/** Calls `fire` after `touch`, at most once in `ms`: the first at once. */
export class Throttle {
  readonly #clock: Clock;
  readonly #fire: () => void;
  readonly #ms: number;
  #firedAt = -Infinity;
  #stop: StopTimer | undefined;

  constructor(clock: Clock, fire: () => void, ms = FRAME_MS) {
    this.#clock = clock;
    this.#fire = fire;
    this.#ms = ms;
  }

  touch(): void {
    if (this.#stop !== undefined) return;
    const wait = this.#firedAt + this.#ms - this.#clock.elapsed();
    if (wait <= 0) this.#run();
    else this.#stop = this.#clock.after(wait, () => this.#run());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #run(): void {
    this.#stop = undefined;
    this.#firedAt = this.#clock.elapsed();
    this.#fire();
  }
}
