/** What the lines beside a document say of it, beyond whether its approval holds. */
export interface ReviewFacts {
  /** Why the approval is what it is: who gave it, what changed since, what is missing. Whole sentences; empty: nothing to say. */
  readonly approval: string;
  /** Edits of several people that nobody has put together yet. */
  readonly conflicts: readonly OpenConflict[];
}

export interface OpenConflict {
  /** In the document when they met, from 1; null: its line does not say. */
  readonly line: number | null;
  /** What it is about, a phrase; empty: its line does not say. */
  readonly about: string;
  /** Where it is written: `.nomous/reviews/a.md-1a2b3c4d.jsonl:3`. */
  readonly place: string;
  /** Empty: its line has none that a person could type. */
  readonly id: string;
  /** `overlap`, `adjacent`, `delete`, `move` or `structure`; empty: its line does not say. */
  readonly kind: string;
  /** Who wrote each side, the one that came back first; null: its line does not say. */
  readonly people: readonly [mine: string, theirs: string] | null;
  /** The lines that stood there once they had met; empty: none, or its line does not say. */
  readonly merged: string;
}
