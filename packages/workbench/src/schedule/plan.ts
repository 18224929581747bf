// A plan as data: what schedules are computed from. Durations are hours of work, 8 a day and 5 days a week (`task/duration.ts`).
import type { Span } from "../text/span.ts";

/** Where a task stands. `not-verified`: somebody says it is done, and nothing shows it. */
export type TaskStanding = "open" | "doing" | "blocked" | "done" | "not-verified" | "failed" | "dropped";

/** Hours of work. `min` ≤ `likely` ≤ `max`. */
export interface ThreePoint {
  readonly min: number;
  readonly likely: number;
  readonly max: number;
}

export interface PlannedTask extends Span {
  /** As the document writes it. */
  readonly id: string;
  /** What is to be done, in plain text. */
  readonly title: string;
  /** Ids of tasks of this plan that come first. */
  readonly after: readonly string[];
  /** Null: nobody estimated it, and it counts as no time. */
  readonly estimate: ThreePoint | null;
  /** Hours that it took; null while it is open, or nobody said. */
  readonly actual: number | null;
  /** Who does it; null: anybody. */
  readonly who: string | null;
  /** Heading of the part that it stands in. */
  readonly phase: string;
  /** A task of no duration that marks a moment. */
  readonly isMilestone: boolean;
  /** The cell's Markdown; empty when nothing stands there. */
  readonly verify: string;
  readonly rollback: string;
  readonly standing: TaskStanding;
  /** Line in the document, from 1. */
  readonly line: number;
}

export interface Plan {
  /** In the order of the text; ids are unique. */
  readonly tasks: readonly PlannedTask[];
  /** `2026-11-30`, from the front matter's `start`; null: dates are not told, only days from the start. */
  readonly start: string | null;
  /** Why something is left out or assumed, each a sentence that says what to do. */
  readonly notes: readonly string[];
}

/** What a person wants to try. Each is applied to a copy; nothing is written. */
export type PlanChange =
  | { readonly kind: "estimate"; readonly task: string; readonly estimate: ThreePoint }
  | { readonly kind: "after"; readonly task: string; readonly after: readonly string[] }
  | { readonly kind: "drop"; readonly task: string }
  | { readonly kind: "who"; readonly task: string; readonly who: string | null };
