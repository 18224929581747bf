// Where places are in the merged text, and whether that is what both sides made. Yjs keeps every letter, but not always where a person would: what
// one typed into a sentence that the other one replaced is left over beside the new sentence, and words that both put at one point come in
// either order. So the text that both changes together make is compared with the one that is there, stretch by stretch, and where they differ
// somebody has to look, however far apart the changes are.
import type { TextSpanChange } from "../merger.ts";
import { applyChanges, diffPlaces } from "../merge/text-diff.ts";
import { joinedPlace, type Place, tornKind } from "./find-places.ts";
import type { LineStarts } from "./line-starts.ts";
import { Shifts, growthOf } from "./shifts.ts";
import { addsLines, type Lines } from "./sided-change.ts";
import { unionOf } from "./union-of.ts";

export interface FittedPlace extends Place, Range {
  readonly kind: NonNullable<Place["kind"]>;
}

export interface Merge {
  /** What both began with, and what was made of it, each with one more line feed at its end. */
  readonly text: string;
  readonly lines: LineStarts;
  readonly merged: string;
  /** How the one becomes the other. */
  readonly changes: readonly TextSpanChange[];
}

/** Of a text, in UTF-16 units. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** It needs a look because of its kind, or because its merged text is not what both made. */
interface Found extends Place {
  readonly isTorn: boolean;
}

interface Fitted {
  /** Those that need a look, with where they are in the merged text. */
  readonly told: readonly FittedPlace[];
  readonly quiet: readonly Place[];
}

/** Text that was torn out of a place is not farther away. */
const LINES_BETWEEN = 2;

/** A stretch that nothing reaches out of, and what happened in it. */
interface Stretch extends Lines {
  readonly places: readonly Place[];
  /** How much longer the merged text is than the common one before it, and in it. */
  readonly moved: number;
  readonly growth: number;
}

/** All places, each in order. */
export function fitPlaces(places: readonly Place[], merge: Merge): Fitted {
  const fitted = stretchesOf(places, merge).map((stretch) => new StretchFit(stretch, merge).fit());
  return { told: fitted.flatMap(({ told }) => told), quiet: fitted.flatMap(({ quiet }) => quiet) };
}

function stretchesOf(places: readonly Place[], { changes, lines }: Merge): Stretch[] {
  const parts = [
    ...places.map((place) => ({ first: place.first, last: place.last, own: [place], growth: 0 })),
    ...changes.map((change) => ({ ...around(change, lines), own: [], growth: growthOf(change) })),
  ].toSorted((a, b) => a.first - b.first || a.last - b.last);
  const stretches: { first: number; last: number; places: Place[]; moved: number; growth: number }[] = [];
  let moved = 0;
  for (const { first, last, own, growth } of parts) {
    const stretch = stretches.at(-1);
    if (stretch === undefined || stretch.last < first) stretches.push({ first, last, places: [...own], moved, growth });
    else {
      stretch.last = Math.max(stretch.last, last);
      stretch.places.push(...own);
      stretch.growth += growth;
    }
    moved += growth;
  }
  return stretches;
}

/** Generous: with what is put between lines before it, and the line behind it. */
function around({ from, to }: TextSpanChange, lines: LineStarts): Lines {
  const line = lines.lineAt(from);
  return { first: lines.start(line) === from ? 2 * line : 2 * line + 1, last: 2 * (lines.lineAt(to) + 1) };
}

class StretchFit {
  readonly #lines: LineStarts;
  readonly #merged: string;
  readonly #moved: number;
  readonly #shifts: Shifts;
  /** What makes the merged text of the expected one: places are those of the common text, moved by what both did in this stretch. */
  readonly #differences: readonly TextSpanChange[];
  readonly #expected: string;
  readonly #from: number;
  #places: readonly Found[];

  constructor({ first, last, places, moved, growth }: Stretch, { text, lines, merged }: Merge) {
    this.#lines = lines;
    this.#merged = merged;
    this.#moved = moved;
    this.#places = places.map((place) => ({ ...place, isTorn: false }));
    const union = unionOf(places);
    this.#shifts = new Shifts(lines, union);
    const [from, to] = [lines.start(first >> 1), lines.start(last >> 1)];
    const own = union.map((change) => shifted(change, -from));
    this.#from = from;
    this.#expected = applyChanges(text.slice(from, to), own);
    const actual = merged.slice(from + moved, to + moved + growth);
    const differences = this.#expected === actual ? [] : diffPlaces(this.#expected, actual);
    this.#differences = differences.map((change) => shifted(change, from));
  }

