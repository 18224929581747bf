import { contentWordsOf, wordsOf } from "../conversation/words.ts";

const SMALL_TALK = new Set(
  "hi hello hey hallo thanks thank you thx ok okay yes no bye goodbye good morning evening there help".split(" "),
);

/** Nothing to search for: no words, or only such that greet and thank. */
export function isSmallTalk(prompt: string): boolean {
  const words = wordsOf(prompt);
  const isGreeting = words.length <= 4 && words.every((word) => SMALL_TALK.has(word));
  return isGreeting || contentWordsOf(prompt).length === 0;
}
