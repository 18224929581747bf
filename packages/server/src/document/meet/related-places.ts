// Places that belong together although they are apart: where a block was and where it went, and the two that make the same name. When nothing
// else was changed between them and all of it can be told, they become one place, which shows both, and each side's text of it is one that can
// stand. Otherwise each is told by itself: the old place of a block, with what is left there of the other one's change; and both that make a
// name, so that either can be renamed or taken away where it stands.
import { type ConflictKind, LIMITS } from "@nomous/protocol";
import { hasSide, joinedPlace, type Place } from "./find-places.ts";
import type { LineStarts } from "./line-starts.ts";
import { namesMadeTwice } from "./made-names.ts";
import { MovedBlocks, takesLine } from "./moved-blocks.ts";
import type { Shifts } from "./shifts.ts";
import { removes, type Side, type SidedChange } from "./sided-change.ts";

export interface Sides {
  /** What both began with, and what each made of it, each with one more line feed at its end. */
  readonly text: string;
  readonly lines: LineStarts;
  readonly mine: Sided;
  readonly theirs: Sided;
}

export interface Sided {
  readonly text: string;
  readonly changes: readonly SidedChange[];
  readonly shifts: Shifts;
}

/** A place that is told because of another one. */
interface Relation {
  readonly kind: ConflictKind;
  readonly places: readonly [number, number];
  /** When they cannot be one, the second has to be looked at too. */
  readonly isMutual: boolean;
}

export function relatePlaces(places: readonly Place[], sides: Sides): Place[] {
  const relations = [...namesOf(places, sides), ...movesOf(places, sides)];
  if (relations.length === 0) return [...places];
  const kinds = new Map<number, ConflictKind>();
  /** Places that are one with the next. */
  const linked = new Set<number>();
  for (const { kind, places: pair, isMutual } of relations) {
    const [first, second] = pair.toSorted((a, b) => a - b) as [number, number];
    const isNear = first + 1 === second && isTellable(places.slice(first, second + 1), sides);
    if (isNear) linked.add(first);
    const told = isMutual && !isNear ? pair : [isNear ? first : pair[0]];
    for (const place of told) kinds.set(place, kind);
  }
  const related: Place[] = [];
  for (let at = 0; at < places.length; at += 1) {
    const first = at;
    while (linked.has(at)) at += 1;
    const own = places.slice(first, at + 1);
    const kind = own.map((_, i) => kinds.get(first + i)).find((one) => one !== undefined);
    related.push(kind === undefined && own.length === 1 ? (own[0] as Place) : joinedPlace(own, kind));
  }
  return related;
}

/** Whether the text of all of them is no longer than what a conflict can tell, on either side. */
function isTellable(places: readonly Place[], { lines, mine, theirs }: Sides): boolean {
  const { first, last } = joinedPlace(places);
  const length = (at: (cut: number) => number): number => at(last) - at(first);
  const base = length((cut) => lines.start(cut >> 1));
  const both = length((cut) => mine.shifts.at(cut)) + length((cut) => theirs.shifts.at(cut)) - base;
  return Math.max(base, both) <= LIMITS.conflictLength / 2;
}

function namesOf(places: readonly Place[], { text, mine, theirs }: Sides): Relation[] {
  if (mine.changes.length === 0 || theirs.changes.length === 0) return [];
  return namesMadeTwice(text, mine.text, theirs.text).flatMap((name) => {
    const own = placeAt(places, "mine", mine, name.mine.at);
    const other = placeAt(places, "theirs", theirs, name.theirs.at);
    if (own === undefined || other === undefined) return [];
    return [{ kind: "structure" as const, places: [own, other] as const, isMutual: true }];
  });
}

/** The place that a line of one side's text is in. */
function placeAt(places: readonly Place[], side: Side, { shifts }: Sided, at: number): number | undefined {
  const found = places.findIndex(
    (place) => hasSide(place, side) && shifts.at(place.first) <= at && at < shifts.at(place.last),
  );
  return found === -1 ? undefined : found;
}

function movesOf(places: readonly Place[], sides: Sides): Relation[] {
  const blocks: { mine?: MovedBlocks; theirs?: MovedBlocks } = {};
  const whereTo = (change: SidedChange): number => {
    if (!takesLine(change, sides.text, sides.lines)) return -1;
    const own = (blocks[change.side] ??= new MovedBlocks(sides.text, sides[change.side].changes));
    const put = own.whereTo(change);
    return put === undefined ? -1 : places.findIndex((place) => place.changes.includes(put));
  };
  return places.flatMap((place, at) => {
    if (!hasSide(place, "mine") || !hasSide(place, "theirs")) return [];
    return place.changes.flatMap((change) => {
      const to = whereTo(change);
      if (to === -1) return [];
      const other = place.changes.find((one) => takesTheSame(one, change));
      if (other === undefined) return place.kind === undefined ? [] : [moved([at, to])];
      // Nothing is left to look at where it was: one put elsewhere what the other one took away, or both did, and now it is there twice.
      const otherTo = whereTo(other);
      return [otherTo === -1 ? moved([to, at]) : { ...moved([to, otherTo]), isMutual: true }];
    });
  });
}

const moved = (places: Relation["places"]): Relation => ({ kind: "move", places, isMutual: false });

const takesTheSame = (a: SidedChange, b: SidedChange): boolean =>
  a.side !== b.side && removes(a) && removes(b) && (isWithin(a, b) || isWithin(b, a));

const isWithin = (a: SidedChange, b: SidedChange): boolean => b.from <= a.from && a.to <= b.to;
