// Two sides changed one text without seeing each other, and it was merged: which places need a person, and what they have to see of each. All on
// texts and ranges; who merged them, and how, is not known here.
import { refined } from "../merge/refined.ts";
import { joinTouching } from "../merge/text-diff.ts";
import { type FittedPlace, fitPlaces } from "./fit-places.ts";
import { findPlaces, hasSide } from "./find-places.ts";
import { LineStarts } from "./line-starts.ts";
import { relatePlaces, type Sided, type Sides } from "./related-places.ts";
import { Shifts } from "./shifts.ts";
import { addsLines, type Side, sidedChanges } from "./sided-change.ts";
import { splitPlace, type Steps } from "./split-place.ts";
import { type FourRanges, type FourTexts, isTellable, sliced, told, type ToldPlace } from "./told-texts.ts";

export interface MetTexts {
  /** Places that `mine` changed, and that the others did: those of all conflicts are both. */
  readonly places: number;
  readonly theirs: number;
  readonly conflicts: readonly ToldPlace[];
}

/** `steps`: how each of the three came from `base`. */
export function meetTexts(texts: FourTexts, steps: Steps): MetTexts {
  const text = `${texts.base}\n`;
  const lines = new LineStarts(text);
  const sided = (side: Side): Sided => {
    const changes = sidedChanges(side, refined(texts.base, joinTouching(steps[side])), text, lines);
    return { text: `${texts[side]}\n`, changes, shifts: new Shifts(lines, changes) };
  };
  const sides: Sides = { text, lines, mine: sided("mine"), theirs: sided("theirs") };
  const found = relatePlaces(findPlaces(sides.mine.changes, sides.theirs.changes, text), sides);
  const merge = { text, lines, merged: `${texts.merged}\n`, changes: joinTouching(steps.merged) };
  const { told: fitted, quiet } = fitPlaces(found, merge);
  const ends: FourTexts = { base: text, mine: sides.mine.text, theirs: sides.theirs.text, merged: merge.merged };
  const parts = fitted.map((place) => ({ place, told: toldPlaces(place, { texts, ends, sides, steps }) }));
  const conflicts = parts.flatMap(({ told: own }) => own);
  const others = [...quiet, ...parts.filter(({ told: own }) => own.length === 0).map(({ place }) => place)];
  const count = (side: Side): number => conflicts.length + others.filter((place) => hasSide(place, side)).length;
  return { places: count("mine"), theirs: count("theirs"), conflicts };
}

interface Meeting {
  readonly texts: FourTexts;
  /** The same, each with one more line feed at its end. */
  readonly ends: FourTexts;
  readonly sides: Sides;
  readonly steps: Steps;
}

function toldPlaces(place: FittedPlace, { texts, ends, sides, steps }: Meeting): ToldPlace[] {
  const { lines } = sides;
  const at: FourRanges = {
    base: { from: lines.start(place.first >> 1), to: lines.start(place.last >> 1) },
    mine: { from: sides.mine.shifts.at(place.first), to: sides.mine.shifts.at(place.last) },
    theirs: { from: sides.theirs.shifts.at(place.first), to: sides.theirs.shifts.at(place.last) },
    merged: place,
  };
  const kind = kindIn(place, sliced(ends, at));
  if (kind === undefined) return [];
  const whole = sliced(texts, at);
  const parts = isTellable(whole) ? [] : splitPlace(place, { text: sides.text, lines, steps });
  return (parts.length > 0 ? parts : [{ kind, at }]).map((part) => {
    const one = told(sliced(texts, part.at), part.at.merged.from);
    return { ...one, kind: part.kind, place: part.at.base, isCut: one.isCut || parts.length > 0 };
  });
}

/** Both made the same of it, and that is what is there: nobody has to look. */
function kindIn({ kind, changes }: FittedPlace, { mine, theirs, merged }: FourTexts): FittedPlace["kind"] | undefined {
  if (wordsIn(mine) === wordsIn(theirs) && wordsIn(mine) === wordsIn(merged)) return undefined;
  const isInOrder = merged === mine + theirs || merged === theirs + mine;
  return kind === "adjacent" && changes.every(addsLines) && !isInOrder ? "overlap" : kind;
}

const wordsIn = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