  /** Every difference is in a place that needs a look, and those are whole lines of the merged text too. */
  fit(): Fitted {
    for (;;) {
      const told = this.#places.filter(needsLook);
      const owners = this.#ownersAmong(told);
      const strays = this.#differences.filter((_, i) => owners[i] === undefined);
      const fitted = this.#fitted(told, owners);
      const wanting =
        strays.length > 0
          ? this.#linesAround(strays)
          : [...fitted.flatMap((place) => this.#cutLines(place)), ...this.#tornApart(told, owners)];
      const wider = withLines(this.#places, wanting);
      if (isSame(wider, this.#places)) return { told: fitted, quiet: wider.filter((place) => !needsLook(place)) };
      this.#places = wider;
    }
  }

  /** Where it is in the expected text. */
  #spanOf({ first, last }: Lines): Range {
    return { from: this.#shifts.at(first), to: this.#shifts.at(last) };
  }

  /** For each difference, the place that it is in. */
  #ownersAmong(told: readonly Found[]): (Found | undefined)[] {
    const spans = told.map((place) => this.#spanOf(place));
    let near = 0;
    return this.#differences.map(({ from, to }) => {
      while ((spans[near]?.to ?? Infinity) < from) near += 1;
      const at = [near, near + 1].find((i) => (spans[i]?.from ?? Infinity) <= from && to <= (spans[i]?.to ?? -1));
      return at === undefined ? undefined : told[at];
    });
  }

  #fitted(told: readonly Found[], owners: readonly (Found | undefined)[]): FittedPlace[] {
    let moved = this.#moved;
    let next = 0;
    return told.map((place) => {
      const span = this.#spanOf(place);
      const from = span.from + moved;
      const first = next;
      for (; owners[next] === place && next < owners.length; next += 1)
        moved += growthOf(this.#differences[next] as TextSpanChange);
      return { ...place, kind: kindWhen(next > first, place), from, to: span.to + moved };
    });
  }

  /** What is missing in one place may be what another one has too much: both from the first to the last line. */
  #tornApart(told: readonly Found[], owners: readonly (Found | undefined)[]): Lines[] {
    const differences = Map.groupBy(this.#differences, (_, i) => owners[i]);
    const uneven = told.filter((place) => {
      const own = differences.get(place) ?? [];
      return (
        letters(own.map(({ from, to }) => this.#expected.slice(from - this.#from, to - this.#from))) !==
        letters(own.map(({ insert }) => insert))
      );
    });
    return uneven.slice(1).flatMap((place, i) => {
      const before = uneven[i] as Found;
      const between = (place.first >> 1) - ((before.last + 1) >> 1);
      return between <= LINES_BETWEEN ? [{ first: before.first, last: place.last }] : [];
    });
  }

  /** For each difference whole lines with it and with every place that it touches. */
  #linesAround(differences: readonly Range[]): Lines[] {
    const spans = this.#places.map((place) => this.#spanOf(place));
    let near = 0;
    return differences.map(({ from, to }) => {
      while ((spans[near]?.to ?? Infinity) < from) near += 1;
      let end = near;
      while ((spans[end]?.from ?? Infinity) <= to) end += 1;
      const touched = this.#places.slice(near, end);
      const [first, last] = [this.#baseAt(from, near), this.#baseAt(to, end)];
      const [line, lastLine] = [this.#lines.lineAt(first), this.#lines.lineAt(last)];
      const isBetween = from === to && this.#lines.isStart(first);
      const own = isBetween
        ? { first: 2 * line, last: 2 * line + 1 }
        : { first: 2 * line + 1, last: this.#lines.isStart(last) ? 2 * lastLine : 2 * (lastLine + 1) };
      const isIn = (at: number, i: number): boolean => (spans[i]?.from ?? Infinity) <= at && at <= (spans[i]?.to ?? -1);
      return {
        first: isIn(from, near) ? (touched[0]?.first ?? own.first) : own.first,
        last: isIn(to, end - 1) ? (touched.at(-1)?.last ?? own.last) : own.last,
      };
    });
  }

  /** Where a place of the expected text that is in no place of ours is in the common one; `next`: the first of ours behind it. */
  #baseAt(at: number, next: number): number {
    const before = this.#places[next - 1];
    return before === undefined ? at : at - this.#shifts.at(before.last) + this.#lines.start(before.last >> 1);
  }

  /** The lines that a place has only a part of. */
  #cutLines({ first, last, from, to }: FittedPlace): Lines[] {
    const isCut = (at: number): boolean => at > 0 && this.#merged[at - 1] !== "\n";
    const line = first >> 1;
    const next = Math.min((last >> 1) + 1, this.#lines.starts.length - 1);
    return [
      ...(isCut(from) && line > 0 ? [{ first: 2 * line - 1, last }] : []),
      ...(isCut(to) ? [{ first, last: 2 * next }] : []),
    ];
  }
}

/** In any order, with line ends and without blanks. */
const letters = (texts: readonly string[]): string =>
  texts
    .join("")
    .replaceAll(/[^\S\n]/g, "")
    .split("")
    .toSorted()
    .join("");

/** The places with lines that have to be looked at as a whole. */
function withLines(places: readonly Found[], wanting: readonly Lines[]): Found[] {
  const parts: Found[] = [
    ...places,
    ...wanting.map(({ first, last }) => ({ first, last, changes: [], kind: undefined, isTorn: true })),
  ].toSorted((a, b) => a.first - b.first || a.last - b.last);
  const groups: { places: Found[]; last: number }[] = [];
  for (const place of parts) {
    const group = groups.at(-1);
    if (group === undefined || place.first >= group.last) groups.push({ places: [place], last: place.last });
    else {
      group.places.push(place);
      group.last = Math.max(group.last, place.last);
    }
  }
  return groups.map(({ places: own }) => ({ ...joinedPlace(own), isTorn: own.some(({ isTorn }) => isTorn) }));
}

/** Places only grow, so they are the same when all of them still end where they did. */
const isSame = (a: readonly Found[], b: readonly Found[]): boolean =>
  a.length === b.length &&
  a.every(({ first, last, isTorn }, i) => first === b[i]?.first && last === b[i].last && isTorn === b[i].isTorn);

const needsLook = ({ kind, isTorn }: Found): boolean => kind !== undefined || isTorn;

/** Words beside each other that do not stand as both put them were put at one point. Lines may come in either order. */
function kindWhen(isTorn: boolean, { kind, changes }: Place): FittedPlace["kind"] {
  const isWords = kind === "adjacent" && !changes.every(addsLines);
  return kind === undefined || (isTorn && isWords) ? tornKind(changes) : kind;
}

const shifted = ({ from, to, insert }: TextSpanChange, by: number): TextSpanChange => ({
  from: from + by,
  to: to + by,
  insert,
});
