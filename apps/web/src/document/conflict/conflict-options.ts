// What can be chosen of a conflict as it stands now: with which text, and why not where that would lose something.
import { type ConflictChoice, LIMITS, type PlacedConflict } from "@nomous/client";
import { keepText, type SidesView } from "./conflict-sides.ts";

export interface Option {
  readonly choice: Exclude<ConflictChoice, "own">;
  /** The key that chooses it. */
  readonly key: string;
  readonly name: string;
  /** What the place becomes. */
  readonly text: string;
}

export interface Options {
  /** Keeping what stands there is always one, and the first. */
  readonly options: readonly Option[];
  /** What an own text begins with, without its last line end; `undefined`: none can be written here. */
  readonly draft: string | undefined;
  /** What the place becomes with this text of one's own: a last line stays one. */
  readonly ownText: (written: string) => string;
  /** Why there are not all of them. */
  readonly lack: string | undefined;
}

const GONE =
  "The text around this place is gone from the document. What you keep of it is put at the end of its section.";
const LONG = "This place is too long to be replaced from here. Keep it, and change it in the document.";

export function optionsOf({ conflict, place, isOutdated }: PlacedConflict, sides: SidesView, text: string): Options {
  const { merged, isCut } = conflict;
  // Somebody went on from the merged text: that is what is kept.
  const present = place !== null && isOutdated ? text.slice(place.from, place.to) : merged;
  const isLong = isCut === true || present.length > LIMITS.conflictLength;
  const isThere = place !== null;
  const name = isThere && !isOutdated ? keepText("merged", sides) : "Keep as it is";
  const keep: Option = { choice: "merged", key: "M", name, text: isLong ? merged : present };
  const end = /\n*$/.exec(present)?.[0] ?? "";
  const ownText = (written: string): string => (written === "" ? "" : written.replace(/\n*$/, end));
  if (isLong) return { options: [keep], draft: undefined, ownText, lack: LONG };
  const ofSides = [sides.first, sides.second].map(({ side }, n): Option => ({
    choice: side,
    key: `${n + 1}`,
    name: keepText(side, sides),
    text: conflict[side],
  }));
  return {
    options: [keep, ...ofSides],
    draft: present.slice(0, present.length - end.length),
    ownText,
    lack: isThere ? undefined : GONE,
  };
}
