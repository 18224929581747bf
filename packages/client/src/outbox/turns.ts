// One client of a storage sends for all of them. It waits for its turn; from one that has the turn and gets no answer for 3 s it is taken: that
// one may be frozen, and would never give it back.
import type { Clock, CommandId, StopTimer } from "@nomous/protocol";
import type { Tabs } from "./tabs.ts";

const STEAL_MS = 3_000;

export interface TurnsParts {
  readonly clock: Clock;
  readonly tabs: Tabs;
  /** The oldest command that waits, as it is in the storage now. */
  readonly oldest: () => Promise<CommandId | undefined>;
  /** Whether a turn would be of use. */
  readonly isOnline: () => boolean;
}

export class Turns {
  readonly #parts: TurnsParts;
  #isClosed = false;
  #stopWatch: StopTimer | undefined;

  constructor(parts: TurnsParts) {
    this.#parts = parts;
  }

  /** Resolves when `task` is done; `lost` fires when the turn was taken away. */
  async take(oldest: CommandId | undefined, task: (lost: AbortSignal) => Promise<void>): Promise<void> {
    const { tabs } = this.#parts;
    let isStarted = false;
    const turn = async (lost: AbortSignal): Promise<void> => {
      if (isStarted) return;
      isStarted = true;
      this.#stopWatch?.();
      await task(lost);
    };
    const taken = new Promise<void>((resolve, reject) => {
      const takeOver = (): void => void tabs.exclusive(turn, true).then(resolve, reject);
      this.#watch(oldest, () => isStarted || this.#isClosed, takeOver);
    });
    // Whoever had the turn may never give it back: then ours ends with the one that was taken.
    await Promise.race([tabs.exclusive(turn), taken]);
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWatch?.();
  }

  /** Until `isOver`, calls `stuck` when the oldest command does not change for 3 s. */
  #watch(before: CommandId | undefined, isOver: () => boolean, stuck: () => void): void {
    const { clock, oldest, isOnline } = this.#parts;
    const look = async (): Promise<void> => {
      const now = await oldest().catch(() => undefined);
      if (isOver()) return;
      if (isOnline() && before !== undefined && now === before) stuck();
      else this.#watch(now, isOver, stuck);
    };
    this.#stopWatch?.();
    this.#stopWatch = clock.after(STEAL_MS, () => void look());
  }
}
