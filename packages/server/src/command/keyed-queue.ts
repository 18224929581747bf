// Tasks that share a key run one after the other, in the order in which they came; all others run at once. Taking a
// place in the queue is synchronous, so the order of calls is the order of decisions.

/** An asynchronous lock for each key. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<void>>();

  run<T>(keys: readonly string[], task: () => Promise<T>): Promise<T> {
    const before = keys.map((key) => this.#tails.get(key)).filter((tail) => tail !== undefined);
    const result = before.length === 0 ? task() : Promise.all(before).then(task);
    const release = (): void => {
      for (const key of keys) if (this.#tails.get(key) === tail) this.#tails.delete(key);
    };
    const tail = result.then(release, release);
    for (const key of keys) this.#tails.set(key, tail);
    return result;
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
  }
}
