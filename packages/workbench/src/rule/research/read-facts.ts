// What findings are made of: paragraphs, outermost items and rows, each with whether a reader is told where to look it up.
import type { Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { hasSource } from "../analysis/has-source.ts";
import { countWords, isPlaceholder } from "../part-content.ts";

export interface Fact extends Span {
  readonly text: string;
  readonly isCited: boolean;
}

/** A paragraph of fewer words says no fact. */
const MIN_WORDS = 4;

/** In the order of the text. What only leads to a list or a table is no fact, but its source speaks for what follows. */
export function factsIn(markdown: Markdown, span: Span): Fact[] {
  const { text, tree } = markdown;
  const read = (whole: Span, words: Span): Fact => ({
    from: words.from,
    to: words.from + text.slice(words.from, words.to).trimEnd().length,
    text: plainText(tree, text, words),
    isCited: hasSource(markdown, whole),
  });
  const paragraphs = spansWithin(markdown.paragraphs, span).filter(({ isInItem, isQuoted }) => !isInItem && !isQuoted);
  const items = spansWithin(markdown.items, span).filter(({ depth }) => depth === 0);
  const rows = spansWithin(markdown.tables, span).flatMap((table) => table.rows);
  const all = [
    ...paragraphs.map((paragraph) => read(paragraph, paragraph)),
    ...items.map((item) => read(item, item.content)),
    ...rows.map((row) => read(row, row)),
  ].toSorted((a, b) => a.from - b.from);
  const isParagraph = new Set(paragraphs.map(({ from }) => from));
  let isSpokenFor = false;
  return all.flatMap((fact) => {
    const leads = fact.text.endsWith(":");
    if (leads || isParagraph.has(fact.from)) isSpokenFor = leads && fact.isCited;
    const saysNothing = isPlaceholder(fact.text) || (isParagraph.has(fact.from) && countWords(fact.text) < MIN_WORDS);
    return leads || saysNothing ? [] : [{ ...fact, isCited: fact.isCited || isSpokenFor }];
  });
}

/** What is not there has no line. */
export const saysAbsent = (text: string): boolean =>
  /\b(?:no|none|nothing|nowhere|nobody)\b|\b(?:not|n['’]t) (?:\w+ )?(?:exist|found|present|implemented|supported|used|available|there)\b|\bmissing\b/i.test(
    text,
  );
