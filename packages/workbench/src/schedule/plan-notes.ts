// Sentences about tasks, one for all that the same is true of: a plan of two thousand tasks without estimates has one thing to say.

const SENTENCES = {
  "no-id": (who: string) => `Tasks without an id are left out: ${who}. Give each an id, such as T1.`,
  duplicate: (who: string) =>
    `An id is there twice, and the first task of that id counts: ${who}. Give the other an id of its own.`,
  unknown: (who: string) => `After names tasks that are not there, and they are passed over: ${who}. Correct After.`,
  "one-number": (who: string) =>
    `Estimated by one number, so that it does not vary: ${who}. Write the least, the likely and the most.`,
  "one-sided": (who: string) => `Without Min or without Max, Likely stands for it: ${who}. Write all three.`,
  missing: (who: string) =>
    `Not estimated, counted as no time: ${who}. Write how long it takes at least, most likely and at most.`,
  unreadable: (who: string) => `An estimate is no duration, and counts as no time: ${who}. Write it as 4 h or 2 d.`,
  reversed: (who: string) =>
    `Estimates are out of order, and count as no time: ${who}. Put them in order: min ≤ likely ≤ max.`,
  "too-long": (who: string) => `Estimated as longer than centuries, counted as no time: ${who}. Correct the estimate.`,
  actual: (who: string) => `Actual is no duration, and is passed over: ${who}. Write it as 4 h or 2 d.`,
  start: (who: string) => `Start is no date, so days are counted from the beginning: ${who}. Write it as 2026-11-30.`,
} as const;

type NoteKind = keyof typeof SENTENCES;

export interface PlanNotes {
  add(kind: NoteKind, what: string): void;
  /** In the order of the kinds above. */
  sentences(): string[];
}

const MOST_NAMED = 5;

export function createPlanNotes(): PlanNotes {
  const told = new Map<NoteKind, string[]>();
  return {
    add(kind, what) {
      const known = told.get(kind);
      if (known === undefined) told.set(kind, [what]);
      else known.push(what);
    },
    sentences() {
      const kinds = Object.keys(SENTENCES) as NoteKind[];
      return kinds.flatMap((kind) => {
        const all = told.get(kind);
        return all === undefined ? [] : [SENTENCES[kind](listOf(all))];
      });
    },
  };
}

function listOf(all: readonly string[]): string {
  const shown = all.slice(0, MOST_NAMED).join(", ");
  return all.length > MOST_NAMED ? `${shown} and ${all.length - MOST_NAMED} more` : shown;
}
