// What is known of edits that were made apart and met: places to decide, what was decided, and the meetings themselves. Whatever is open stays;
// of the rest the newest, so that a document that has seen many does not grow with them.
import type { ConflictId, DocumentEvent, EditConflict } from "@nomous/protocol";
import type { ConflictResolution, PastMeeting } from "./live-document.ts";

export interface ConflictFact {
  readonly conflict: EditConflict;
  readonly at: number;
  /** In the order in which they came; open while there is none. */
  readonly resolutions: readonly ConflictResolution[];
}

/** Those that are decided stand in the order in which they were. */
export type ConflictFacts = ReadonlyMap<ConflictId, ConflictFact>;

const DECIDED_KEPT = 50;
const MEETINGS_KEPT = 20;
/** Of one conflict: the first, which decided it, and the last ones. */
const RESOLUTIONS_KEPT = 20;

/** One that is told anew was found when it was told first, and what was decided stays so. */
export function withConflict(conflicts: ConflictFacts, conflict: EditConflict, at: number): ConflictFacts {
  const before = conflicts.get(conflict.conflict);
  const fact = { conflict, at: before?.at ?? at, resolutions: before?.resolutions ?? [] };
  return new Map(conflicts).set(conflict.conflict, fact);
}

export function withResolution(
  conflicts: ConflictFacts,
  conflict: ConflictId,
  resolution: ConflictResolution,
): ConflictFacts {
  const known = conflicts.get(conflict);
  if (known === undefined) return conflicts;
  const [first = resolution, ...later] = known.resolutions;
  const others = known.resolutions.length === 0 ? [] : [...later, resolution].slice(1 - RESOLUTIONS_KEPT);
  const after = new Map(conflicts);
  if (isOpen(known)) after.delete(conflict);
  after.set(conflict, { ...known, resolutions: [first, ...others] });
  const decided = [...after].filter(([, fact]) => !isOpen(fact));
  for (const [id] of decided.slice(0, -DECIDED_KEPT)) after.delete(id);
  return after;
}

const isOpen = ({ resolutions }: ConflictFact): boolean => resolutions.length === 0;

/** More edits of the same side make it another one with the same id. */
export const withMeeting = (meetings: readonly PastMeeting[], met: PastMeeting): PastMeeting[] =>
  [...meetings.filter(({ meeting }) => meeting.meeting !== met.meeting.meeting), met].slice(-MEETINGS_KEPT);

/** Events that make the same facts. */
export function conflictEvents(conflicts: ConflictFacts, meetings: readonly PastMeeting[]): DocumentEvent[] {
  const met = meetings.map((meeting): DocumentEvent => ({ type: "met", ...meeting }));
  const told = [...conflicts.values()].flatMap(({ conflict, at, resolutions }): DocumentEvent[] => [
    { type: "conflict", conflict, at },
    ...resolutions.map((one) => ({ type: "resolved" as const, conflict: conflict.conflict, ...one })),
  ]);
  return [...met, ...told];
}
