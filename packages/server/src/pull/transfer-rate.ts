import type { Clock } from "@nomous/protocol";

const WINDOW_MS = 5_000;
const STEP_MS = 100;

/** Bytes per second over the last five seconds. */
export class TransferRate {
  readonly #clock: Clock;
  readonly #marks: { readonly at: number; readonly bytes: number }[];

  constructor(clock: Clock, bytes: number) {
    this.#clock = clock;
    this.#marks = [{ at: clock.elapsed(), bytes }];
  }

  /** The rate, when it is time to tell it again: ten times a second at most. */
  mark(bytes: number): number | undefined {
    const at = this.#clock.elapsed();
    const last = this.#marks.at(-1);
    if (last !== undefined && at - last.at < STEP_MS) return undefined;
    this.#marks.push({ at, bytes });
    while (at - (this.#marks[1]?.at ?? at) >= WINDOW_MS) this.#marks.shift();
    const [first] = this.#marks;
    return first === undefined || at === first.at ? 0 : ((bytes - first.bytes) * 1_000) / (at - first.at);
  }
}
