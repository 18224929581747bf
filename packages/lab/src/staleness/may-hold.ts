import { numberWord } from "./syntax/piece.ts";

const NAME_OR_NUMBER = /[A-Za-z_$][\w$]*|\d[\w.]*/g;
const IS_ONE = /^(?:[A-Za-z_$][\w$]*|\d[\w.]*)$/;

/** Whether a text may say all this: where a name or a number of it is missing, or is not there as often, it need not be parsed to know that it does not. */
export function mayHold(text: string, words: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const word of words) if (IS_ONE.test(word)) left.set(word, (left.get(word) ?? 0) + 1);
  for (const word of left.keys()) if (!/^\d/.test(word) && !text.includes(word)) return false;
  for (const [word] of text.matchAll(NAME_OR_NUMBER)) {
    const said = /^\d/.test(word) ? numberWord(word) : word;
    const count = left.get(said);
    if (count === 1) left.delete(said);
    else if (count !== undefined) left.set(said, count - 1);
    if (left.size === 0) return true;
  }
  return left.size === 0;
}
