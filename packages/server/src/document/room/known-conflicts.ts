// What a room knows of edit conflicts and meetings: those that are open, and the last ones that are not. Each change makes another map, so that
// whoever looks for changes compares two maps.
import type { ConflictId, DocumentEvent, Meeting } from "@nomous/protocol";
import type { KnownConflict } from "../conflict/conflict-mirror.ts";
import type { EventOf } from "./loaded-room.ts";

/** When a meeting was told, wall clock of the bridge, milliseconds. */
export interface KnownMeeting {
  readonly meeting: Meeting;
  readonly at: number;
}

export type KnownConflicts = ReadonlyMap<ConflictId, KnownConflict>;

const MAX_DECIDED = 50;
const MAX_MEETINGS = 20;
/** Of one conflict: the first, which decided it, and the last ones. */
const MAX_RESOLUTIONS = 20;

export const isOpen = ({ resolutions }: KnownConflict): boolean => resolutions.length === 0;

/** Oldest first. */
export const openConflicts = (conflicts: KnownConflicts): KnownConflict[] => [...conflicts.values()].filter(isOpen);

export function withMeeting(
  meetings: readonly KnownMeeting[],
  { meeting, at }: EventOf<"met">,
  itemAt: number,
): readonly KnownMeeting[] {
  const others = meetings.filter((known) => known.meeting.meeting !== meeting.meeting);
  return [...others, { meeting, at: at ?? itemAt }].slice(-MAX_MEETINGS);
}

export function withConflict(
  conflicts: KnownConflicts,
  { conflict, at }: EventOf<"conflict">,
  itemAt: number,
): Map<ConflictId, KnownConflict> {
  const known = conflicts.get(conflict.conflict);
  const foundAt = at ?? known?.at ?? itemAt;
  const resolutions = known?.resolutions ?? [];
  return new Map(conflicts).set(conflict.conflict, { conflict, at: foundAt, resolutions });
}

/** Decided ones are in the order in which they were decided. */
export function withResolution(
  conflicts: KnownConflicts,
  { conflict: id, choice, text, isFirst, actor, at }: EventOf<"resolved">,
  itemAt: number,
): Map<ConflictId, KnownConflict> {
  const next = new Map(conflicts);
  const known = next.get(id);
  if (known === undefined) return next;
  const [first, ...later] = [...known.resolutions, { choice, text, isFirst, actor, at: at ?? itemAt }];
  const resolutions = [...(first === undefined ? [] : [first]), ...later.slice(1 - MAX_RESOLUTIONS)];
  if (isOpen(known)) next.delete(id);
  next.set(id, { ...known, resolutions });
  const decided = [...next.values()].filter((one) => !isOpen(one));
  for (const { conflict } of decided.slice(0, -MAX_DECIDED)) next.delete(conflict.conflict);
  return next;
}

/** Events that, folded, give them again. */
export function conflictFacts(meetings: readonly KnownMeeting[], conflicts: KnownConflicts): DocumentEvent[] {
  return [
    ...meetings.map(({ meeting, at }) => ({ type: "met" as const, meeting, at })),
    ...[...conflicts.values()].flatMap(({ conflict, at, resolutions }): DocumentEvent[] => [
      { type: "conflict", conflict, at },
      ...resolutions.map((resolution) => ({ type: "resolved" as const, conflict: conflict.conflict, ...resolution })),
    ]),
  ];
}
