import type { Cell } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";
import type { Duration } from "./duration.ts";
import type { Progress } from "./task-status.ts";

/** How long somebody thinks it takes. */
export interface Estimate extends Cell {
  /** Null when the text is no duration. */
  readonly duration: Duration | null;
}

/** A task as it is written. A field is null where the table or the item has no place for it; an empty one is there, with no text. */
export interface WrittenTask extends Span {
  readonly id: Cell | null;
  /** What is to be done, without the id. */
  readonly text: Cell;
  readonly afterField: Cell | null;
  readonly min: Estimate | null;
  readonly likely: Estimate | null;
  readonly max: Estimate | null;
  /** The one field that holds all of them, where they are not split into several. */
  readonly estimateField: Cell | null;
  /** How long it took. */
  readonly actual: Estimate | null;
  /** Who does it. */
  readonly who: Cell | null;
  readonly verify: Cell | null;
  readonly rollback: Cell | null;
  readonly status: Cell | null;
  /** What the status or the checkbox says; null when nothing does. */
  readonly progress: Progress | null;
  readonly isRow: boolean;
}

/** An id in After, with where it stands; for the ids inside a range, the range. */
export interface Predecessor extends Span {
  /** As the task that is meant writes it, else as it is written here. */
  readonly id: string;
  /** Whether there is a task of this id. */
  readonly isKnown: boolean;
}

export interface Task extends WrittenTask {
  readonly after: readonly Predecessor[];
}
