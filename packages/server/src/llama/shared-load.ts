// A load that several wait for. It goes on as long as one of them waits.
import type { EngineError } from "../engine/engine.ts";

export class SharedLoad {
  /** Resolves when nothing of it goes on any more, however it ended. */
  readonly over: Promise<void>;
  readonly #done: Promise<void>;
  readonly #abort = new AbortController();
  #waiting = 0;
  #isOver = false;
  /** Why it was ended by others than those who wait. */
  #stopped: EngineError | undefined;

  /** `work` ends without an error, and leaves nothing, soon after its signal fires. */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#done = work(this.#abort.signal);
    const over = (): void => void (this.#isOver = true);
    this.over = this.#done.then(over, over);
  }

  /** Resolves when it is loaded, or when `signal` fires; the last who goes ends the load. */
  async join(signal: AbortSignal): Promise<void> {
    this.#waiting += 1;
    const left = Promise.withResolvers<void>();
    const leave = (): void => left.resolve();
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    try {
      await Promise.race([this.#done, left.promise]);
      if (this.#stopped !== undefined && !signal.aborted) throw this.#stopped;
    } finally {
      signal.removeEventListener("abort", leave);
      this.#waiting -= 1;
      if (this.#waiting === 0 && !this.#isOver) this.#abort.abort();
    }
  }

  stop(why: EngineError): void {
    this.#stopped = why;
    this.#abort.abort();
  }
}
