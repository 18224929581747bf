import type { Markdown } from "../../text/markdown.ts";
import { plainText } from "../../text/plain-text.ts";
import type { Section } from "../../text/section.ts";
import { isWithin, type Span, spansWithin } from "../../text/span.ts";
import { hasSource } from "../analysis/has-source.ts";
import { isPlaceholder, notApplicable, waiverOf } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { factsIn, saysAbsent } from "./read-facts.ts";

const bad = [
  "---",
  "nomous: research",
  "---",
  "# How readers resume",
  "",
  "## Detailed Findings",
  "",
  "### Cursor",
  "",
  "The cursor moves forward only (`src/cursor.ts:2`).",
  "",
  "### Expiry",
  "",
  "A stream expires one hour after its last reader left.",
  "",
].join("\n");
const files = {
  "src/cursor.ts": "export interface Cursor {\n  readonly at: number;\n}\nexport const EXPIRES = 3600;\n",
};

export const uncitedFinding: Rule = {
  id: "research.uncited",
  title: "A finding that nobody can look up",
  why: "It was true when somebody read it. Without the line nobody can tell whether it still is, or whether it ever was.",
  remedy: "Cite the file and line, the commit or the document that shows it.",
  weight: "missing",
  appliesTo: "typed",
  bad: { text: bad, files },
  good: { text: bad.replace("reader left.", "reader left (`src/cursor.ts:4`)."), files },
  *check(subject: Subject): Iterable<Problem> {
    for (const { from, to, name } of [...uncitedFindings(subject), ...uncitedHistory(subject)])
      yield { from, to, message: `${quote(name)} cites nothing. ${uncitedFinding.remedy}` };
  },
};

interface Uncited extends Span {
  readonly name: string;
}

function uncitedFindings(subject: Subject): Uncited[] {
  const { markdown } = subject;
  return partsOf(subject, "findings").flatMap(({ content }) => {
    // Where nothing is cited at all, that is told of the whole part.
    if (!hasSource(markdown, content)) return [];
    const sections = topSections(markdown, content).filter((section) => isUncited(markdown, section));
    const headings = sections.map(({ heading }) => ({ from: heading.from, to: heading.to, name: heading.title }));
    return [
      ...headings,
      ...oddFacts(markdown, content).filter((fact) => !sections.some((section) => isWithin(fact, section))),
    ];
  });
}

function topSections(markdown: Markdown, content: Span): Section[] {
  const sections = spansWithin(markdown.sections, content);
  const level = sections.reduce((least, { heading }) => Math.min(least, heading.level), 7);
  return sections.filter(({ heading }) => heading.level === level);
}

function isUncited(markdown: Markdown, { body, from, to }: Section): boolean {
  const paragraphs = spansWithin(markdown.paragraphs, body).map((paragraph) =>
    plainText(markdown.tree, markdown.text, paragraph),
  );
  const isWritten =
    paragraphs.some((text) => !isPlaceholder(text)) && paragraphs.every((text) => notApplicable(text) === null);
  return isWritten && !hasSource(markdown, { from, to }) && !paragraphs.every(saysAbsent);
}

/** From this share on, an author cites every fact, and one without a source was forgotten. */
const CITES_EVERYTHING = 0.8;
const MIN_CITED = 2;

function oddFacts(markdown: Markdown, content: Span): Uncited[] {
  const facts = factsIn(markdown, content);
  const uncited = facts.filter(({ isCited, text }) => !isCited && !saysAbsent(text));
  const cited = facts.filter(({ isCited }) => isCited).length;
  if (cited < MIN_CITED || cited < (cited + uncited.length) * threshold(facts.length)) return [];
  return uncited.map(({ from, to, text }) => ({ from, to, name: text }));
}

/** In a short list one forgotten source weighs more. */
const threshold = (count: number): number => (count < 5 ? 0.6 : CITES_EVERYTHING);

function uncitedHistory(subject: Subject): Uncited[] {
  const { markdown, typed } = subject;
  return partsOf(subject, "history").flatMap((part) => {
    const isWaived = typed !== null && waiverOf(markdown, part, typed.type) !== null;
    if (isWaived || hasSource(markdown, part.content)) return [];
    const [first] = factsIn(markdown, part.content).filter(({ text }) => !saysAbsent(text));
    return first === undefined ? [] : [{ from: first.from, to: first.to, name: first.text }];
  });
}
