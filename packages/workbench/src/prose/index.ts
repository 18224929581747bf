export { QUESTION_WORDS } from "./stop-words.ts";
export { mistakesIn, termsOf, type Word, wordsOf } from "./terms.ts";
