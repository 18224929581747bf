// Ids that sort in the order in which commands were made: a millisecond is used once, and the wall clock is not followed
// backwards, neither below an id of before nor below the floor that was announced.
import type { Clock, CommandId, Runtime } from "@nomous/protocol";
import { newCommandId, uuidv7 } from "@nomous/protocol";

/** The time in an id, milliseconds; 0 for "". */
export const timeOf = (id: string): number => Number.parseInt(`0${id.slice(0, 8)}${id.slice(9, 13)}`, 16);

const stoppedAt = (ms: number): Clock => ({ now: () => ms, elapsed: () => 0, after: () => () => {} });

/** The smallest id of a moment. */
export const idAt = (ms: number): string => uuidv7({ clock: stoppedAt(ms), random: { uint32: () => 0 } });

/** Another id that sorts directly behind `id`: no id of another millisecond lies between. */
export function idBehind(id: CommandId): CommandId {
  const last = (Number.parseInt(id.slice(-12), 16) + 1) % 2 ** 48;
  return (id.slice(0, -12) + last.toString(16).padStart(12, "0")) as CommandId;
}

export class CommandIds {
  readonly #runtime: Runtime;
  #lastMs = 0;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Ids to come are larger than this one. */
  follow(id: string): void {
    this.#lastMs = Math.max(this.#lastMs, timeOf(id));
  }

  next(): CommandId {
    const { clock, random } = this.#runtime;
    this.#lastMs = Math.max(clock.now(), this.#lastMs + 1);
    return newCommandId({ clock: stoppedAt(this.#lastMs), random });
  }
}
