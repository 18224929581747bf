// From a ranking to what is shown: neighbours are joined, and no file takes more than two places, so that a long file does not
// hide the others.
import type { RankedPlace } from "./passage-index.ts";

const MAX_PER_FILE = 2;
const MAX_GAP_LINES = 2;
const MAX_JOINED_LINES = 60;
/** A neighbour joins when it is at least this good, compared with the place that it joins. */
const MIN_JOINED_SCORE = 0.5;

/** At most `limit` places, best first. */
export function selectPlaces(ranked: readonly RankedPlace[], limit: number): RankedPlace[] {
  const chosen: RankedPlace[] = [];
  for (const place of ranked) {
    const ofFile = chosen.filter(({ path }) => path === place.path);
    const neighbour = ofFile.find((other) => canJoin(other, place));
    if (neighbour !== undefined) chosen[chosen.indexOf(neighbour)] = join(neighbour, place);
    else if (ofFile.length < MAX_PER_FILE && chosen.length < limit) chosen.push(place);
  }
  return chosen;
}

function canJoin(a: RankedPlace, b: RankedPlace): boolean {
  const gap = Math.max(a.line, b.line) - Math.min(a.endLine, b.endLine) - 1;
  const { line, endLine } = join(a, b);
  return gap <= MAX_GAP_LINES && endLine - line < MAX_JOINED_LINES && b.score >= a.score * MIN_JOINED_SCORE;
}

const join = (better: RankedPlace, other: RankedPlace): RankedPlace => ({
  ...better,
  line: Math.min(better.line, other.line),
  endLine: Math.max(better.endLine, other.endLine),
});
