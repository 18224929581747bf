// A Markdown template beside a type: what stands under a heading is what a new document begins with there. Its headings are those of the
// type; where the type says nothing about a part, the first paragraph of the template is its guidance.
import { nearestWord } from "../data/nearest-word.ts";
import { type Markdown, type Paragraph, parseMarkdown } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import { type Span, spansWithin } from "../text/span.ts";
import { allParts, type DocumentType, type Expectation, type Part } from "./document-type.ts";
import { headingKey, headingsBelowTitle, type LocatedPart, locateParts } from "./locate-parts.ts";

interface TemplateProblem extends Span {
  readonly message: string;
}

interface AppliedTemplate {
  readonly type: DocumentType;
  /** The part of the type that each part was made from. */
  readonly origin: ReadonlyMap<Part, Part>;
  /** What contradicts the type; places are offsets into the template. */
  readonly problems: readonly TemplateProblem[];
}

export function applyTemplate(type: DocumentType, text: string): AppliedTemplate {
  const markdown = parseMarkdown(text);
  const located = locateParts(markdown, type);
  const byPart = new Map(located.toReversed().map((place) => [place.part, place]));
  const origin = new Map<Part, Part>();
  const fill = (part: Part): Part => {
    const place = byPart.get(part);
    const parts = part.parts === undefined ? {} : { parts: part.parts.map(fill) };
    const filled = { ...part, ...parts, ...(place === undefined ? {} : contentOf(markdown, place)) };
    origin.set(filled, part);
    return filled;
  };
  return { type: { ...type, parts: type.parts.map(fill) }, origin, problems: findProblems(markdown, type, located) };
}

const MARK = /^\W*(?:guidance|instructions?|write here)\s*:\s*/i;

function contentOf(markdown: Markdown, { part, own }: LocatedPart): Partial<Part> {
  const { text, tree } = markdown;
  const [first] = spansWithin(markdown.paragraphs, own).filter(({ isInItem }) => !isInItem);
  const words = first === undefined ? "" : plainText(tree, text, first);
  const isGuidance = first !== undefined && (part.guidance === "" || MARK.test(words));
  const skeleton = (
    isGuidance ? text.slice(own.from, first.from) + text.slice(first.to, own.to) : text.slice(own.from, own.to)
  )
    .replaceAll(/\r\n?/g, "\n")
    .trim();
  return {
    ...(isGuidance && part.guidance === "" ? { guidance: words.replace(MARK, "") } : {}),
    ...(skeleton === "" ? {} : { skeleton }),
  };
}

function findProblems(markdown: Markdown, type: DocumentType, located: readonly LocatedPart[]): TemplateProblem[] {
  return [
    ...findStrangers(markdown, type, located),
    ...findRepeated(located),
    ...findMissing(markdown, type.parts, located),
    ...located.flatMap((place) => findBroken(markdown, place)),
  ].toSorted((a, b) => a.from - b.from);
}

function findStrangers(
  markdown: Markdown,
  { parts }: DocumentType,
  located: readonly LocatedPart[],
): TemplateProblem[] {
  const anchors = new Set(located.map(({ anchor }) => anchor.from));
  const known = [...allParts(parts)].map(({ heading }) => heading);
  return headingsBelowTitle(markdown)
    .filter(({ from }) => !anchors.has(from))
    .map(({ from, to, title }) => {
      const meant = nearestWord(headingKey(title), known.map(headingKey));
      const hint = meant === undefined ? "" : `, did you mean "${known.find((name) => headingKey(name) === meant)}"`;
      return {
        from,
        to,
        message: `no part is called "${title}" here${hint}: add it to the type, or rename the heading`,
      };
    });
}

function findRepeated(located: readonly LocatedPart[]): TemplateProblem[] {
  const seen = new Set<Part>();
  return located.flatMap(({ part, anchor: { from, to } }) => {
    const isRepeated = seen.has(part);
    seen.add(part);
    return isRepeated ? [{ from, to, message: `"${part.heading}" is there twice: remove one` }] : [];
  });
}

/** Told at the heading that it belongs under. */
function findMissing(
  markdown: Markdown,
  parts: readonly Part[],
  located: readonly LocatedPart[],
  above: Span = markdown.headings[0] ?? { from: 0, to: 0 },
): TemplateProblem[] {
  return parts.flatMap((part) => {
    const place = located.find((one) => one.part === part)?.anchor;
    const { from, to } = above;
    if (place !== undefined) return findMissing(markdown, part.parts ?? [], located, place);
    return part.need === "always"
      ? [
          {
            from,
            to,
            message: `"${part.heading}" must always be there: add its heading, or change its need in the type`,
          },
        ]
      : [];
  });
}

const findBroken = (markdown: Markdown, { part, anchor: { from, to }, own }: LocatedPart): TemplateProblem[] =>
  (part.expects ?? []).flatMap((expectation) =>
    brokenBy(markdown, own, expectation).map((message) => ({ from, to, message })),
  );

function brokenBy(markdown: Markdown, own: Span, expectation: Expectation): string[] {
  if (expectation.kind === "words" && expectation.max !== undefined) {
    const words = spansWithin(markdown.paragraphs, own)
      .map((paragraph) => wordsIn(markdown, paragraph))
      .reduce((sum, count) => sum + count, 0);
    return words > expectation.max
      ? [
          `${words} words stand here already, and the type takes at most ${expectation.max}: cut them, or raise the limit`,
        ]
      : [];
  }
  if (expectation.kind !== "table") return [];
  return spansWithin(markdown.tables, own).flatMap(({ header }) => {
    const keys = new Set(header.cells.map(({ text }) => headingKey(text)));
    const lacking = expectation.columns.filter(
      ({ heading, aliases = [], isRequired }) =>
        isRequired && ![heading, ...aliases].some((name) => keys.has(headingKey(name))),
    );
    return lacking.map(({ heading }) => `the table has no column "${heading}": add it, or take it out of the type`);
  });
}

/** Instructions are no words of the document. */
function wordsIn({ tree, text }: Markdown, paragraph: Paragraph): number {
  const words = plainText(tree, text, paragraph);
  return MARK.test(words) ? 0 : (words.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0);
}
