// The claims of a document, each with the sentence that it stands in. What is read of a sentence has the places of the document, so that
// a word of it can be pointed at: marks and targets are blanks.
import { trimmed } from "../prose/statements.ts";
import type { Link, Markdown } from "../text/markdown.ts";
import { isWithin, type Span, spanAround, spansWithin } from "../text/span.ts";
import { type ClaimKey, isClaimName, parseClaimKey } from "./claim-key.ts";

export interface Claim extends Span {
  /** As it is written, with `ev:`. */
  readonly name: string;
  /** Null when its form is wrong. */
  readonly key: ClaimKey | null;
  /** The words that carry the number. */
  readonly words: Span;
  /** `[15 %](ev:…)` and `[ev:…]` mean a claim and are none. */
  readonly form: "bound" | "address" | "bare";
  readonly sentence: Sentence;
}

export interface Sentence extends Span {
  /** As long as the span: marks, targets of links and what is quoted are blanks. */
  readonly text: string;
  /** The heading of the column when it is a cell. */
  readonly heading: string | null;
}

/** What stands between the brackets. */
export const wordsOf = ({ words, sentence }: Claim): string =>
  sentence.text.slice(words.from - sentence.from, words.to - sentence.from).trim();

/** In the order of the text. */
export function readClaims(markdown: Markdown): Claim[] {
  const sentencesIn = sentencesByBlock(markdown);
  return markdown.links.flatMap((link) => {
    const name = link.reference ?? link.target ?? "";
    return link.isImage || !isClaimName(name) ? [] : [claimOf(markdown, link, name, sentencesIn)];
  });
}

type SentencesIn = (block: Span) => readonly Sentence[];

/** Each block is read once, however many claims it has. */
function sentencesByBlock(markdown: Markdown): SentencesIn {
  const known = new Map<number, readonly Sentence[]>();
  return (block) => {
    const sentences = known.get(block.from) ?? sentencesOf(markdown, block);
    known.set(block.from, sentences);
    return sentences;
  };
}

function claimOf(markdown: Markdown, link: Link, name: string, sentencesIn: SentencesIn): Claim {
  const { from, to, content, target, isShortcut } = link;
  const form = target !== null ? "address" : isShortcut ? "bare" : "bound";
  const sentence = cellAround(markdown, link) ?? sentenceAround(markdown, link, sentencesIn);
  return { from, to, name, key: parseClaimKey(name), words: content, form, sentence: nearby(sentence, link) };
}

function cellAround(markdown: Markdown, link: Span): Sentence | null {
  const table = spanAround(markdown.tables, link.from);
  const row = table === undefined ? undefined : spanAround(table.rows, link.from);
  const column = row?.cells.findIndex((cell) => isWithin(link, cell)) ?? -1;
  const cell = row?.cells[column];
  if (cell === undefined) return null;
  const { from, to } = cell;
  return { from, to, text: readable(markdown, cell), heading: table?.header.cells[column]?.text ?? null };
}

function sentenceAround(markdown: Markdown, link: Span, sentencesIn: SentencesIn): Sentence {
  const blocks = [spanAround(markdown.paragraphs, link.from), spanAround(markdown.headings, link.from)];
  const block = blocks.find((span) => span !== undefined && isWithin(link, span)) ?? link;
  const { from, to } = link;
  const alone = { from, to, text: readable(markdown, link), heading: null };
  return sentencesIn(block).find((one) => isWithin(link, one)) ?? alone;
}

/** What goes on for longer is no prose, and is read as far as this on both sides. */
const LONGEST = 500;

function nearby(sentence: Sentence, { from, to }: Span): Sentence {
  if (sentence.to - sentence.from <= 4 * LONGEST) return sentence;
  const span = { from: Math.max(sentence.from, from - LONGEST), to: Math.min(sentence.to, to + LONGEST) };
  return { ...sentence, ...span, text: sentence.text.slice(span.from - sentence.from, span.to - sentence.from) };
}

/** A full stop between digits ends nothing, and neither does one inside the words of a link. */
const SENTENCE_END = /[.!?]["')\]]*(?=\s|$)/g;

/** The sentences of a block, in its order. */
export function sentencesOf(markdown: Markdown, block: Span): Sentence[] {
  const text = readable(markdown, block);
  const links = spansWithin(markdown.links, block);
  const ends = [...text.matchAll(SENTENCE_END)]
    .map(({ index, 0: mark }) => index + mark.length)
    .filter((end) => spanAround(links, block.from + end) === undefined);
  return [...ends, text.length].flatMap((end, i) => {
    const { from, to } = trimmed(markdown.text, { from: block.from + (ends[i - 1] ?? 0), to: block.from + end });
    return from === to ? [] : [{ from, to, text: text.slice(from - block.from, to - block.from), heading: null }];
  });
}

const QUOTED = /"[^"\r\n]{1,300}"|“[^”]{1,300}”/g;

const blanks = (words: string): string => " ".repeat(words.length);

/** What a reader sees, at the places where it stands. */
function readable({ text, links, comments }: Markdown, span: Span): string {
  const marks = spansWithin(links, span).flatMap(({ from, to, content }) => [
    { from, to: content.from },
    { from: content.to, to },
  ]);
  let seen = "";
  let done = span.from;
  for (const { from, to } of [...marks, ...spansWithin(comments, span)].toSorted((a, b) => a.from - b.from)) {
    if (from < done) continue;
    seen += text.slice(done, from) + " ".repeat(to - from);
    done = to;
  }
  seen += text.slice(done, span.to);
  return seen
    .replaceAll(QUOTED, blanks)
    .replaceAll("&nbsp;", blanks)
    .replaceAll(/[*`\r\n]/g, " ");
}
