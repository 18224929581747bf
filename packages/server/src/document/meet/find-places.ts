// Changes of both sides as places: whole lines of the common text, no two of which share a line, with everything that either side changed there.
import type { ConflictKind } from "@nomous/protocol";
import { addsLines, byPlace, type Lines, relationOf, removes, type Side, type SidedChange } from "./sided-change.ts";

export interface Place extends Lines {
  /** In the order of the axis. */
  readonly changes: readonly SidedChange[];
  /** Why somebody has to look; `undefined`: the two sides changed different things there, or one alone did. */
  readonly kind: ConflictKind | undefined;
}

/** All places, in order. */
export function findPlaces(mine: readonly SidedChange[], theirs: readonly SidedChange[], text: string): Place[] {
  const all = [...mine, ...theirs].toSorted(byPlace);
  const groups: { first: number; last: number; changes: SidedChange[] }[] = [];
  for (const change of all) {
    const group = groups.at(-1);
    if (group === undefined || change.first >= group.last)
      groups.push({ first: change.first, last: change.last, changes: [change] });
    else {
      group.changes.push(change);
      group.last = Math.max(group.last, change.last);
    }
  }
  return groups.map((group) => ({ ...group, kind: kindAmong(group.changes, text) }));
}

/** The strongest one comes first. */
const BY_WEIGHT: readonly ConflictKind[] = ["move", "structure", "overlap", "delete", "adjacent"];

const stronger = (a: ConflictKind | undefined, b: ConflictKind | undefined): ConflictKind | undefined =>
  BY_WEIGHT.find((kind) => kind === a || kind === b);

/** As one place: all that is between them too. */
export function joinedPlace(places: readonly Place[], kind?: ConflictKind): Place {
  let joined = kind;
  for (const place of places) joined = stronger(joined, place.kind);
  return {
    first: Math.min(...places.map(({ first }) => first)),
    last: Math.max(...places.map(({ last }) => last)),
    changes: places.flatMap(({ changes }) => changes).toSorted(byPlace),
    kind: joined,
  };
}

export const hasSide = ({ changes }: Pick<Place, "changes">, side: Side): boolean =>
  changes.some((change) => change.side === side);

/** Those of one side are apart from each other, so the last one reaches farthest: what it does not touch no earlier one does. */
export function kindAmong(changes: readonly SidedChange[], text: string): ConflictKind | undefined {
  const last: { mine?: SidedChange; theirs?: SidedChange } = {};
  let kind: ConflictKind | undefined;
  for (const change of changes) {
    const other = change.side === "mine" ? last.theirs : last.mine;
    if (other !== undefined) kind = stronger(kind, kindOf(other, change, text));
    last[change.side] = change;
  }
  return kind;
}

function kindOf(a: SidedChange, b: SidedChange, text: string): ConflictKind | undefined {
  const relation = relationOf(a, b, text);
  if (relation === "overlap") return addsLines(a) && addsLines(b) ? "adjacent" : clashOf(a, b);
  return relation === "beside" ? "adjacent" : undefined;
}

const contains = (a: SidedChange, b: SidedChange): boolean => a.from <= b.from && b.to <= a.to;

function clashOf(a: SidedChange, b: SidedChange): ConflictKind {
  if (removes(a) && removes(b)) return contains(a, b) || contains(b, a) ? "delete" : "overlap";
  return removes(a) || removes(b) ? "delete" : "overlap";
}

/** What it is when the merged text of a place is not what both sides made: whoever took something away took it from under the other one. */
export function tornKind(changes: readonly SidedChange[]): ConflictKind {
  return onlyRemoves(changes, "mine") === onlyRemoves(changes, "theirs") ? "overlap" : "delete";
}

function onlyRemoves(changes: readonly SidedChange[], side: Side): boolean {
  const own = changes.filter((change) => change.side === side);
  return own.length > 0 && own.every(removes);
}
