// What a document's stream says of edit conflicts, folded: all that are open, and the last ones that are not, so that a document which has seen many
// does not grow with them. Bridge and clients fold the same items and keep the same. Each change makes another value: who looks for changes
// compares two.
import type { Actor } from "../actor.ts";
import type { ConflictId } from "../ids.ts";
import type { ConflictChoice, EditConflict, Meeting } from "./conflict.ts";
import type { DocumentEvent } from "./document-event.ts";

/** What somebody decided about a conflict. */
export interface ConflictResolution {
  readonly choice: ConflictChoice;
  /** What its place became; what it would have become, for one that is not the first. */
  readonly text: string;
  /** It decided the conflict; one that is not the first changed nothing. */
  readonly isFirst: boolean;
  readonly actor: Actor;
  /** Wall clock of the bridge, milliseconds. */
  readonly at: number;
}

/** A conflict with all that was decided about it, oldest first; open while there is none. */
export interface KnownConflict {
  readonly conflict: EditConflict;
  /** When it was found first, wall clock of the bridge, milliseconds. */
  readonly at: number;
  readonly resolutions: readonly ConflictResolution[];
}

/** Those that are decided stand in the order in which they were. */
export type KnownConflicts = ReadonlyMap<ConflictId, KnownConflict>;

/** A meeting of edits that were made apart, with when it was told: wall clock of the bridge, milliseconds. */
export interface KnownMeeting {
  readonly meeting: Meeting;
  readonly at: number;
}

type EventOf<Type extends DocumentEvent["type"]> = Extract<DocumentEvent, { type: Type }>;

const DECIDED_KEPT = 50;
const MEETINGS_KEPT = 20;
/** Of one conflict: the first, which decided it, and the last ones. */
const RESOLUTIONS_KEPT = 20;

export const isOpenConflict = ({ resolutions }: KnownConflict): boolean => resolutions.length === 0;

/** Oldest first. */
export const openConflicts = (conflicts: KnownConflicts): KnownConflict[] =>
  [...conflicts.values()].filter(isOpenConflict);

/** More edits of the same side make it another one with the same id. `itemAt`: the time of the event's item, here and below. */
export function withMeeting(
  meetings: readonly KnownMeeting[],
  { meeting, at }: EventOf<"met">,
  itemAt: number,
): readonly KnownMeeting[] {
  const others = meetings.filter((known) => known.meeting.meeting !== meeting.meeting);
  return [...others, { meeting, at: at ?? itemAt }].slice(-MEETINGS_KEPT);
}

/** One that is told anew was found when it was told first, and what was decided stays so. */
export function withConflict(
  conflicts: KnownConflicts,
  { conflict, at }: EventOf<"conflict">,
  itemAt: number,
): KnownConflicts {
  const before = conflicts.get(conflict.conflict);
  const known = { conflict, at: before?.at ?? at ?? itemAt, resolutions: before?.resolutions ?? [] };
  return new Map(conflicts).set(conflict.conflict, known);
}

export function withResolution(
  conflicts: KnownConflicts,
  { conflict, choice, text, isFirst, actor, at }: EventOf<"resolved">,
  itemAt: number,
): KnownConflicts {
  const known = conflicts.get(conflict);
  if (known === undefined) return conflicts;
  const [first, ...later] = [...known.resolutions, { choice, text, isFirst, actor, at: at ?? itemAt }];
  const resolutions = [...(first === undefined ? [] : [first]), ...later.slice(1 - RESOLUTIONS_KEPT)];
  const after = new Map(conflicts);
  if (isOpenConflict(known)) after.delete(conflict);
  after.set(conflict, { ...known, resolutions });
  const decided = [...after].filter(([, one]) => !isOpenConflict(one));
  for (const [id] of decided.slice(0, -DECIDED_KEPT)) after.delete(id);
  return after;
}

/** Events that, folded, give them again. */
export function conflictEvents(meetings: readonly KnownMeeting[], conflicts: KnownConflicts): DocumentEvent[] {
  return [
    ...meetings.map(({ meeting, at }) => ({ type: "met" as const, meeting, at })),
    ...[...conflicts.values()].flatMap(({ conflict, at, resolutions }): DocumentEvent[] => [
      { type: "conflict", conflict, at },
      ...resolutions.map((one) => ({ type: "resolved" as const, conflict: conflict.conflict, ...one })),
    ]),
  ];
}
