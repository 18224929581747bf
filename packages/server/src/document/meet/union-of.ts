// What the changes of both sides make together: what both did counts once, and where they meet there is what the one put, then what the other did.
import type { TextSpanChange } from "../merger.ts";
import type { Place } from "./find-places.ts";
import type { Lines, SidedChange } from "./sided-change.ts";

export interface Union extends TextSpanChange, Lines {}

export function unionOf(places: readonly Place[]): Union[] {
  const union: Union[] = [];
  let before: SidedChange | undefined;
  for (const change of places.flatMap(({ changes }) => changes)) {
    if (before !== undefined && isSame(before, change)) continue;
    before = change;
    const last = union.at(-1);
    if (last === undefined || change.from >= last.to) union.push(change);
    else
      union[union.length - 1] = {
        from: last.from,
        to: Math.max(last.to, change.to),
        insert: last.insert + change.insert,
        first: last.first,
        last: Math.max(last.last, change.last),
      };
  }
  return union;
}

const isSame = (a: TextSpanChange, b: TextSpanChange): boolean =>
  a.from === b.from && a.to === b.to && a.insert === b.insert;
