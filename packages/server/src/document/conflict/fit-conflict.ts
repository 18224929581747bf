// A conflict as an item holds it: its texts are as long as a message allows, and characters that JSON or UTF-8 write long make it longer.
import { type ConflictAuthor, type EditConflict, LIMITS, utf8Length } from "@nomous/protocol";
import { endOfPiece } from "../snapshot/text-pieces.ts";

/** For what is around it in its item. */
const AROUND_BYTES = 1_024;

export function fitConflict(conflict: EditConflict): EditConflict {
  let fitting = conflict;
  for (let units: number = LIMITS.conflictLength; !fits(fitting) && units > 0; units >>= 1)
    fitting = cut(conflict, units);
  return fitting;
}

const fits = (conflict: EditConflict): boolean =>
  utf8Length(JSON.stringify(conflict)) <= LIMITS.itemBytes - AROUND_BYTES;

function cut(conflict: EditConflict, units: number): EditConflict {
  const short = (text: string): string => text.slice(0, endOfPiece(text, 0, units));
  const merged = short(conflict.merged);
  return {
    ...conflict,
    base: short(conflict.base),
    mine: short(conflict.mine),
    theirs: short(conflict.theirs),
    merged,
    runs: runsOf(conflict.runs, merged.length),
    isCut: true,
  };
}

function runsOf(runs: EditConflict["runs"], length: number): EditConflict["runs"] {
  const kept: [number, ConflictAuthor][] = [];
  let left = length;
  for (const [units, author] of runs) {
    if (left > 0) kept.push([Math.min(units, left), author]);
    left -= units;
  }
  return kept;
}
