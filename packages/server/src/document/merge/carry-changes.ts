// Two people changed one text; where do the changes of the first lie in the text of the second? Away from each other they simply move along.
// Where both changed the same place, it becomes one change that puts the first one's text against what the second one left there.
import type { TextSpanChange } from "../merger.ts";
import { applyChanges } from "./text-diff.ts";

/** A stretch of the common text with the changes of `mine` in it. */
interface Place {
  readonly from: number;
  readonly to: number;
  readonly mine: readonly TextSpanChange[];
}

/** `mine` as changes of `onto`, which is what `theirs` made of `base`. What `onto` has already is left out. */
export function carryChanges(
  base: string,
  mine: readonly TextSpanChange[],
  theirs: readonly TextSpanChange[],
  onto: string,
): TextSpanChange[] {
  const carried: TextSpanChange[] = [];
  /** The first of `theirs` that is not wholly before what is looked at, and how far those before it moved the text. */
  let near = 0;
  let moved = 0;
  for (let at = 0; at < mine.length;) {
    const first = mine[at] as TextSpanChange;
    for (let change = theirs[near]; change !== undefined && change.to < first.from; change = theirs[(near += 1)])
      moved += growth(change);
    const place = placeOf(mine, at, theirs, near);
    at += place.mine.length;
    const around = between(theirs, near, place.to);
    const from = place.from + moved + growthBefore(around, place.from, place.from < place.to);
    const to = place.to + moved + growthBefore(around, place.to, false);
    const wanted = applyChanges(
      base.slice(place.from, place.to),
      place.mine.map((change) => shifted(change, -place.from)),
    );
    if (onto.slice(from, to) !== wanted && !isThere(place, around)) carried.push({ from, to, insert: wanted });
  }
  return carried;
}

/** Grows from one change until nothing that either side changed reaches over its edge. */
function placeOf(mine: readonly TextSpanChange[], at: number, theirs: readonly TextSpanChange[], near: number): Place {
  const first = mine[at] as TextSpanChange;
  let { from, to } = first;
  let count = 1;
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const change of between(theirs, near, to)) {
      if (!overlap(change, { from, to }) || (change.from >= from && change.to <= to)) continue;
      from = Math.min(from, change.from);
      to = Math.max(to, change.to);
      isGrowing = true;
    }
    for (let next = mine[at + count]; next !== undefined && overlap(next, { from, to }); next = mine[at + count]) {
      to = Math.max(to, next.to);
      count += 1;
      isGrowing = true;
    }
  }
  return { from, to, mine: mine.slice(at, at + count) };
}

/** Those from `near` on that begin at `to` at the latest. */
function between(changes: readonly TextSpanChange[], near: number, to: number): readonly TextSpanChange[] {
  let end = near;
  while ((changes[end]?.from ?? Infinity) <= to) end += 1;
  return changes.slice(near, end);
}

type Range = Pick<TextSpanChange, "from" | "to">;

/** They share a character, or one lies inside the other; to touch is not enough. */
const overlap = (a: Range, b: Range): boolean => a.from < b.to && b.from < a.to;

const growth = ({ from, to, insert }: TextSpanChange): number => insert.length - (to - from);

/** How far changes before a place move it; text that was put exactly there counts when the place stays behind it. */
const growthBefore = (changes: readonly TextSpanChange[], at: number, isBehind: boolean): number =>
  changes.reduce((sum, change) => (change.to <= at && (isBehind || change.from < at) ? sum + growth(change) : sum), 0);

/** The same was put at the same place by both; one of them may have added to it. */
const isThere = ({ from, to, mine }: Place, theirs: readonly TextSpanChange[]): boolean =>
  theirs.some(
    (change) =>
      from === to &&
      change.from === from &&
      change.to === to &&
      mine.every(({ insert }) => change.insert.startsWith(insert) || change.insert.endsWith(insert)),
  );

const shifted = ({ from, to, insert }: TextSpanChange, by: number): TextSpanChange => ({
  from: from + by,
  to: to + by,
  insert,
});
