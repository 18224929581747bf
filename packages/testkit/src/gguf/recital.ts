const SYLLABLES = Array.from("bdfgklmnprstvz").flatMap((consonant) =>
  Array.from("aeiou", (vowel) => consonant + vowel),
);

/** A sentence of `words` different words, at most 4,900, to be recited by a tiny model. */
export function recital(words: number): string {
  const sentence = Array.from({ length: words }, (_, i) => {
    const [first, second] = [SYLLABLES[i % SYLLABLES.length], SYLLABLES[Math.floor(i / SYLLABLES.length)]];
    return `${second}${first}`;
  }).join(" ");
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}
