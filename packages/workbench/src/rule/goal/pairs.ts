// Statements that are held against each other, two at a time. Which of the two is wrong nobody knows, so both are told; and each is
// told once, however many others it disagrees with.
import type { Span } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Problem } from "../rule.ts";
import type { Subject } from "../subject.ts";

export type Pair<P> = readonly [first: P, second: P];

/** Longer lists are data, and no statements that somebody weighed against each other. */
export const MOST_COMPARED = 200;

/** Each statement with each that follows it; there are at most `MOST_COMPARED`. */
export function* pairsWithin<P>(all: readonly P[]): Generator<Pair<P>> {
  for (const [i, first] of all.entries()) for (const second of all.slice(i + 1)) yield [first, second];
}

/** Each statement of one list with each of the other; there are at most `MOST_COMPARED` in either. */
export function* pairsBetween<P>(ones: readonly P[], others: readonly P[]): Generator<Pair<P>> {
  for (const first of ones) for (const second of others) yield [first, second];
}

type Told = Span & { readonly text: string };

/** For each pair that has a message, a problem at both ends; `message` is given the other end's words and line. */
export function* tellPairs<P extends Told>(
  { markdown }: Subject,
  pairs: Iterable<Pair<P>>,
  reasonOf: (first: P, second: P) => string | null,
  message: (reason: string, other: string) => string,
): Generator<Problem> {
  const told = new Set<P>();
  const see = ({ from, text }: P): string => `${quote(text)} (line ${markdown.lines.positionOf(from).line})`;
  for (const [first, second] of pairs) {
    if (told.has(first) && told.has(second)) continue;
    const reason = reasonOf(first, second);
    if (reason === null) continue;
    if (!told.has(first)) yield { from: first.from, to: first.to, message: message(reason, see(second)) };
    if (!told.has(second)) yield { from: second.from, to: second.to, message: message(reason, see(first)) };
    told.add(first).add(second);
  }
}
