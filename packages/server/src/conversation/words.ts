// Words as people search for them: letters, digits and underscores, without regard to case.

const STOP_WORDS = new Set(
  `a about all also an and any are as at be been but by can could did do does done each every for from had has have how i if
  in into is it its just like make me more my no not of on one only or our out please show so some such tell than that the their
  them then there these they this those to up use used uses using was we were what when where which who why will with would you
  your`.split(/\s+/),
);

/** All words of a text, lower case, in order. */
export const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** The words that say what a text is about, each once. */
export const contentWordsOf = (text: string): string[] => [
  ...new Set(wordsOf(text).filter((word) => !STOP_WORDS.has(word))),
];
