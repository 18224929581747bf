// Tells what a template says from what a person wrote. Guidance that is left in a document is no content, even when somebody took
// its marks off or wrote behind it.
import { remember } from "../text/remember.ts";
import type { Span } from "../text/span.ts";
import { allParts, type DocumentType } from "../type/document-type.ts";
import { isOfForeignTemplate } from "./foreign-template.ts";
import { wordsKey } from "../text/words-key.ts";

/** Templates, ours and those of others, begin an instruction with one of these words, behind a label or not, often in italics. */
const MARK = /^(?:\W*[^:.]{1,60}:)?(\W*)(?:guidance|instruction|write here)\s*:\W*/i;
const LABEL = /^\W*[^:.]{1,60}:/;

/** Sentences end with the marks around them: `*Guidance: say why.*` is one. */
function sentencesIn(text: string): Span[] {
  const ends = [...text.matchAll(/([.?!][*_)"”]*)\s+/g)];
  const starts = [0, ...ends.map(({ 0: end, index }) => index + end.length)];
  return starts.map((from, i) => ({ from, to: endOf(ends[i]) ?? text.length }));
}

const endOf = (end: RegExpExecArray | undefined): number | undefined =>
  end === undefined ? undefined : end.index + (end[1] ?? "").length;

/** Shorter sentences are too likely to be somebody's own. */
const MIN_WORDS = 4;

interface Template {
  /** What `nomous new` writes into the cells of tables. */
  readonly cells: ReadonlySet<string>;
  /** Where a text repeats its sentences. */
  readonly guidanceIn: (text: string) => readonly Span[];
}

const known = new WeakMap<DocumentType, Template>();

function templateOf(type: DocumentType): Template {
  const before = known.get(type);
  if (before !== undefined) return before;
  const parts = [...allParts(type.parts)];
  const sentences = parts.flatMap(({ guidance }) =>
    sentencesIn(guidance).map(({ from, to }) => guidance.slice(from, to)),
  );
  const rows = parts.flatMap(({ expects = [] }) =>
    expects.flatMap((one) => (one.kind === "table" ? (one.rows ?? []).map(({ text }) => text) : [])),
  );
  const aspects = type.fields.flatMap((field) => Object.values(field.aspects ?? {}).flat());
  const its = new Set(sentences.map(wordsKey).filter((sentence) => sentence.split(" ").length >= MIN_WORDS));
  const template = {
    cells: new Set([...rows, ...aspects].map(wordsKey)),
    guidanceIn: remember((text) => guidanceOf(its, text)),
  };
  known.set(type, template);
  return template;
}

/** Whether a cell holds no more than the row of the template began with. */
export const isTemplateCell = (text: string, type: DocumentType): boolean => templateOf(type).cells.has(wordsKey(text));

/** Where a text, with its marks or without, repeats the template: sentence by sentence, or from an instruction's mark to its end. */
export const guidanceIn = (text: string, type: DocumentType): readonly Span[] => templateOf(type).guidanceIn(text);

function guidanceOf(its: ReadonlySet<string>, text: string): Span[] {
  const sentences = sentencesIn(text);
  const isKnown = (words: string): boolean => {
    const sentence = wordsKey(words);
    return its.has(sentence) || isOfForeignTemplate(sentence);
  };
  const found = sentences.filter(({ from, to }, i) => {
    const sentence = text.slice(from, to);
    const isKnownBehind = (prefix: RegExp): boolean => prefix.test(sentence) && isKnown(sentence.replace(prefix, ""));
    return isKnown(sentence) || (i === 0 && [MARK, LABEL].some(isKnownBehind));
  });
  const mark = MARK.exec(text);
  if (mark === null || found[0]?.from === 0) return found;
  const to = endOfMarked(text, mark);
  return [{ from: 0, to }, ...found.filter(({ from }) => from >= to)];
}

/** An instruction that nobody knows ends with its italics, or with the paragraph. */
function endOfMarked(text: string, { 0: prefix, 1: marks = "" }: RegExpExecArray): number {
  const italics = /[*_]+$/.exec(marks)?.[0];
  const end = italics === undefined ? -1 : text.indexOf(italics, prefix.length);
  return italics === undefined || end < 0 ? text.length : end + italics.length;
}

/** What a person wrote of a text. */
export function withoutGuidance(text: string, type: DocumentType): string {
  let rest = "";
  let done = 0;
  for (const { from, to } of guidanceIn(text, type)) {
    rest += text.slice(done, from);
    done = to;
  }
  return (rest + text.slice(done)).trim();
}

/** Whether a paragraph is an instruction of the template and nothing else. */
export const isGuidance = (text: string, type: DocumentType): boolean =>
  guidanceIn(text, type).length > 0 && wordsKey(withoutGuidance(text, type)) === "";
