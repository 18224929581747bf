// What the author of a part lists, one thing a point, whatever form was chosen: rows of a table, items of a list, items below a
// heading item ("Reliability:"), or plain paragraphs. Templates, placeholders and "not applicable" are no points.
import { trimmed } from "../prose/statements.ts";
import { idOf } from "../prose/subject-words.ts";
import type { Cell, ListItem, Markdown, Row, Table } from "../text/markdown.ts";
import { writtenByPeople } from "../region/plan-region-spans.ts";
import { plainText } from "../text/plain-text.ts";
import { isWithin, type Span, spansWithin } from "../text/span.ts";
import type { Role } from "../type/document-type.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import { isGuidance } from "./guidance.ts";
import { isPlaceholder, itemsIn, notApplicable, tablesIn } from "./part-content.ts";
import { partsOf, type Subject } from "./subject.ts";
import { wordsKey } from "../text/words-key.ts";

export interface Point extends Span {
  /** Its own words, without marks. */
  readonly text: string;
  /** What stands below it: the items and paragraphs of its item. */
  readonly below: string;
  readonly task: ListItem["task"];
  /** Of a row. */
  readonly cells: readonly Cell[];
  /** The cell below the first of these headings that the table of a row has; a row that ends early has empty cells. */
  readonly cellOf: (...headings: readonly string[]) => Cell | undefined;
}

/** The points of all parts with a role, in the order of the text. */
export const pointsOf = (subject: Subject, role: Role): Point[] =>
  partsOf(subject, role).flatMap((located) => pointsIn(subject, located));

const THING_COLUMNS = [
  "Goal",
  "Objective",
  "Metric",
  "Criterion",
  "Criteria",
  "Success criterion",
  "Measure",
  "Requirement",
  "Description",
  "Name",
];
const VALUE_COLUMNS = [
  "Target",
  "Threshold",
  "Budget",
  "Limit",
  "Bound",
  "Value",
  "Number",
  "Figure",
  "Pass when",
  "Must be",
];

/** The cell of a row that says which value its metric is to have. */
export const valueOf = ({ cellOf }: Point): Cell | undefined => cellOf(...VALUE_COLUMNS);

/** What a point claims: of a row only what is measured and which value it is to have, not what was measured before or how. */
export function claimOf(point: Point): string {
  const thing = point.cellOf(...THING_COLUMNS);
  if (thing === undefined) return point.text;
  const id = point.cellOf("ID", "#", "No", "Nr")?.text ?? "";
  return [/\p{L}/u.test(id) ? id : "", thing.text, valueOf(point)?.text ?? ""].join(" ").trim();
}

/** Whether a point claims something: a row of which nobody knows what its columns are is data. */
export const isClaim = ({ cells, cellOf }: Point): boolean =>
  cells.length === 0 || cellOf(...THING_COLUMNS) !== undefined;

/** Whether a point is a row that gives a metric the value that it is to have. */
export const isTarget = (point: Point): boolean => valueOf(point) !== undefined;

const known = new WeakMap<LocatedPart, readonly Point[]>();

/** The points of one part. Many rules ask, so each part is read once. */
export function pointsIn(subject: Subject, part: LocatedPart): readonly Point[] {
  const before = known.get(part);
  if (before !== undefined) return before;
  const points = readPoints(subject, part);
  known.set(part, points);
  return points;
}

function readPoints({ markdown, typed }: Subject, { content }: LocatedPart): Point[] {
  const rows = tablesIn(markdown, content).flatMap((table) =>
    table.rows.map((row) => pointOfRow(markdown, table, row)),
  );
  const items = topItems(markdown, itemsIn(markdown, content)).map((item) => pointOfItem(markdown, item));
  const points = rows.length + items.length > 0 ? [...rows, ...items] : paragraphPoints(markdown, content);
  return points
    .filter(({ text }) => isWritten(text) && (typed === null || !isGuidance(text, typed.type)))
    .toSorted((a, b) => a.from - b.from);
}

const isWritten = (text: string): boolean => !isPlaceholder(text) && notApplicable(text) === null;

function pointOfRow(markdown: Markdown, { header }: Table, { cells, ...row }: Row): Point {
  const { from, to } = trimmed(markdown.text, row);
  const headings = header.cells.map(({ text }) => wordsKey(text));
  const words = cells.map(({ text }) => text).join(" ");
  return {
    from,
    to,
    text: words.trim(),
    below: "",
    task: null,
    cells,
    cellOf: (...names) => {
      const column = names.map((name) => headings.indexOf(wordsKey(name))).find((index) => index >= 0);
      return column === undefined ? undefined : (cells[column] ?? { from: to, to, text: "" });
    },
  };
}

const NO_ROW = { cells: [], cellOf: () => undefined };

function pointOfItem({ tree, text }: Markdown, { from, to, content, task }: ListItem): Point {
  return {
    ...trimmed(text, { from, to: content.to }),
    text: plainText(tree, text, content),
    below: plainText(tree, text, { from: content.to, to }),
    task,
    ...NO_ROW,
  };
}

/** The items of the outermost lists; one that is only a title for those below it gives its place to them. */
function topItems(markdown: Markdown, items: readonly ListItem[]): ListItem[] {
  const least = items.reduce((depth, item) => Math.min(depth, item.depth), Number.POSITIVE_INFINITY);
  const top: ListItem[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i];
    if (item === undefined || item.depth > least) continue;
    const below: ListItem[] = [];
    for (let next = items[i + 1]; next !== undefined && isWithin(next, item); next = items[i + 1 + below.length])
      below.push(next);
    const children = below.filter(({ depth }) => depth === least + 1);
    top.push(...(isTitle(markdown, item, children) ? children : [item]));
  }
  return top;
}

const LONGEST_TITLE = 40;
/** What is said below a point about that point. */
const DETAIL =
  /^\W*(?:mitigation|likelihood|probability|impact|severity|owner|answer|decision|resolved|resolution|recommendation|note|why|reason|pros?|cons?|status|verification|test|verified)\b/i;

/** A few words above at least two items that are not about it. */
function isTitle({ text }: Markdown, { content, task }: ListItem, children: readonly ListItem[]): boolean {
  const words = text.slice(content.from, content.to);
  if (children.length < 2 || task !== null || words.length > LONGEST_TITLE || idOf(words) !== null) return false;
  return !children.some((child) => DETAIL.test(text.slice(child.content.from, child.content.to)));
}

function paragraphPoints(markdown: Markdown, content: Span): Point[] {
  const { tree, text, paragraphs } = markdown;
  const around = paragraphs.find(({ from, to }) => from < content.from && to > content.from);
  const rest = around === undefined ? [] : [{ from: content.from, to: Math.min(around.to, content.to) }];
  return [...rest, ...writtenByPeople(markdown, spansWithin(paragraphs, content))].map((span) => ({
    ...trimmed(text, span),
    text: plainText(tree, text, span),
    below: "",
    task: null,
    ...NO_ROW,
  }));
}
