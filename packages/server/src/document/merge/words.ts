// Texts as words: what no change cuts. A word is a run of letters, digits and underscores; whatever else there is counts by whole characters,
// with the marks that belong to them.

const TOKEN = /[\p{L}\p{M}\p{N}_\u200c\u200d]+|\n|[^\S\n]+|\p{RI}{2}|.(?:[\p{M}\p{EMod}]|\u200d\p{ExtPict})*/gsu;
const WORD = /^[\p{L}\p{M}\p{N}_]/u;
/** Two characters that belong together. */
const ONE_PIECE = /^(?:[\p{L}\p{M}\p{N}_\u200c\u200d]{2}|\S[\p{M}\p{EMod}\u200d]|\u200d\S|\p{RI}{2})$/u;

/** Words, line ends, blanks and single characters; together they are the text. */
export const tokensOf = (text: string): string[] => text.match(TOKEN) ?? [];

export const isWord = (token: string): boolean => WORD.test(token);

/** Whether `at` lies inside a word or a character. */
export function cutsWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  if (splitsPair(text, at)) return true;
  const before = text.slice(splitsPair(text, at - 1) ? at - 2 : at - 1, at);
  const behind = text.slice(at, splitsPair(text, at + 1) ? at + 2 : at + 1);
  return ONE_PIECE.test(before + behind);
}

/** Whether `at` lies between the two halves of a character. */
export const splitsPair = (text: string, at: number): boolean =>
  isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
