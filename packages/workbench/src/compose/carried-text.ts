// Words of a source as they can stand in another document: marks and addresses are gone, code stays code, and a number that is bound to its
// measurement stays bound where the measurement is there to be found.
import { parseClaimKey } from "../claim/claim-key.ts";
import { findMeasurements } from "../claim/find-measurements.ts";
import type { Measurements } from "../claim/measurements.ts";
import type { Subject } from "../rule/subject.ts";
import { type Markdown, parseMarkdown } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import { type Span, spanAround } from "../text/span.ts";

/** Markdown on one line; cut behind a sentence, or behind a word when the first sentence is longer than `longest` letters. */
export function carriedText(subject: Subject, span: Span, longest = Number.POSITIVE_INFINITY): string {
  const { tree, text } = subject.markdown;
  // One letter stands for each piece that is kept as it is: it is never cut, and no mark in it is escaped.
  const kept: string[] = [];
  const mayKeep = !/[\uE000-\uF8FF]/.test(text.slice(span.from, span.to));
  const words = plainText(tree, text, span, (node) => {
    const piece = mayKeep && kept.length < MOST_KEPT ? pieceAt(subject, node) : null;
    return piece === null ? null : String.fromCharCode(FIRST_KEPT + kept.push(piece) - 1);
  });
  const whole = escapeMarks(shorten(words, longest));
  return whole.replaceAll(/[\uE000-\uF8FF]/g, (letter) => kept[letter.charCodeAt(0) - FIRST_KEPT] ?? letter);
}

/** Of the range for private use, which nobody types. */
const FIRST_KEPT = 0xe000;
const MOST_KEPT = 0xf8ff - 0xe000;

function pieceAt(subject: Subject, { name, from, to }: Span & { readonly name: string }): string | null {
  const { markdown } = subject;
  const written = markdown.text.slice(from, to).replaceAll(/\s+/g, " ");
  // In a table a bar is escaped in code too.
  if (name === "InlineCode") return spanAround(markdown.tables, from) ? written.replaceAll("\\|", "|") : written;
  return name === "Link" ? claimAt(subject, from) : null;
}

function claimAt({ markdown, surroundings }: Subject, from: number): string | null {
  const link = spanAround(markdown.links, from);
  if (link?.from !== from || link.target !== null || link.isShortcut) return null;
  const key = parseClaimKey(link.reference ?? "");
  if (key === null || measurementsOf(markdown, surroundings).find(key).status !== "measured") return null;
  return `[${escapeMarks(plainText(markdown.tree, markdown.text, link.content))}][${link.reference}]`;
}

const known = new WeakMap<Markdown, Measurements>();

/** As they are found from a document that has no experiment of its own. */
function measurementsOf(source: Markdown, surroundings: Subject["surroundings"]): Measurements {
  const measurements = known.get(source) ?? findMeasurements(parseMarkdown(""), surroundings);
  known.set(source, measurements);
  return measurements;
}

function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest);
  const sentences = /^.*[.!?](?=\s)/s.exec(cut)?.[0];
  return sentences ?? `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1))} …`;
}

/** Marks were taken off; what still looks like one is a character. */
export const escapeMarks = (text: string): string =>
  text.replaceAll(/[\\`*[\]<]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&");
