// Who is at one document. It is shown while somebody reads it, at once and then at most every 30 ms: cursors move with each key.
import { type Clock, LIMITS, type Presence, type StopTimer } from "@nomous/protocol";

export class LobbyRoom {
  /** By connection, in the order in which they came. */
  readonly people = new Map<string, Presence>();
  isRead = false;
  readonly #clock: Clock;
  readonly #show: () => void;
  #stop: StopTimer | undefined;
  #isDue = false;

  constructor(clock: Clock, show: () => void) {
    this.#clock = clock;
    this.#show = show;
  }

  get isEmpty(): boolean {
    return this.people.size === 0 && !this.isRead;
  }

  changed(): void {
    if (!this.isRead) return;
    this.#isDue = this.#stop !== undefined;
    if (this.#isDue) return;
    this.#show();
    this.#stop = this.#clock.after(LIMITS.roomMs, () => {
      this.#stop = undefined;
      if (this.#isDue) this.changed();
    });
  }

  /** Nobody reads it any more. */
  rest(): void {
    this.isRead = false;
    this.#stop?.();
    this.#stop = undefined;
  }
}
