// A question as it is searched for: words that tell something, phrases in quotation marks, files that it names.
import { QUESTION_WORDS, wordsOf } from "@nomous/workbench/prose";

export interface QuestionWord {
  readonly whole: string;
  /** What an identifier is made of; empty for a plain word. */
  readonly parts: readonly string[];
  /** It written together with a neighbour, which says as much: "back up" and `backup`. */
  readonly joined: readonly string[];
}

export interface Question {
  readonly words: readonly QuestionWord[];
  /** Lower-case, with single spaces; each must occur. */
  readonly phrases: readonly string[];
  /** What looks like a path or a file's name. */
  readonly paths: readonly string[];
}

const MAX_CHARACTERS = 2_000;
const MAX_WORDS = 32;
/** So few words are no sentence: all of them are meant. */
const FEW_WORDS = 2;

export function parseQuestion(query: string): Question {
  const text = query.slice(0, MAX_CHARACTERS);
  const phrases = [...text.matchAll(/["“„”]([^"“„”]{2,})["“„”]/g)].map(([, phrase = ""]) => flatten(phrase));
  const raw = text.split(/\s+/).map((word) => word.replace(/^[^\p{L}\p{N}._/@]+|[^\p{L}\p{N}_/]+$/gu, ""));
  const paths = raw
    .filter((word) => /[^/]\/[^/]|.\.\w{1,8}(?::\d+)?$/.test(word))
    .map((word) => word.replace(/^\.\/|:\d+(?:-\d+)?$/g, ""));
  const words = [...wordsOf(text)];
  const telling = words.filter(({ plain }) => !QUESTION_WORDS.has(plain));
  const asked = telling.length > 0 || words.length > FEW_WORDS ? telling : words;
  const together = asked.slice(1).map(({ plain }, i) => wholeOf(`${asked[i]?.plain ?? ""}${plain}`));
  const byWhole = new Map<string, QuestionWord>();
  const add = (word: QuestionWord): void => {
    if (byWhole.size < MAX_WORDS) byWhole.set(word.whole, word);
  };
  for (const [i, { whole, parts }] of asked.entries()) {
    const joined = [together[i - 1] ?? [], together[i] ?? []].flat();
    if (whole !== undefined) add({ whole, parts, joined });
    // A script without spaces, whose letter pairs are asked for each: the first alone says little of a sentence.
    else for (const part of parts) add({ whole: part, parts: [], joined: [] });
  }
  return { words: [...byWhole.values()], phrases: phrases.filter((phrase) => phrase !== ""), paths };
}

/** By what a text that is one word is found as a whole. */
function wholeOf(text: string): string | undefined {
  const [word] = wordsOf(text);
  return word?.to === text.length ? word.whole : undefined;
}

/** Letter case and the kind of white space do not matter to a phrase. */
export const flatten = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, " ").trim();
