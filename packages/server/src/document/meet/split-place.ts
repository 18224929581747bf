// A place that is too long to be told: one side took away or replaced pages, and the other one changed a few words here and there in them. It is
// told as a place for each of those, with the lines around it.
import { LIMITS } from "@nomous/protocol";
import type { TextSpanChange } from "../merger.ts";
import { cutsWord } from "../merge/words.ts";
import type { Range } from "./fit-places.ts";
import { kindAmong, type Place } from "./find-places.ts";
import type { LineStarts } from "./line-starts.ts";
import { byPlace, type SidedChange } from "./sided-change.ts";
import type { FourRanges } from "./told-texts.ts";

/** How each text came from what both began with, as Yjs tells it: what was taken away piece by piece, with what was put between. */
export interface Steps {
  readonly mine: readonly TextSpanChange[];
  readonly theirs: readonly TextSpanChange[];
  readonly merged: readonly TextSpanChange[];
}

/** What is shown around a change: so many lines, but no more text than that. */
const LINES_AROUND = 2;
const UNITS_AROUND = 400;

interface Part {
  readonly kind: NonNullable<Place["kind"]>;
  readonly at: FourRanges;
}

/** Its parts; none when there is no change in it that is short. `text`: what both began with. */
export function splitPlace(
  place: Place,
  { text, lines, steps }: { text: string; lines: LineStarts; steps: Steps },
): Part[] {
  const long = place.changes.filter((change) => !isShort(change));
  return clustersOf(place.changes.filter(isShort), place, text, lines).flatMap(({ from, to, changes }) => {
    const reaching = long.filter((change) => change.from <= to && from <= change.to);
    const kind = kindAmong([...changes, ...reaching].toSorted(byPlace), text);
    if (kind === undefined) return [];
    const range = (own: readonly TextSpanChange[]): Range => ({ from: stepsTo(own, from), to: stepsTo(own, to) });
    const at = {
      base: { from, to },
      mine: range(steps.mine),
      theirs: range(steps.theirs),
      merged: range(steps.merged),
    };
    return [{ kind: place.kind === "move" ? place.kind : kind, at }];
  });
}

const isShort = ({ from, to, insert }: SidedChange): boolean =>
  Math.max(to - from, insert.length) <= LIMITS.conflictLength / 4;

interface Cluster {
  from: number;
  to: number;
  readonly changes: SidedChange[];
}

/** Short changes that are near each other, with what is around them. */
function clustersOf(
  changes: readonly SidedChange[],
  { first, last }: Place,
  text: string,
  lines: LineStarts,
): Cluster[] {
  const clusters: Cluster[] = [];
  for (const change of changes) {
    let from = Math.max(
      lines.start(Math.max(first >> 1, lines.lineAt(change.from) - LINES_AROUND)),
      change.from - UNITS_AROUND,
    );
    let to = Math.min(
      lines.start(Math.min(last >> 1, lines.lineAt(change.to) + 1 + LINES_AROUND)),
      change.to + UNITS_AROUND,
    );
    while (cutsWord(text, from)) from -= 1;
    while (cutsWord(text, to)) to += 1;
    const before = clusters.at(-1);
    if (before !== undefined && from < before.to) {
      before.to = Math.max(before.to, to);
      before.changes.push(change);
    } else clusters.push({ from, to, changes: [change] });
  }
  return clusters;
}

/** Where a place is after the steps, before what they put there. */
function stepsTo(steps: readonly TextSpanChange[], at: number): number {
  let moved = 0;
  for (const { from, to, insert } of steps) {
    if (from >= at) break;
    moved += insert.length - (Math.min(to, at) - from);
  }
  return at + moved;
}
