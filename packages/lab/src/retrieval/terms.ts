// How text becomes search terms: words of any script, identifiers whole and in parts (`createSqliteStorage`,
// `max_lines`), English forms folded, and two-letter windows for scripts that write no spaces.
import { foldWord, STOP_WORDS } from "@nomous/workbench/prose";

const MAX_WORD_LENGTH = 48;
/** The same identifiers come again and again: their terms are remembered, up to this many, then forgotten together. */
const MEMORY_WORDS = 50_000;

const remembered = new Map<string, readonly string[]>();

/** The terms of a text, in its order, repetitions included. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const word of rawWordsOf(text)) for (const term of termsOfWord(word)) terms.push(term);
  return terms;
}

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;

/** Words, identifiers and version numbers as they are written, without accents. */
export function rawWordsOf(text: string): readonly string[] {
  if (isAscii(text)) return text.match(/\d+(?:\.\d+)+|[A-Za-z0-9_]+/g) ?? [];
  const plain = text.normalize("NFKD").replace(ACCENTS, "").normalize("NFC");
  return plain.match(/\d+(?:\.\d+)+|[\p{L}\p{M}\p{N}_]+/gu) ?? [];
}

function termsOfWord(word: string): readonly string[] {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= MEMORY_WORDS) remembered.clear();
  const own = ownCopy(word);
  const terms = [...new Set(splitWord(own))];
  remembered.set(own, terms);
  return terms;
}

/** A part of a string keeps the whole of it in memory: here a word would keep its file. */
const ownCopy = (word: string): string => Buffer.from(word).toString();

const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{2,}/u;

function splitWord(word: string): string[] {
  // Nobody wrote it: data in letters.
  if (word.length > MAX_WORD_LENGTH && !SPACELESS.test(word)) return [];
  if (SPACELESS.test(word)) return windowsOf(word);
  const parts = partsOf(word);
  const whole = parts.join("");
  return (parts.length > 1 ? [whole, ...parts] : parts).filter(isTelling).map(foldWord);
}

/** `createHTTPServer` and `create_http_server` both give `create`, `http`, `server`. */
function partsOf(word: string): string[] {
  return word
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .split("_")
    .filter((part) => part !== "");
}

function isTelling(term: string): boolean {
  if (term.length < 2 || STOP_WORDS.has(term)) return false;
  return !/^(?:[0-9a-f]{12,}|\d{7,})$/.test(term);
}

function windowsOf(word: string): string[] {
  const letters = Array.from(word.toLowerCase());
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
}
