// Marks of something unfinished in the middle of a text: `TBD`, `?? ms`, `[to be confirmed]`. What may well be meant as it stands
// (an argument of a command, the parameter of a type, a question with two marks) is left out.
import { UNDECIDED } from "./placeholder.ts";

export interface OpenMark {
  /** In the text. */
  readonly index: number;
  readonly mark: string;
}

const BLANK = "amount|citation needed|date|details?|number|owner|person|placeholder|reason|source needed|threshold";

const MARKS: readonly RegExp[] = [
  // In capitals, because people do speak of things to do; and not where the marks themselves are spoken of.
  /(?<![\w-])(?:TBD|TBC|TBA|TODO|FIXME)(?![\w-])(?! (?:comment|list|item|app|marker)s?\b)/g,
  // In place of a number; as one of the Romans it has a name before it.
  /(?<![\w.-])(?<!\b(?:annex|chapter|part|section|volume) )(?:XX+|xx+)(?![\w.-])/g,
  /(?<![\w*_])_{3,}(?![\w*_])/g,
  // Behind a word, two question marks are no more than surprise, and so are more than three.
  /(?<!\?)\?{3}(?!\?)|(?<![^\s(~<>≤≥=])\?\?(?![?\w])|[[(]\?+[\])]/g,
  /(?<=\s)\?(?= ?(?:%|[kMG]i?B|[mµn]?s|min|h|hours?|days?|weeks?)(?!\w))/g,
  /(?<!\$)\{\{[^{}\r\n]*\}\}/g,
  /\blorem ipsum\b[^.\r\n]*/gi,
  new RegExp(String.raw`(?<![\w\])])\[(?:${BLANK}|to be [a-z][^\]\r\n]{0,60})\](?![([:\w])`, "gi"),
  new RegExp(String.raw`(?<![\w/=-])<(?:${BLANK}|tb[cd]|to ?do)>(?![\w/=-])`, "gi"),
  /[[<](?:[Ii]nsert|[Yy]our|[Ff]ill in|[Ee]nter|[Dd]escribe|[Nn]ame of|[Aa]dd)\b[^\]>\r\n]{0,80}[\]>](?!\()/g,
];

/** In words. "What is to be decided by the gate" is no such mark, nor is anything that a list of open questions says. */
const PHRASES: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:still|yet|remains?) to be (?:${UNDECIDED})\b`, "gi"),
  /\b(?:is|are) to be (?:agreed|announced|clarified|decided|defined|determined|specified|worked out)\b(?! (?:at|by|from|in|per|with)\b)/gi,
  new RegExp(String.raw`(?<=[:(–—] ?)to (?:follow|come|be (?:${UNDECIDED})(?: later| soon)?)(?= ?(?:[.;,)]|$))`, "gi"),
];

const marksOf = (patterns: readonly RegExp[], text: string): OpenMark[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(({ 0: mark, index }) => ({ index, mark })));

export const openMarksIn = (text: string): OpenMark[] => marksOf(MARKS, text);

export const openPhrasesIn = (text: string): OpenMark[] => marksOf(PHRASES, text);
