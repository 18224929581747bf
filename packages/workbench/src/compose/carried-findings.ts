// What research found, as the beginning of a description of what is there: its summary, then the facts that name their line.
import { writingOf } from "../rule/part-content.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { spansWithin } from "../text/span.ts";
import { type Passage, passagesOf, summaryOf, withCitation } from "./passage.ts";
import { type SourceLinks, nameOf } from "./source-links.ts";

/** More facts of one note nobody reads twice: the others stay where they are, and the text says where. */
const MOST_FACTS = 8;
const LONGEST_FACT = 240;

const LINE = /^[^\s:]+\.\w+(?::\d+|#\S+)/;

/** Blocks of Markdown; empty when none of the sources has findings. */
export function findingBlocks(sources: readonly Subject[], links: SourceLinks): string[] {
  return sources.flatMap((source) => {
    const parts = partsOf(source, "findings");
    if (source.typed === null || parts.length === 0) return [];
    const { markdown, typed } = source;
    const summary = summaryOf(source);
    const isWritten = parts.some((part) => writingOf(markdown, part, typed.type) === "something");
    const facts = isWritten ? passagesOf(source, "findings", LONGEST_FACT).filter(citesLine) : [];
    const told = facts.slice(0, MOST_FACTS).map((fact) => `- ${withCitation(fact)}`);
    const more = facts.length - told.length;
    const at = parts[0]?.anchor.from ?? 0;
    if (more > 0)
      told.push(`- ${more} more ${more === 1 ? "finding" : "findings"}: ${links.to(source, at, nameOf(source))}`);
    return [...(summary === null ? [] : [withCitation(summary)]), ...(told.length > 0 ? [told.join("\n")] : [])];
  });
}

const citesLine = ({ subject, from, to }: Passage): boolean =>
  spansWithin(subject.markdown.codeSpans, { from, to }).some(({ text }) => LINE.test(text));
