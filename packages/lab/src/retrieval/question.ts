// A question as it is searched for: words that tell something, phrases in quotation marks, files that it names.
import { QUESTION_WORDS } from "@nomous/workbench/prose";
import { rawWordsOf, termsOf } from "./terms.ts";

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
  const words = rawWordsOf(text);
  const telling = words.filter((word) => !QUESTION_WORDS.has(word.toLowerCase()));
  const asked = telling.length > 0 || words.length > FEW_WORDS ? telling : words;
  const together = asked.slice(1).map((word, i) => termsOf(`${asked[i]}${word}`.toLowerCase())[0] ?? "");
  const byWhole = new Map<string, QuestionWord>();
  for (const [i, word] of asked.slice(0, MAX_WORDS).entries()) {
    const [whole, ...parts] = termsOf(word);
    const joined = [together[i - 1] ?? "", together[i] ?? ""].filter((term) => term !== "");
    if (whole !== undefined) byWhole.set(whole, { whole, parts, joined });
  }
  return { words: [...byWhole.values()], phrases: phrases.filter((phrase) => phrase !== ""), paths };
}

/** Letter case and the kind of white space do not matter to a phrase. */
export const flatten = (text: string): string => text.toLowerCase().replaceAll(/\s+/g, " ").trim();
