// Joins one that gives with one that takes: what is given while nobody takes waits.

export class PartQueue<Part> {
  readonly #parts: Part[] = [];
  #wake: () => void = () => undefined;
  #ended: { readonly error?: Error } | undefined;

  give(part: Part): void {
    this.#parts.push(part);
    this.#wake();
  }

  /** With an error the taker gets it after the parts. Only the first end counts. */
  end(error?: Error): void {
    this.#ended ??= error === undefined ? {} : { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Part, void, void> {
    for (;;) {
      for (let part = this.#parts.shift(); part !== undefined; part = this.#parts.shift()) yield part;
      if (this.#ended?.error !== undefined) throw this.#ended.error;
      if (this.#ended !== undefined) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
