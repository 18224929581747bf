// How text becomes search terms, in the workspace and in the browser: words of any script, identifiers whole and in parts, English forms folded,
// and two-letter windows for scripts that write no spaces. Each word keeps its place, so that what was found can be marked.
import { foldWord } from "./fold-word.ts";
import { STOP_WORDS } from "./stop-words.ts";

export interface Word {
  /** UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** As it is written, in lower case and without accents. */
  readonly plain: string;
  /** What it is found by as a whole; `undefined` where it says nothing, or only its parts do. */
  readonly whole: string | undefined;
  /** What it is found by together; none where it is one word. */
  readonly parts: readonly string[];
}

type Split = Pick<Word, "plain" | "whole" | "parts">;

/** Version numbers are one word. */
const WORD = /\d+(?:\.\d+)+|[\p{L}\p{M}\p{N}_]+/gu;
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
/** With the signs that these scripts share, as the long vowel of Japanese. */
const SPACELESS = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]{2,}/u;
/** As long as the longest hash that people paste; what is longer nobody wrote: data in letters. */
const MAX_LENGTH = 64;
/** The same words come again and again: what they become is remembered, up to this many, then forgotten together. */
const MEMORY_WORDS = 50_000;

const remembered = new Map<string, Split>();

/** The words of a text in its order. */
export function* wordsOf(text: string): Generator<Word> {
  for (const { 0: written, index } of text.matchAll(WORD)) {
    yield { from: index, to: index + written.length, ...splitWord(written) };
  }
}

/** The terms of a text, in its order, repetitions included. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const written of text.match(WORD) ?? []) {
    const { whole, parts } = splitWord(written);
    if (whole !== undefined) terms.push(whole);
    for (const part of parts) if (part !== whole) terms.push(part);
  }
  return terms;
}

/** How many letters of a term may be wrong where it stands nowhere; two of them exchanged count twice. What is like a number is another one. */
export const mistakesIn = (term: string): number => (/\d/.test(term) || term.length < 5 ? 0 : term.length < 8 ? 1 : 2);

function splitWord(written: string): Split {
  const known = remembered.get(written);
  if (known !== undefined) return known;
  if (remembered.size >= MEMORY_WORDS) remembered.clear();
  const own = ownCopy(written);
  const word = own.normalize("NFKD").replace(ACCENTS, "").normalize("NFC");
  const split = { plain: word.toLowerCase(), ...splitPlain(word) };
  remembered.set(own, split);
  return split;
}

/** A part of a string keeps the whole of it in memory: here a word would keep its file. */
const ownCopy = (word: string): string => Array.from(word).join("");

function splitPlain(word: string): Omit<Split, "plain"> {
  if (SPACELESS.test(word)) return { whole: undefined, parts: windowsOf(word) };
  if (word.length > MAX_LENGTH) return { whole: undefined, parts: [] };
  const parts = partsOf(word);
  const [whole] = keysOf([parts.join("")]);
  return { whole, parts: parts.length > 1 ? keysOf(parts) : [] };
}

const keysOf = (words: readonly string[]): readonly string[] => [
  ...new Set(words.filter((word) => word.length > 1 && !STOP_WORDS.has(word)).map(foldWord)),
];

/** `createHTTPServer` and `create_http_server` both give `create`, `http`, `server`. */
function partsOf(word: string): string[] {
  return word
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .split("_")
    .filter((part) => part !== "");
}

function windowsOf(word: string): readonly string[] {
  const letters = Array.from(word.toLowerCase());
  return [...new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))];
}
