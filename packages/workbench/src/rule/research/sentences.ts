// Sentences of prose with where they stand. Code, addresses and what is quoted from others are blanked, so that nobody is told about
// words that are not the author's.
import type { Markdown, Paragraph } from "../../text/markdown.ts";
import { type Span, spansWithin } from "../../text/span.ts";

export interface Sentence extends Span {
  /** With marks as blanks and code as `_`, so that places in it are places in the document. */
  readonly text: string;
}

/** What goes on for longer is no prose, and is read as far as this. */
const LONGEST = 2_000;

const SENTENCE = /\S(?:.*?[.!?](?=\s|$)|.*)/gs;
const QUOTED = /"[^"\r\n]{1,300}"|“[^”]{1,300}”/g;

/** The sentences of the paragraphs and items in a span, quoted blocks left out. */
export const sentencesIn = (markdown: Markdown, span: Span): Sentence[] =>
  spansWithin(markdown.paragraphs, widened(markdown, span))
    .filter(({ isQuoted }) => !isQuoted)
    .flatMap((paragraph) =>
      sentencesOf(markdown, { from: Math.max(span.from, paragraph.from), to: Math.min(span.to, paragraph.to) }),
    );

/** A part that is labelled begins in the middle of a paragraph. */
function widened({ paragraphs }: Markdown, span: Span): Span {
  const around = paragraphs.find(({ from, to }: Paragraph) => from < span.from && to > span.from);
  return around === undefined ? span : { from: around.from, to: Math.max(span.to, around.to) };
}

function sentencesOf(markdown: Markdown, span: Span): Sentence[] {
  return [...blanked(markdown, span).matchAll(SENTENCE)].map(({ 0: found, index }) => {
    const from = span.from + index;
    return { from, to: from + found.trimEnd().length, text: found.slice(0, LONGEST).trimEnd() };
  });
}

function blanked({ text, codeSpans, links }: Markdown, span: Span): string {
  const code = spansWithin(codeSpans, span);
  const targets = spansWithin(links, span).map(({ content, to }) => ({ from: content.to, to }));
  let result = "";
  let done = span.from;
  for (const { from, to, mark } of [
    ...code.map((one) => ({ ...one, mark: "_" })),
    ...targets.map((one) => ({ ...one, mark: " " })),
  ].toSorted((a, b) => a.from - b.from)) {
    if (from < done) continue;
    result += text.slice(done, from) + mark.repeat(to - from);
    done = to;
  }
  result += text.slice(done, span.to);
  return result.replaceAll(QUOTED, (quoted) => "_".repeat(quoted.length)).replaceAll(/[*\r\n]/g, " ");
}
