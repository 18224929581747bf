// Sets of words, as `subjectWords` gives them.

export type WordSet = ReadonlySet<string>;

export const shared = (one: WordSet, other: WordSet): number => [...one].filter((word) => other.has(word)).length;

/** Whether the shorter says nothing that the longer does not say too, and is at least that part of it. */
export function isContained(one: WordSet, other: WordSet, part: number): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  return shared(small, large) === small.size && small.size >= large.size * part;
}
