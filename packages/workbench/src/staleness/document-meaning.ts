// What a document says, so that two versions of it can be told apart by that alone. How it is wrapped, marked and laid out does not count, nor do
// dates, people and progress, nor where its links lead within the workspace, nor the digits of what was generated from evidence: who cites it would
// be told of changes that change nothing for them.
import type { SyntaxNodeRef } from "@lezer/common";
import { ownerOf } from "../region/region-kind.ts";
import { type Region, regionsIn } from "../region/region.ts";
import { anchorKey, createUnique } from "../rule/link/anchors.ts";
import { slugOf } from "../rule/link/slug.ts";
import { type Markdown, parseMarkdown, type Table } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import type { Section } from "../text/section.ts";
import { isWithin, type Span, spanAround, spansWithin } from "../text/span.ts";
import { fieldOf, type Metadata, readMetadata } from "../type/metadata.ts";

/** One statement a line. Null: there is no such section. */
export function documentMeaning(text: string, section: string | null = null): string | null {
  const markdown = parseMarkdown(text);
  if (section !== null) {
    const found = sectionNamed(markdown, section);
    return found === null ? null : meaningOf(markdown, found).join("\n");
  }
  const metadata = readMetadata(markdown);
  const whole = { from: markdown.bodyFrom, to: text.length };
  return [...standing(metadata), ...fieldsOf(markdown, metadata), ...meaningOf(markdown, whole, metadata)].join("\n");
}

/** The part of a document that an anchor names; null when it is not the anchor of a heading. */
export function sectionNamed({ sections }: Pick<Markdown, "sections">, anchor: string): Section | null {
  const unique = createUnique();
  return sections.find(({ heading }) => anchorKey(unique(slugOf(heading.title))) === anchor) ?? null;
}

const WITHDRAWN = /\b(?:supersed|deprecat|obsolete|reject|abandon|withdraw|replac|cancel)/i;

/** That a document goes on is no news to those who cite it; that nobody stands by it any more is. */
function standing(metadata: Metadata): string[] {
  const status = fieldOf(metadata, ["status", "state"]);
  return status !== undefined && WITHDRAWN.test(status.text) ? [`standing: ${status.text.toLowerCase()}`] : [];
}

/** Of the normalised names of fields: when, who, how far, where from. */
const BOOKKEEPING =
  /\b(?:date|dated|created|updated|modified|reviewed|last|status|state|owner|owners|author|authors|approver|approvers|approved|reviewer|reviewers|assignee|contact|team|tag|tags|label|labels|commit|commits|revision|sha|branch|version|supersed\w*|replaced|actual|progress|done)\b/;
