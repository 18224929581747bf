// The documents that one is written from: Markdown of the workspace that it links, and what it names as its sources. Whether a linked file is a
// document of a type is for whoever can read it to say.
import { addressesIn } from "../rule/link/address.ts";
import { anchorKey } from "../rule/link/anchors.ts";
import { resolvePath } from "../rule/link/resolve-path.ts";
import { citationsIn } from "../rule/citation/code-citation.ts";
import { candidatePaths } from "../rule/citation/cited-file.ts";
import { partsOf, type Subject, type Surroundings } from "../rule/subject.ts";
import { regionsIn } from "../region/region.ts";
import { isWithin, type Span, spanAround } from "../text/span.ts";
import type { Binding, Mention } from "./binding.ts";
import { statementAt } from "./statement-at.ts";
import { sectionTarget } from "./target.ts";

export const MARKDOWN_NAME = /\.(?:md|mdx|markdown|mdown)$/i;

/** What comes after a document is no source of it. */
const SUCCESSOR = /supersed|replaced|successor/;

export function* documentBindings(subject: Subject): Generator<Binding> {
  const generated = regionsIn(subject.markdown);
  const sources = partsOf(subject, "sources").map(({ content }) => content);
  const isSource = (span: Span): boolean => sources.some((part) => isWithin(span, part));
  for (const { path, section, span, isRelative } of writtenDocuments(subject)) {
    if (spanAround(generated, span.from) !== undefined || !MARKDOWN_NAME.test(path)) continue;
    const found = placesOf(path, subject, isRelative);
    if (found.length > 0 && found[0] !== subject.path)
      yield bindingTo(found, section, isSource(span), mentionOf(subject, span));
  }
  yield* sourceFields(subject);
}

interface WrittenDocument {
  readonly path: string;
  readonly section: string | null;
  readonly span: Span;
  /** It counts from the document alone. */
  readonly isRelative: boolean;
}

function* writtenDocuments(subject: Subject): Generator<WrittenDocument> {
  const { markdown } = subject;
  const images = markdown.links.filter(({ isImage }) => isImage);
  for (const { path, fragment, span } of addressesIn(markdown))
    // Lines of it are cited, and nothing else.
    if (!/^L\d/.test(fragment ?? "") && !images.some((image) => isWithin(span, image)))
      yield { path, section: sectionIn(fragment), span, isRelative: true };
  for (const citation of citationsIn(subject)) {
    const { path, symbol, lines, isLink, from, to } = citation;
    if (lines.length === 0 && !isLink) yield { path, section: symbol, span: { from, to }, isRelative: false };
  }
}

/** The top of the page and routes of web apps are no heading. */
const sectionIn = (fragment: string | null): string | null =>
  fragment === null || fragment === "" || /^(?:top$|[!/?:])/i.test(fragment) ? null : anchorKey(fragment);

/** The one that is there, else all that may have been. */
function placesOf(path: string, { path: document, surroundings }: Subject, isRelative: boolean): string[] {
  const places = isRelative
    ? [resolvePath(document, path)]
    : candidatePaths({ path, isLink: false, lines: [], symbol: null, from: 0, to: 0 }, document);
  return thereOrMissing(places, surroundings);
}

function thereOrMissing(places: readonly string[], surroundings: Surroundings): string[] {
  const kinds = places.map((place) => ({ place, kind: surroundings.kindOf(place) }));
  const there = kinds.find(({ kind }) => kind === "file");
  if (there !== undefined) return [there.place];
  return kinds.every(({ kind }) => kind === "missing") ? [...places] : [];
}

const bindingTo = (paths: readonly string[], section: string | null, isSource: boolean, mention: Mention): Binding => ({
  kind: "document",
  target: sectionTarget(paths[0] ?? "", section),
  paths,
  symbol: null,
  lines: null,
  section,
  isSource,
  isPointer: false,
  evidence: null,
  mentions: [mention],
});

function mentionOf({ markdown }: Subject, span: Span): Mention {
  const marks = /^(?:`+|<)/.exec(markdown.text.slice(span.from, span.to))?.[0].length ?? 0;
  return {
    ...span,
    statement: statementAt(markdown, span),
    address: { from: span.from + marks, to: span.to - marks },
  };
}

/** Values of the document's own fields that name a file of Markdown that is there. */
function* sourceFields(subject: Subject): Generator<Binding> {
  if (subject.typed === null) return;
  for (const [name, values] of subject.typed.metadata.values) {
    if (SUCCESSOR.test(name)) continue;
    for (const { from, to, text } of values) {
      const [, path = "", fragment = null] = /^["'<]?([^"'<>\s#]+\.\w+)(?:#([^"'<>\s]+))?["'>]?$/.exec(text) ?? [];
      if (!MARKDOWN_NAME.test(path) || path.includes("://")) continue;
      const places = [resolvePath(subject.path, path), resolvePath("", path)];
      const there = places.find((place) => subject.surroundings.kindOf(place) === "file");
      if (there === undefined || there === subject.path) continue;
      const mention = { from, to, statement: statementAt(subject.markdown, { from, to }), address: null };
      yield bindingTo([there], sectionIn(fragment), true, mention);
    }
  }
}
