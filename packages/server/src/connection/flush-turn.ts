// Gathers what one turn of the event loop wants to send: each connection writes once, after everybody has said what there
// is. One task for all connections, and no closure for any of them.

export interface Flushable {
  flush(): void;
}

export class FlushTurn {
  #waiting: Flushable[] = [];

  /** The caller sees to it that it is added once until it is flushed. */
  add(one: Flushable): void {
    this.#waiting.push(one);
    if (this.#waiting.length === 1) queueMicrotask(this.#run);
  }

  readonly #run = (): void => {
    const due = this.#waiting;
    this.#waiting = [];
    for (const one of due) one.flush();
  };
}