const DAY = /^["']?\d{4}-\d{2}-\d{2}(?:[T ][\d:.Z+-]*)?["']?$/;

const isBookkeeping = (name: string, value: string): boolean => BOOKKEEPING.test(name) || DAY.test(value);

/** What the front matter says beside that. */
function fieldsOf({ bodyFrom }: Markdown, { values }: Metadata): string[] {
  return [...values].flatMap(([name, all]) =>
    all.flatMap(({ from, text }) => (from >= bodyFrom || isBookkeeping(name, text) ? [] : [`${name}: ${text}`])),
  );
}

interface Reading {
  readonly markdown: Markdown;
  readonly regions: readonly Region[];
  /** Fields of the document that count for nothing. */
  readonly left: readonly Span[];
}

function meaningOf(markdown: Markdown, span: Span, metadata?: Metadata): string[] {
  const left = [...(metadata?.values ?? [])].flatMap(([name, values]) =>
    values.flatMap((value) => (isBookkeeping(name, value.text) ? [{ from: value.name.from, to: value.to }] : [])),
  );
  const reading = { markdown, regions: regionsIn(markdown), left: left.toSorted((a, b) => a.from - b.from) };
  const lines: string[] = [];
  markdown.tree.iterate({
    from: span.from,
    to: span.to,
    enter: (node) => {
      if (CONTAINERS.has(node.name)) return true;
      if (isWithin(node, span)) lines.push(...blockLines(node, reading));
      return false;
    },
  });
  return lines.filter((line) => line !== "");
}

const CONTAINERS: ReadonlySet<string> = new Set(["Document", "BulletList", "OrderedList", "ListItem", "Blockquote"]);

function blockLines(node: SyntaxNodeRef, reading: Reading): string[] {
  const { markdown, regions } = reading;
  const region = spanAround(regions, node.from);
  const lines = linesOf(node, reading, markdown);
  return region === undefined ? lines : lines.flatMap((line) => generatedLine(line, region));
}

function linesOf({ name, from, to, node }: SyntaxNodeRef, reading: Reading, markdown: Markdown): string[] {
  const { text } = markdown;
  switch (name) {
    case "Paragraph":
    case "Task":
      return [wordsOf({ from, to }, reading)];
    case "Table": {
      const table = spanAround(markdown.tables, from);
      return table === undefined ? [] : tableLines(table, reading);
    }
    case "FencedCode":
    case "CodeBlock": {
      const fence = spanAround(markdown.fences, from);
      const body = fence === undefined ? text.slice(from, to) : text.slice(fence.body.from, fence.body.to);
      return [`\`\`\`${fence?.info ?? ""}`, ...body.split(/\r\n|\n|\r/).map((line) => line.trimEnd())];
    }
    case "HTMLBlock":
      return [text.slice(from, to).replaceAll(/\s+/g, " ").trim()];
    case "LinkReference":
    case "CommentBlock":
    case "HorizontalRule":
    case "ListMark":
    case "QuoteMark":
      return [];
    default:
      return /Heading\d$/.test(name) ? [`${"#".repeat(Number(name.at(-1)))} ${wordsOf(node, reading)}`] : [];
  }
}

/** The words of a stretch, without the fields that do not count. */
function wordsOf(span: Span, { markdown, left }: Reading): string {
  const { tree, text } = markdown;
  const out = left.filter(({ from, to }) => from < span.to && to > span.from);
  const pieces = [...out, { from: span.to, to: span.to }].map(({ from }, i) =>
    plainText(tree, text, { from: Math.max(span.from, out[i - 1]?.to ?? span.from), to: from }),
  );
  const words = pieces.join(" ").replaceAll(CITED_LINES, "$1");
  // A bold label whose field was left out says nothing.
  const said = out.length > 0 && !/[\p{L}\p{N}]/u.test(words) ? "" : words.trim();
  return [said, ...sitesIn(markdown, span)].filter((one) => one !== "").join(" ");
}

/** Lines move, and what they hold is bound by the document that cites them. */
const CITED_LINES = /(\.[A-Za-z]\w*):L?\d+(?:[-–]L?\d+)?(?=$|[^\w:])/g;

/** Addresses within the workspace are bound by themselves. */
const sitesIn = ({ links }: Markdown, span: Span): string[] =>
  spansWithin(links, span).flatMap(({ target }) => (/^[a-z][a-z0-9+.-]*:/i.test(target ?? "") ? [`<${target}>`] : []));

function tableLines({ header, rows }: Table, reading: Reading): string[] {
  const counts = header.cells.map(({ text }) => !BOOKKEEPING.test(text.toLowerCase()));
  return [header, ...rows].map(({ cells }) =>
    cells
      .filter((_, i) => counts[i] !== false)
      .map((cell) => wordsOf(cell, reading))
      .join(" | "),
  );
}

const WITHOUT_WORDS: ReadonlySet<string> = new Set(["environment", "claims"]);
const IDENTITY = /\b\d{8}T\d{6}-[0-9a-f]{6}\b|\b(?=[0-9a-f]*\d)[0-9a-f]{7,64}\b/g;

/** Another run gives other digits; that it gives another verdict is told in words. */
function generatedLine(line: string, { name }: Region): string[] {
  const kind = name.slice(name.lastIndexOf("/") + 1);
  if (WITHOUT_WORDS.has(kind)) return [];
  if (ownerOf(name) === null) return [line];
  return [
    line
      .replaceAll(IDENTITY, "")
      .replaceAll(/[−+-]?\d[\d.,\u2009\u202f]*/g, "#")
      .replaceAll(/\s+/g, " ")
      .trim(),
  ];
}
