/** What two texts share that differ in letter case, punctuation and blanks alone: `Rolled back when:` → `rolled back when`. */
export const wordsKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
