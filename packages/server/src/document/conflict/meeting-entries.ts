// From what was found where edits met to what the log tells of it. What was told of a place already stays as it is, or is told anew under the same id
// while nobody has decided it.
import {
  type DocumentEvent,
  type EditConflict,
  type MeetingId,
  newConflictId,
  newMeetingId,
  type Runtime,
  isOpenConflict,
  type KnownConflicts,
} from "@nomous/protocol";
import type { Met } from "../merger.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";
import type { Absence } from "./absence.ts";
import { fitConflict } from "./fit-conflict.ts";
import { type MatchedPlace, matchTold } from "./match-told.ts";
import type { Sides } from "./meeting-sides.ts";

type Told = NonNullable<Absence["told"]>;

interface MeetingEntries {
  readonly events: readonly DocumentEvent[];
  /** What is known of the absence from then on. */
  readonly told: Told;
}

/** `undefined`: there is nothing to tell. */
export function meetingEntries(
  runtime: Runtime,
  absence: Absence,
  met: Met,
  who: Sides,
  { absences, conflicts: known }: Pick<LoadedRoom, "absences" | "conflicts">,
): MeetingEntries | undefined {
  // Nobody else changed the text: whoever came back met nobody.
  if (met.theirs === 0 || met.places === 0) return undefined;
  const meeting = absence.told?.meeting ?? newMeetingId(runtime);
  const all = matchTold(met.conflicts, absence, absences, known).map((matched) => ({
    place: matched.found.place,
    ...toldOf(runtime, matched, { meeting, who }, known),
  }));
  const places = all.map(({ conflict, place }) => ({ conflict, ...place }));
  const found = new Set(places.map(({ conflict }) => conflict));
  const earlier = (absence.told?.places ?? []).filter(({ conflict }) => !found.has(conflict));
  const own = all.filter(({ isElsewhere }) => !isElsewhere).length;
  return {
    events: [
      { type: "met", meeting: { meeting, ...who, places: met.places, conflicts: own } },
      ...all.flatMap(({ event }) => event ?? []),
    ],
    told: { meeting, last: absence.last, at: runtime.clock.now(), places: [...earlier, ...places] },
  };
}

interface ToldConflict {
  readonly conflict: EditConflict["conflict"];
  /** What is to be told of it. */
  readonly event: DocumentEvent | undefined;
  /** It is in another meeting. */
  readonly isElsewhere: boolean;
}

function toldOf(
  runtime: Runtime,
  { found, told, isOwn, isWhole }: MatchedPlace,
  about: { readonly meeting: MeetingId; readonly who: Sides },
  known: KnownConflicts,
): ToldConflict {
  const { place: _, ...texts } = found;
  const earlier = told === undefined ? undefined : known.get(told);
  // From another side, with all that came since; or decided, and so many others since that it is not known any more.
  if (told !== undefined && (isWhole || earlier === undefined))
    return { conflict: told, event: undefined, isElsewhere: !isOwn };
  const conflict = fitConflict({ ...texts, ...about, conflict: told ?? newConflictId(runtime) });
  if (earlier === undefined) return tell(conflict);
  const before = earlier.conflict;
  const isSame = isOpenConflict(earlier)
    ? before.kind === conflict.kind && before.merged === conflict.merged && (!isOwn || hasSameSides(before, conflict))
    : // The decision itself changed the text: only more of what was away can make it another conflict.
      conflict.mine === before.mine || conflict.mine === before.theirs;
  if (isSame) return { conflict: before.conflict, event: undefined, isElsewhere: !isOwn };
  return tell(isOpenConflict(earlier) ? conflict : { ...conflict, conflict: newConflictId(runtime) });
}

const tell = (conflict: EditConflict): ToldConflict => ({
  conflict: conflict.conflict,
  event: { type: "conflict", conflict },
  isElsewhere: false,
});

const hasSameSides = (a: EditConflict, b: EditConflict): boolean =>
  a.base === b.base && a.mine === b.mine && a.theirs === b.theirs;
