// Finds the parts of a type in a document, by heading or by bold label, whatever their level, number and letter case.
import type { LineIndex } from "../text/line-index.ts";
import type { Heading, Label, Markdown } from "../text/markdown.ts";
import type { Section } from "../text/section.ts";
import { type Span, spansWithin } from "../text/span.ts";
import type { DocumentType, Part } from "./document-type.ts";

export interface LocatedPart {
  readonly part: Part;
  /** The heading or the label. */
  readonly anchor: Span;
  /** What stands under it, with the parts below. */
  readonly content: Span;
  /** What stands under it before the first part below it. */
  readonly own: Span;
}

/** A heading without number, marks and letter case: `### 3.1 Functional goals:` → `functional goals`. */
export const headingKey = (title: string): string =>
  title
    .toLowerCase()
    .replace(/^(?:(?:section|part|step)\s+)?[\d.]*\d[.):]?\s+/, "")
    .replaceAll("&", " and ")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The headings below the title, which is the one of level 1 that comes first, when there is no other. */
export function headingsBelowTitle({ headings }: Markdown): readonly Heading[] {
  const [first, ...rest] = headings;
  return first?.level === 1 && rest.every(({ level }) => level > 1) ? rest : headings;
}

/** Every place where a part of the type stands, in the order of the text. */
export function locateParts(markdown: Markdown, type: DocumentType): LocatedPart[] {
  const below = headingsBelowTitle(markdown);
  const title = below === markdown.headings ? undefined : markdown.headings[0];
  const places: Places = {
    lines: markdown.lines,
    sections: markdown.sections.map((section) => ({ ...section, key: headingKey(section.heading.title) })),
    labels: markdown.labels.map((label) => ({ ...label, key: headingKey(label.text) })),
  };
  const whole = { from: title?.to ?? markdown.bodyFrom, to: markdown.text.length };
  return locateIn(places, type.parts, whole, true).toSorted((a, b) => a.anchor.from - b.anchor.from);
}

type Keyed<S extends Span> = S & { readonly key: string };

interface Places {
  readonly lines: LineIndex;
  readonly sections: readonly Keyed<Section>[];
  readonly labels: readonly Keyed<Label>[];
}

/** Below a part that is not there, only headings count: a bold word somewhere else in the document is no part. */
function locateIn(places: Places, parts: readonly Part[], range: Span, withLabels: boolean): LocatedPart[] {
  const sections = spansWithin(places.sections, range);
  const labels = withLabels ? spansWithin(places.labels, range) : [];
  return parts.flatMap((part) => {
    const anchors = findAnchors(part, sections, labels, range);
    // Its own parts may stand there all the same, one level up.
    if (anchors.length === 0) return locateIn(places, part.parts ?? [], range, false);
    return anchors.flatMap(({ anchor, content }) => {
      const below = locateIn(places, part.parts ?? [], content, true);
      const first = below.reduce((least, one) => Math.min(least, one.anchor.from), content.to);
      const own = {
        from: content.from,
        to: Math.max(content.from, first === content.to ? first : lineStart(places, first)),
      };
      return [{ part, anchor, content, own }, ...below];
    });
  });
}

/** The mark of an item belongs to its label. */
const lineStart = ({ lines }: Places, offset: number): number => lines.startOf(lines.positionOf(offset).line);

type PartAnchor = Pick<LocatedPart, "anchor" | "content">;

/** Headings come before labels, and of headings those of the highest level. */
function findAnchors(
  part: Part,
  sections: readonly Keyed<Section>[],
  labels: readonly Keyed<Label>[],
  range: Span,
): PartAnchor[] {
  const found = sections.filter(({ key }) => isNamed(part, key));
  const level = found.reduce((least, { heading }) => Math.min(least, heading.level), Number.POSITIVE_INFINITY);
  if (found.length > 0)
    return found
      .filter(({ heading }) => heading.level === level)
      .map((section) => ({ anchor: section.heading, content: section.body }));
  return labelAnchors(
    labels.filter(({ key }) => isNamed(part, key)),
    [...sections, ...labels.filter(({ isInItem }) => !isInItem)],
    range,
  );
}

/** A labelled item ends with the item; a labelled paragraph takes what follows, up to the next such paragraph or heading. */
function labelAnchors(named: readonly Label[], stops: readonly Span[], range: Span): PartAnchor[] {
  if (named.length === 0) return [];
  // From the end, so that each stop is looked at once.
  const ahead = stops.map(({ from }) => from).toSorted((a, b) => a - b);
  let end = range.to;
  return named
    .toReversed()
    .map((label) => {
      while ((ahead.at(-1) ?? 0) > label.from) end = ahead.pop() ?? end;
      return { anchor: label, content: label.isInItem ? label.content : { from: label.content.from, to: end } };
    })
    .toReversed();
}

interface Names {
  readonly whole: ReadonlySet<string>;
  /** Those of aliases that end in `…`. */
  readonly beginnings: readonly string[];
}

const known = new WeakMap<Part, Names>();

function namesOf(part: Part): Names {
  const before = known.get(part);
  if (before !== undefined) return before;
  const all = [part.heading, ...(part.aliases ?? [])];
  const names = {
    whole: new Set(all.map(headingKey)),
    beginnings: all.filter((name) => name.endsWith("…")).map((name) => `${headingKey(name)} `),
  };
  known.set(part, names);
  return names;
}

/** Whether a heading, as `headingKey` gives it, is that of the part. */
export function isNamed(part: Part, key: string): boolean {
  const { whole, beginnings } = namesOf(part);
  return whole.has(key) || beginnings.some((beginning) => key.startsWith(beginning));
}
