// How the scripts of sessions write: lines of words that occur nowhere else, changed as a whole, so that what is missing at the end can be
// told from what was taken out.
import type { SeededRandom } from "@nomous/testkit";

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

const word = (random: SeededRandom, first: string): string =>
  first + Array.from({ length: 9 }, () => LETTERS[random.int(LETTERS.length)]).join("");

/** A word that nobody else says. */
export const newToken = (random: SeededRandom): string => word(random, "T");

/** The word by which a text that git brought is known. */
export const newMarker = (random: SeededRandom): string => word(random, "M");

const MARKER = /marker (M[0-9a-z]{9})/;

/** The marker that a text has. */
export const markerOf = (text: string): string | null => MARKER.exec(text)?.[1] ?? null;

/** The text, or file, with another marker; it has one. */
export const withMarker = (text: string, marker: string): string => text.replace(MARKER, `marker ${marker}`);

/** A document as git has it first: a marker, and lines. */
export const firstText = (random: SeededRandom, lines: number): string =>
  `marker ${newMarker(random)}\n${Array.from({ length: lines }, () => `${newToken(random)} said so\n`).join("")}`;

/** Where lines begin, the end of the text included. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Puts a token into the text: as a line of its own, or at the end of one. */
export function insertion(text: string, random: SeededRandom, token: string): Change {
  const at = random.pick(lineStarts(text));
  const end = text.indexOf("\n", at);
  if (end > at && random.chance(0.4) && !isMarkerLine(text, at)) return { from: end, to: end, insert: ` ${token}` };
  return { from: at, to: at, insert: `${token} was written\n` };
}

const isMarkerLine = (text: string, start: number): boolean => text.startsWith("marker ", start);

/** Takes a line out; not that of the marker, and `undefined` when there is no other. */
export function removal(text: string, random: SeededRandom): Change | undefined {
  const starts = lineStarts(text).filter((at) => text.indexOf("\n", at) !== -1 && !isMarkerLine(text, at));
  if (starts.length === 0) return undefined;
  const from = random.pick(starts);
  return { from, to: text.indexOf("\n", from) + 1, insert: "" };
}

export const applied = (text: string, { from, to, insert }: Change): string =>
  text.slice(0, from) + insert + text.slice(to);
