// How much of a question a passage speaks of. A sum over words alone prefers a passage that says one rare word ten times to one
// that says every word once, and finds something for nonsense.
import type { QuestionWord } from "./question.ts";

/**
 * From ½ to 1: rare terms weigh more, and terms that stand nowhere most, so that a question about nothing here is not
 * answered. They weigh no more than twice as much as any other: people use words of their own.
 */
export function termWeights(
  results: readonly { readonly queryTerms: readonly string[] }[],
  terms: readonly string[],
  passages: number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>(terms.map((term) => [term, 0]));
  for (const { queryTerms } of results)
    for (const term of new Set(queryTerms)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const rarityOf = (count: number): number => Math.log(1 + (passages - count + 0.5) / (count + 0.5));
  return new Map([...counts].map(([term, count]) => [term, 0.5 + (0.5 * rarityOf(count)) / rarityOf(0)]));
}

/** The part of the question's weight, from 0 to 1, that the terms of a passage cover. */
export function coverageOf(
  words: readonly QuestionWord[],
  found: ReadonlySet<string>,
  weights: ReadonlyMap<string, number>,
): number {
  let asked = 0;
  let covered = 0;
  for (const word of words) {
    const weight = weightOf(word, weights);
    asked += weight;
    covered += weight * shareOf(word, found);
  }
  return asked === 0 ? 0 : covered / asked;
}

function shareOf({ whole, parts, joined }: QuestionWord, found: ReadonlySet<string>): number {
  if (found.has(whole) || joined.some((term) => found.has(term))) return 1;
  return parts.length === 0 ? 0 : parts.filter((part) => found.has(part)).length / parts.length;
}

/** That of an identifier's parts, on average: an identifier that stands nowhere must not outweigh the rest. */
function weightOf({ whole, parts }: QuestionWord, weights: ReadonlyMap<string, number>): number {
  const counted = parts.length > 0 ? parts : [whole];
  return counted.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0) / counted.length;
}
