// Which lines of a generated part a person wrote: those that neither were generated then nor would be now. The evidence is replayed as it
// was; so a changed number is found as well as a new sentence, and a table that a formatter has padded anew is not.
import type { LineIndex } from "../text/line-index.ts";
import { type GeneratedRegion, generatedRegions, type Place } from "./generated-regions.ts";
import { pastSurroundings } from "./past-surroundings.ts";
import { isUntouched, lineKey, lineKeys, type Region } from "./region.ts";
import { isPlanRegion } from "./region-kind.ts";
import { isToldAnew } from "./render-results.ts";

export interface PersonalLine {
  /** From 1, in the document. */
  readonly line: number;
  readonly text: string;
}

/** In their order; `now` is what would be generated today, null when nothing would. */
export function personalLines(region: Region, now: GeneratedRegion | null, place: Place): PersonalLine[] {
  if (isUntouched(region)) return [];
  const generated = new Set([...bodyThen(region, place), ...(now?.body.split("\n") ?? [])].map(lineKey));
  const lines = linesOf(region, place);
  return lines.filter(
    ({ text }) =>
      text.trim() !== "" &&
      !generated.has(lineKey(text)) &&
      !isAlwaysGenerated(region, text) &&
      !isOfBefore(region, now, text),
  );
}

/** Definitions of claims are made from nothing but the evidence. */
const isAlwaysGenerated = ({ name }: Region, text: string): boolean =>
  isToldAnew(text) || (name === "claims" && /^\[ev:[^\]]+\]: /.test(text));

/** What was generated of tasks as they were; nobody has those any more. */
const isOfBefore = ({ at }: Region, now: GeneratedRegion | null, text: string): boolean =>
  at !== now?.at && now?.isOwnLine?.(text) === true;

/** As people read it. */
export const isSameBody = (one: string, other: string): boolean =>
  lineKeys(one).join("\n") === lineKeys(other).join("\n");

function bodyThen({ name, at }: Region, place: Place): readonly string[] {
  if (at === null || isPlanRegion(name)) return [];
  const then = { ...place, surroundings: pastSurroundings(place.surroundings, at) };
  return (
    generatedRegions(then)
      .find((one) => one.name === name)
      ?.body.split("\n") ?? []
  );
}

function linesOf({ content }: Region, { markdown: { text, lines } }: Place): PersonalLine[] {
  return [...linesBetween(lines, content.from, content.to)].map(({ line, from, to }) => ({
    line,
    text: text.slice(Math.max(from, content.from), Math.min(to, content.to)).replace(/[\r\n]+$/, ""),
  }));
}

function* linesBetween(
  lines: LineIndex,
  from: number,
  to: number,
): Generator<{ line: number; from: number; to: number }> {
  for (let { line } = lines.positionOf(from); line <= lines.count; line += 1) {
    const start = lines.startOf(line);
    if (start >= to) return;
    yield { line, from: start, to: lines.startOf(line + 1) };
  }
}
