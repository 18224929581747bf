// Marks of something unfinished in the middle of a text: `TBD`, `?? ms`, `[to be confirmed]`. What may well be meant as it stands
// (an argument of a command, the parameter of a type, a question with two marks) is left out.
import { remember } from "../text/remember.ts";
import { UNDECIDED } from "./placeholder.ts";

export interface OpenMark {
  /** In the text. */
  readonly index: number;
  readonly mark: string;
}

const BLANK = "amount|citation needed|date|details?|number|owner|person|placeholder|reason|source needed|threshold";

const UNIT = String.raw`%|[kMGT]?i?B|[mµn]?s|min|h|(?:hour|day|week|month)s?`;
/** Where a sentence, or the text, is over. */
const END = String.raw`\s*$|[.,;:)](?:\s|$)`;

const MARKS: readonly RegExp[] = [
  // In capitals, because people do speak of things to do; and not where the marks themselves are spoken of.
  /(?<![\w-])(?:TBD|TBC|TBA|TODO|FIXME|tb[cd])(?![\w-])(?! (?:comment|list|item|app|marker)s?\b)/g,
  // In place of a number. As one of the Romans it has a name before it, and `XXX` may stand for any name.
  /(?<![\w.%/@-])(?<!\b(?:annex|chapter|part|section|volume) )XX(?![\w./-])/gi,
  new RegExp(String.raw`(?<![\w.%/@-])XXX+(?= ?(?:${UNIT})(?!\w)|${END})`, "g"),
  new RegExp(String.raw`(?<=\s)(?:\?|X(?=[ %]))(?= ?(?:${UNIT})(?!\w))`, "g"),
  /(?<![\w*_])_{3,}(?![\w*_])/g,
  // Behind a word, two question marks are no more than surprise, and so are more than three.
  /(?<!\?)\?{3}(?!\?)|(?<![^\s(~<>≤≥=])\?\?(?![?\w])|[[(]\?+[\])]/g,
  // With words alone, because the languages of templates write their commands so.
  /(?<!\$)\{\{\s*\p{L}[\p{L}\p{N}_ -]*\}\}/gu,
  /(?<!["'“‘])\blorem ipsum\b[^.\r\n]*/gi,
  new RegExp(String.raw`(?<![\w\])])(?<!\x60\s?)\[(?:${BLANK}|to be [a-z][^\]\r\n]{0,60})\](?![([:\w])`, "gi"),
  new RegExp(String.raw`(?<![\w/=[\\-])<(?:${BLANK}|to ?do)>(?![\w/=<\]-])`, "gi"),
  /[[<](?:[Ii]nsert|[Yy]our|[Ff]ill in|[Ee]nter|[Dd]escribe|[Nn]ame of|[Aa]dd)\b[^\]>\r\n]{0,80}[\]>](?!\()/g,
];

/** What each of the marks has in it: one look that passes most texts over. */
const HINT = /[?<[]|\{\{|___|xx|\sx[ %]|tb[acd]|todo|fixme|lorem/i;

/** Not "described" or "measured", which may well be done later in the text or in the work. */
const SETTLED = "added|completed|confirmed|decided|defined|determined|filled in|provided|specified|supplied|written";

/** In words. "What is to be decided by the gate" is no such mark, nor is anything that a list of open questions says. */
const PHRASES: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:still|yet|remains?) to be (?:${UNDECIDED})\b`, "gi"),
  /\b(?:is|are) to be (?:agreed|announced|clarified|decided|defined|determined|specified|worked out)\b(?! (?:at|by|from|in|per|with)\b)/gi,
  new RegExp(String.raw`\b(?:will|should|must|(?:has|have|needs?) to) be (?:${SETTLED}) (?:later|soon)\b`, "gi"),
  /\b(?:details?|figures|numbers|results|the rest) (?:to (?:follow|come)|will follow|follow later)\b/gi,
  /\bfill(?:ed)? (?:it |that |this )?in later\b|\bunder construction\b/gi,
  /\bthis (?:chapter|document|part|section) is (?:a stub|incomplete|unfinished|not (?:yet )?(?:complete|finished|written))\b/gi,
  new RegExp(String.raw`(?<=[:(–—] ?)to (?:follow|come|be (?:${UNDECIDED})(?: later| soon)?)(?= ?(?:[.;,)]|$))`, "gi"),
];

const marksOf = (patterns: readonly RegExp[], text: string): OpenMark[] =>
  patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(({ 0: mark, index }) => ({ index, mark })));

const marksIn = remember((text): readonly OpenMark[] => (HINT.test(text) ? marksOf(MARKS, text) : []));
const phrasesIn = remember((text): readonly OpenMark[] => marksOf(PHRASES, text));

/** The marks in a text, and where it has none, what it says in words. */
export function openMarksIn(text: string, withPhrases: boolean): readonly OpenMark[] {
  const marks = marksIn(text);
  return marks.length === 0 && withPhrases ? phrasesIn(text) : marks;
}
