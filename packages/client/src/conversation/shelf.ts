// What was looked at is kept for when somebody comes back to it, but a page that stays open for weeks must not keep
// everything: beyond a number, those that nobody looks at are let go, oldest look first. Their copies stay in storage.

/** More than a person goes back and forth between, and than one screen looks at. */
export const SHELF_SIZE = 64;

interface Kept {
  readonly view: { readonly isHeld: boolean };
}

/** One object for each id, as long as somebody looks at it or it is among the last ones. */
export class Shelf<Id, One extends Kept> {
  readonly #kept = new Map<Id, One>();

  get(id: Id, make: () => One): One {
    const one = this.#kept.get(id) ?? make();
    // The map is in the order of the last looks.
    this.#kept.delete(id);
    this.#letGo();
    this.#kept.set(id, one);
    return one;
  }

  values(): Iterable<One> {
    return this.#kept.values();
  }

  #letGo(): void {
    for (const [id, { view }] of this.#kept) {
      if (this.#kept.size < SHELF_SIZE) return;
      if (!view.isHeld) this.#kept.delete(id);
    }
  }
}
