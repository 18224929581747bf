// Which of the places that were found are told already. More edits of one absence find its places again; and who comes back at the same moment as
// others finds those that the others have found from their side.
import { type ConflictId, type EditConflict, isOpenConflict, type KnownConflicts } from "@nomous/protocol";
import type { FoundConflict } from "../merger.ts";
import type { Absence } from "./absence.ts";

export interface MatchedPlace {
  readonly found: FoundConflict;
  readonly told: ConflictId | undefined;
  /** It was told from this side. */
  readonly isOwn: boolean;
  /** It was told with everything that is known now. */
  readonly isWhole: boolean;
}

type Place = FoundConflict["place"];

interface ToldPlace extends Place {
  readonly conflict: ConflictId;
  readonly isOwn: boolean;
  /** It is told with edits up to this item. */
  readonly last: number;
}

/** In the order of `found`. `all`: what is remembered of the document's absences, the one that is looked at among them. */
export function matchTold(
  found: readonly FoundConflict[],
  absence: Absence,
  all: readonly Absence[],
  known: KnownConflicts,
): readonly MatchedPlace[] {
  const left = new Set(all.filter((one) => isSameGround(one, absence)).flatMap((one) => placesOf(one, absence)));
  const take = (fits: (one: ToldPlace) => boolean): ToldPlace | undefined => {
    const one = [...left].find((told) => told.isOwn && fits(told)) ?? [...left].find(fits);
    if (one !== undefined) left.delete(one);
    return one;
  };
  const isOpenNow = ({ conflict }: ToldPlace): boolean => {
    const one = known.get(conflict);
    return one !== undefined && isOpenConflict(one);
  };
  const exact = found.map(({ place }) => take(({ from, to }) => from === place.from && to === place.to));
  return found.map((one, i) => {
    // What another side found in more lines, or in fewer, has its own texts.
    const told = exact[i] ?? take((other) => other.isOwn && isOpenNow(other) && touches(other, one.place));
    if (told === undefined) return { found: one, told: mirrored(one, known), isOwn: false, isWhole: false };
    const { conflict, isOwn, last } = told;
    return { found: one, told: conflict, isOwn, isWhole: !isOwn && last >= absence.last };
  });
}

/** Offsets mean the same in both. */
const isSameGround = (a: Absence, b: Absence): boolean =>
  a.epoch === b.epoch && a.base === b.base && a.plus.join() === b.plus.join();

const placesOf = ({ told, first }: Absence, absence: Absence): ToldPlace[] =>
  told === null ? [] : told.places.map((place) => ({ ...place, isOwn: first === absence.first, last: told.last }));

/** They share a line, or one is a place between two lines that the other begins or ends at. */
const touches = (a: Place, b: Place): boolean =>
  a.from === a.to || b.from === b.to ? a.from <= b.to && b.from <= a.to : a.from < b.to && b.from < a.to;

/** An open conflict that is the same seen from the other side, made on another state. */
function mirrored({ base, mine, theirs, merged }: FoundConflict, known: KnownConflicts): ConflictId | undefined {
  const isSame = ({ conflict }: { readonly conflict: EditConflict }): boolean =>
    conflict.base === base && conflict.merged === merged && conflict.mine === theirs && conflict.theirs === mine;
  return [...known.values()].find((one) => isOpenConflict(one) && isSame(one))?.conflict.conflict;
}
