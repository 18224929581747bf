// A sentence in pieces that each speak of one thing. A claim is spoken of by its own piece first, and by a neighbour only where that one
// has no claim and its own piece says nothing; "but" and its like are never crossed.
import type { Span } from "../text/span.ts";

export interface Segment extends Span {
  /** By which clause of the sentence it belongs to, from 0. */
  readonly clause: number;
  /** What follows gives the reason for it: "Four frames win: p95 fell". */
  readonly isConclusion: boolean;
  readonly hasClaim: boolean;
}

const HARD = String.raw`;|\.(?=\s)|[!?]|,?\s(?:but|while|whereas|although|though|however|yet|whilst)\b`;
const REASON = String.raw`:(?=\s)|\s[—–-]\s|,?\s(?:because|since|as p\d\d)\b`;
const SOFT = String.raw`,(?!\d)|\s(?:and|or|plus)\b`;
const BREAK = new RegExp(String.raw`(?<hard>${HARD})|(?<reason>${REASON})|(?<soft>${SOFT})`, "giu");

/** Its "and" joins what is compared. */
const BETWEEN = /\bbetween\b(?!.*\band\b)/i;

/** The words of claims are never cut. */
export function segmentsOf(text: string, claims: readonly Span[]): Segment[] {
  const breaks = [...text.matchAll(BREAK)].filter(
    ({ index }) => !claims.some(({ from, to }) => from <= index && index < to),
  );
  let clause = 0;
  let from = 0;
  const segments: Segment[] = [];
  for (const next of [...breaks, null]) {
    if (next !== null && BETWEEN.test(text.slice(from, next.index))) continue;
    const to = next?.index ?? text.length;
    const hasClaim = claims.some((claim) => claim.from >= from && claim.to <= to);
    segments.push({ from, to, clause, isConclusion: next?.groups?.["reason"] !== undefined, hasClaim });
    if (next === null) break;
    if (next.groups?.["hard"] !== undefined) clause += 1;
    from = to;
  }
  return segments;
}

/** Of what was found in a sentence, what belongs to one of its claims. */
export function belongingTo<T extends Span>(
  found: readonly T[],
  claim: Span,
  claims: readonly Span[],
  segments: readonly Segment[],
): T[] {
  const at = segmentOf(claim, segments);
  const own = segments[at];
  if (own === undefined) return [];
  const nearest = inside(own, found).filter((one) => nearestOf(one, claims, own) === claim);
  if (nearest.length > 0) return nearest;
  return (
    [...neighbours(segments, at, -1), ...neighbours(segments, at, 1)]
      .map((segment) => inside(segment, found))
      .find((some) => some.length > 0) ?? []
  );
}

const segmentOf = (claim: Span, segments: readonly Segment[]): number =>
  segments.findIndex(({ from, to }) => claim.from >= from && claim.to <= to);

const inside = <T extends Span>(segment: Segment, found: readonly T[]): T[] =>
  found.filter(({ from, to }) => from >= segment.from && to <= segment.to);

/** The pieces without a claim that come right before or behind, the nearest first. */
function neighbours(segments: readonly Segment[], at: number, step: -1 | 1): Segment[] {
  const found: Segment[] = [];
  for (let i = at + step; ; i += step) {
    const segment = segments[i];
    if (segment === undefined || segment.hasClaim || segment.clause !== segments[at]?.clause) return found;
    found.push(segment);
  }
}

/** What concludes from a claim that follows: it is said of that claim, whatever else is. */
export function concludedFrom<T extends Span>(found: readonly T[], claim: Span, segments: readonly Segment[]): T[] {
  const at = segmentOf(claim, segments);
  const before = neighbours(segments, at, -1);
  return before.filter(({ isConclusion }) => isConclusion).flatMap((segment) => inside(segment, found));
}

/** What stands in the pieces without a claim that lead to it: "Compared with one frame, …". */
export function leadingTo<T extends Span>(found: readonly T[], claim: Span, segments: readonly Segment[]): T[] {
  const at = segmentOf(claim, segments);
  return neighbours(segments, at, -1).flatMap((segment) => inside(segment, found));
}

/** What stands inside the words of a claim is its own; else the nearest claim has it, of two the one that follows. */
function nearestOf(one: Span, claims: readonly Span[], segment: Span): Span | undefined {
  const here = claims.filter(({ from, to }) => from >= segment.from && to <= segment.to);
  return here.toSorted((a, b) => distance(one, a) - distance(one, b) || b.from - a.from)[0];
}

const distance = (one: Span, claim: Span): number => Math.max(0, claim.from - one.to, one.from - claim.to);
