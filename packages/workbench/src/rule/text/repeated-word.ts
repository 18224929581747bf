import type { Fix, Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isInCode } from "./is-in-code.ts";

/** Words that no sentence needs twice in a row, unlike "that that", "with it it is", "had had" or "state state machines". */
const WORDS =
  "a an the this these those each every all both its our their your my we they and or but if when where which how because while of to in on at by for from with without within into about over under between through after before as than then also only is are was were be been has have will would can could should must may not";
const REPEATED = new RegExp(
  `(?<![\\w'’"“\`./@#$&:+-])(${WORDS.replaceAll(" ", "|")})(\\s+)\\1(?![\\w'’"”\`/@(=+-]|[.:]\\w|\\s+(?:order|the first)\\b)`,
  "gi",
);

/** Any word twice: one look that passes most texts over. */
const HINT = /\b([a-z]+)\s+\1\b/i;

const repeatedIn = (text: string): Iterable<RegExpExecArray> => (HINT.test(text) ? text.matchAll(REPEATED) : []);

export const repeatedWord: Rule = {
  id: "text.repeated-word",
  title: "A word that stands there twice",
  why: "It is left over from an edit, and sometimes another word is missing in its place.",
  remedy: "Remove one, or write the word that was meant.",
  weight: "advice",
  appliesTo: "any",
  bad: { text: "# Reconnect\n\nThe reader resumes at the the cursor that it saw last.\n" },
  good: { text: "# Reconnect\n\nThe reader resumes at the cursor that it saw last. It had had none before that.\n" },
  *check({ markdown: { text, tree, headings, paragraphs, tables } }: Subject): Iterable<Problem> {
    const cells = tables.flatMap(({ header, rows }) => [header, ...rows].flatMap((row) => row.cells));
    for (const span of [...headings, ...paragraphs, ...cells])
      for (const { 0: both, 1: word = "", index } of repeatedIn(text.slice(span.from, span.to))) {
        const from = span.from + index;
        const to = from + both.length;
        if (isInCode(tree, from) || isInCode(tree, to - 1) || isName(word, text.slice(to - word.length, to))) continue;
        const message = `"${text.slice(to - word.length, to)}" stands here twice. ${repeatedWord.remedy}`;
        yield { from, to, message, fix: removeSecond(text, from + word.length, to, word.length) };
      }
  },
};

/** "moved to To discuss", "joined by and AND": the second is the name of something. "The the" is a slip. */
const isName = (first: string, second: string): boolean =>
  first !== second &&
  (first === first.toLowerCase() || [first, second].some((one) => one.length > 1 && one === one.toUpperCase()));

/** With the blank behind it, so that lines stay as they are; at the end of a line with what stands before it. */
function removeSecond(text: string, gapFrom: number, to: number, length: number): Fix {
  const edit = text[to] === " " ? { from: to - length, to: to + 1 } : { from: gapFrom, to };
  return { title: "Remove the second word", edits: [{ ...edit, insert: "" }] };
}
