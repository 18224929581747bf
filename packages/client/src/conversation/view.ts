// What a screen shows of something that changes often: computed when looked at, and never more than once a frame.
import type { Clock } from "@nomous/protocol";
import type { Readable } from "../readable.ts";
import { Signal, Throttle } from "../signal.ts";

export interface ViewParts<T> {
  readonly clock: Clock;
  /** Returns `before` when nothing changed. */
  compute(before: T | undefined): T;
  /** Somebody looks: keep it up to date until the returned function is called. */
  hold(): () => void;
}

export class View<T> implements Readable<T> {
  readonly #parts: ViewParts<T>;
  readonly #signal = new Signal();
  readonly #throttle: Throttle;
  #value: T | undefined;
  #isStale = true;
  #release: (() => void) | undefined;

  constructor(parts: ViewParts<T>) {
    this.#parts = parts;
    this.#throttle = new Throttle(parts.clock, () => {
      const before = this.#value;
      this.#isStale = true;
      if (this.current() !== before) this.#signal.emit();
    });
  }

  /** Whether somebody looks. */
  get isHeld(): boolean {
    return this.#release !== undefined;
  }

  /** What it is computed from changed. */
  touch(): void {
    if (this.#signal.isHeard) this.#throttle.touch();
    else this.#isStale = true;
  }

  current(): T {
    if (this.#value === undefined || this.#isStale) this.#value = this.#parts.compute(this.#value);
    this.#isStale = false;
    return this.#value;
  }

  subscribe(listener: () => void): () => void {
    const stop = this.#signal.subscribe(listener);
    this.#release ??= this.#parts.hold();
    return () => {
      stop();
      if (this.#signal.isHeard) return;
      this.#throttle.stop();
      this.#isStale = true;
      this.#release?.();
      this.#release = undefined;
    };
  }
}
