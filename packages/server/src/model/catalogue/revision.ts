// Tells those who look that the list of models changed, or what models do; as often as a person sees, not as often as tokens come.
import type { Clock, StopTimer } from "@nomous/protocol";
import type { ModelRuntime } from "../model-runtime.ts";

/** Ten times a second at most. */
const TELL_MS = 100;

export class Revision {
  readonly #clock: Clock;
  readonly #llama: ModelRuntime;
  readonly #watchers = new Set<() => void>();
  readonly #unwatch: StopTimer;
  #value = 1;
  #states = "[]";
  #toldAt = -Infinity;
  #stopTimer: StopTimer | undefined;

  constructor(clock: Clock, llama: ModelRuntime) {
    this.#clock = clock;
    this.#llama = llama;
    this.#unwatch = llama.watch(() => this.#tellSoon());
  }

  /** Goes up whenever the list changes, which has the state of each model in it. */
  get value(): number {
    const states = JSON.stringify(this.#llama.runs().map(({ model, state }) => [model, state]));
    if (states !== this.#states) this.#value += 1;
    this.#states = states;
    return this.#value;
  }

  /** The list changed. */
  raise(): void {
    this.#value += 1;
    this.#tellSoon();
  }

  watch(changed: () => void): StopTimer {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  close(): void {
    this.#unwatch();
    this.#stopTimer?.();
    this.#watchers.clear();
  }

  #tellSoon(): void {
    if (this.#stopTimer !== undefined) return;
    const wait = this.#toldAt + TELL_MS - this.#clock.elapsed();
    if (wait <= 0) this.#tell();
    else this.#stopTimer = this.#clock.after(wait, () => this.#tell());
  }

  #tell(): void {
    this.#stopTimer = undefined;
    this.#toldAt = this.#clock.elapsed();
    for (const changed of this.#watchers) changed();
  }
}
