import type { ClientError } from "../client-error.ts";

interface Wait {
  readonly isDone: () => boolean;
  readonly resolve: () => void;
  readonly reject: (error: ClientError) => void;
}

/** Promises of what becomes true at a change that somebody else tells of. */
export class Waits {
  #waits: Wait[] = [];

  until(isDone: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waits.push({ isDone, resolve, reject });
      this.look();
    });
  }

  /** Something changed. */
  look(): void {
    const waits = this.#waits;
    this.#waits = waits.filter(({ isDone }) => !isDone());
    for (const wait of waits) if (!this.#waits.includes(wait)) wait.resolve();
  }

  fail(error: ClientError): void {
    for (const { reject } of this.#waits.splice(0)) reject(error);
  }
}
