export { foldWord } from "./fold-word.ts";
export { QUESTION_WORDS, STOP_WORDS } from "./stop-words.ts";
