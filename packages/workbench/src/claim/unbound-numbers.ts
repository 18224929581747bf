// Numbers in results that nobody bound. Only those that speak as results do are told: the sentence names a metric of the experiment or says
// that something went up or down, and the number has a unit that the experiment measures in. What quotes the protocol, sets a limit,
// estimates, or comes from elsewhere is no result of this document.
import { quantitiesIn, type Quantity } from "../prose/quantity.ts";
import { isDecided, saysSource } from "../prose/sourced.ts";
import { canonicalUnit, worthOf } from "../prose/unit.ts";
import type { Metric } from "../experiment/experiment.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import { regionsIn } from "../region/region.ts";
import type { Cell, Markdown, Table } from "../text/markdown.ts";
import { isWithin, type Span, spansWithin } from "../text/span.ts";
import { assertionsIn } from "./assertions.ts";
import { type Sentence, sentencesOf } from "./read-claims.ts";

export interface UnboundNumber extends Span {
  readonly words: string;
}

/** Of a document with at least one experiment, in the given parts of it; none in another. */
export function unboundNumbers(markdown: Markdown, parts: readonly Span[]): UnboundNumber[] {
  const read = readExperiments(markdown);
  const metrics = read.flatMap(({ experiment }) => experiment?.metrics ?? []);
  if (metrics.length === 0) return [];
  const protocol = new Set(read.flatMap(({ fence }) => numbersOf(markdown.text.slice(fence.body.from, fence.body.to))));
  const regions = regionsIn(markdown);
  const found = parts.flatMap((part) => [...inProse(markdown, part, metrics), ...inTables(markdown, part, metrics)]);
  const own = found.filter(
    ({ quantity, ...span }) => !protocol.has(keyOf(quantity)) && !regions.some((region) => isWithin(span, region)),
  );
  // A part may lie inside another.
  const byPlace = new Map(own.map(({ from, to, words }) => [from, { from, to, words }]));
  return [...byPlace.values()].toSorted((a, b) => a.from - b.from);
}

interface Found extends UnboundNumber {
  readonly quantity: Quantity;
}

const keyOf = ({ value, unit }: Quantity): string => `${value} ${unit}`;
const numbersOf = (text: string): string[] => quantitiesIn(text).map(keyOf);

const inProse = (markdown: Markdown, part: Span, metrics: readonly Metric[]): Found[] =>
  spansWithin(markdown.paragraphs, part)
    .filter(({ isQuoted }) => !isQuoted)
    .flatMap((paragraph) => sentencesOf(markdown, paragraph))
    .filter((sentence) => isResult(markdown, sentence, metrics))
    .flatMap((sentence) => numbersIn(markdown, sentence, sentence.text, metrics));

/** Cells below or beside the name of a metric. */
const inTables = (markdown: Markdown, part: Span, metrics: readonly Metric[]): Found[] =>
  spansWithin(markdown.tables, part).flatMap((table) =>
    measuredCells(table, metrics).flatMap((cell) =>
      numbersIn(markdown, cell, markdown.text.slice(cell.from, cell.to), metrics),
    ),
  );

const measuredCells = ({ header, rows }: Table, metrics: readonly Metric[]): Cell[] =>
  rows.flatMap(({ cells: [name, ...cells] }) =>
    cells.filter((_, i) => {
      const heading = header.cells[i + 1]?.text ?? "";
      return !isDecided(heading) && [name?.text ?? "", heading].some((text) => namesMetric(text, metrics));
    }),
  );

function isResult({ text }: Markdown, { from, to, text: seen }: Sentence, metrics: readonly Metric[]): boolean {
  const written = text.slice(from, to);
  if (PLANNED.test(seen) || EQUIPMENT.test(seen) || isDecided(seen) || saysSource(withoutClaims(written))) return false;
  return assertionsIn(seen).some(({ isBeside }) => !isBeside) || namesMetric(seen, metrics);
}

/** A claim is a link, and says nothing about the numbers beside it. */
const withoutClaims = (written: string): string => written.replaceAll(/\[[^\]]*\]\[ev:[^\]]*\]/g, " ");

/** What will be, would be, or has to be. */
const PLANNED =
  /\b(?:if|unless|until|whenever|would|should|must|will|goal|target|threshold|expect\w*|plan\w*|budget|at once|revisit)\b/i;

/** "The machine has 16 GB of memory." */
const EQUIPMENT = /\b(?:machine|laptop|computer|server|host|card|runner)s?\b.*\b(?:has|have|had|with)\b/i;

const STATISTIC = /\b(?:p\d\d\d?|median|mean|average)\b/i;

function namesMetric(text: string, metrics: readonly Metric[]): boolean {
  const said = text.toLowerCase();
  return (
    STATISTIC.test(text) ||
    metrics.some(({ id, title }) => [id, title].some((name) => isNamed(said, name.toLowerCase())))
  );
}

const isNamed = (text: string, name: string): boolean =>
  text.split(name).length > 1 &&
  new RegExp(String.raw`(?<![\p{L}\p{N}])${name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\p{L}\p{N}])`, "iu").test(
    text,
  );

function numbersIn(markdown: Markdown, { from }: Span, text: string, metrics: readonly Metric[]): Found[] {
  const kinds = new Set(["%", ...metrics.map(({ unit }) => worthOf(canonicalUnit(unit)).kind)]);
  const seen = text.replaceAll(NO_NUMBER, (words) => " ".repeat(words.length));
  return quantitiesIn(seen)
    .filter(({ index, unit }) => !(worthOf(unit).kind === "byte" ? INPUT : SPREAD).test(seen.slice(0, index)))
    .filter(({ unit }) => unit !== "" && kinds.has(worthOf(unit).kind) && !isLong(unit))
    .map((quantity) => ({ quantity, ...placeOf(markdown, from, quantity) }))
    .filter((one) => !isInside(one, markdown));
}

/** The number before it is the result. */
const SPREAD = /±\s*$/;
/** A size is often that of what was measured: "at 100 kB", "680 edits of the 100 kB text". */
const INPUT = /(?:±|\b(?:at|for|per|each|of (?:the|an?)))\s*$/i;

/** Ids, dates and versions. */
const NO_NUMBER = /\b[A-Za-z]+-?\d[\w.]*\b|\b\d{4}-\d{2}-\d{2}\b|\bv?\d+\.\d+\.\d+\b/g;

/** Work is measured in these, and so is a session. */
const isLong = (unit: string): boolean => ["min", "h", "day", "week"].includes(unit);

function placeOf({ text }: Markdown, start: number, { index, length }: Quantity): UnboundNumber {
  const whole = text.slice(start + index, start + index + length);
  const from = start + index + (whole.length - whole.trimStart().length);
  return { from, to: from + whole.trim().length, words: whole.trim() };
}

/** A link says where its number comes from. */
const isInside = (span: Span, { links, codeSpans }: Markdown): boolean =>
  [...links, ...codeSpans].some(({ from, to }) => from <= span.from && span.to <= to);
