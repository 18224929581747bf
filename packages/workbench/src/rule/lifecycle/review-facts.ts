/** What the lines beside a document say of it, beyond whether its approval holds. */
export interface ReviewFacts {
  /** Why the approval is what it is: who gave it, what changed since, what is missing. Whole sentences; empty: nothing to say. */
  readonly approval: string;
  /** Edits of several people that nobody has put together yet. */
  readonly conflicts: readonly OpenConflict[];
}

export interface OpenConflict {
  /** In the document, from 1; null: its line does not say. */
  readonly line: number | null;
  /** What it is about, a phrase; empty: its line does not say. */
  readonly about: string;
  /** Where it is written: `.nomous/reviews/a.md-1a2b3c4d.jsonl:3`. */
  readonly place: string;
}
