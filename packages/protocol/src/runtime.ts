// Time and randomness as ports: nothing in the house reads a clock or a generator that was not handed to it.

/** The part of `AbortSignal` that pure code may use; every `AbortSignal` is one. */
export interface Cancel {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Ends a timer that has not fired; harmless afterwards. */
export type StopTimer = () => void;

export interface Clock {
  /** Wall clock in milliseconds since the Unix epoch; may jump. */
  now(): number;
  /** Milliseconds that only grow, from an arbitrary start; for durations and deadlines. */
  elapsed(): number;
  /** Runs `fire` once after `ms` milliseconds. */
  after(ms: number, fire: () => void): StopTimer;
}

export interface Random {
  /** A uniformly distributed integer in [0, 2³²). */
  uint32(): number;
}

export interface Runtime {
  readonly clock: Clock;
  readonly random: Random;
}

/** Resolves after `ms`, or at once when `cancel` fires; the caller looks at `cancel.aborted`. */
export function sleep(clock: Clock, ms: number, cancel?: Cancel): Promise<void> {
  return new Promise((resolve) => {
    if (cancel?.aborted === true) return resolve();
    const wake = (): void => {
      stop();
      cancel?.removeEventListener("abort", wake);
      resolve();
    };
    const stop = clock.after(ms, wake);
    cancel?.addEventListener("abort", wake, { once: true });
  });
}
