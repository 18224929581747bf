// Tasks that are items of a list: `- [ ] T2: build the codec (after T1)`, with the rest in the items below: `Verify: …`, `Rollback: …`.
import type { Cell, ListItem, Markdown } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import { type Span, spansWithin } from "../text/span.ts";
import { estimateOf, readEstimates } from "./read-estimates.ts";
import type { WrittenTask } from "./task.ts";
import { ownId } from "./task-id.ts";
import { readStatus } from "./task-status.ts";

const FIELDS = {
  after: "after|depends on|dependencies|blocked by|needs",
  estimates: "estimate|estimated time|duration|min ?/ ?likely ?/ ?max",
  min: "min|optimistic",
  likely: "likely|most likely",
  max: "max|pessimistic",
  verify: "verify|verification|verified by|verify with|done when|acceptance|test",
  rollback: "rollback|roll back|undo|revert",
  status: "status|state",
  actual: "actual|actual time|took|spent|time spent",
  who: "who|owner|assignee|person|assigned to",
} as const;
type Field = keyof typeof FIELDS;

/** A label and what stands behind it, up to the end of the line or of the clause. */
const labelled = (names: string): RegExp =>
  new RegExp(`(?:^|[\\s(;*_]+)(?:${names})[*_]*:[*_]*[ \\t]*([^\\n\\r;)]*)`, "di");
/** `(after T1, T2)`: without a colon an id has to follow, or a dash alone. */
const AFTER = /[\s(;,–—-]+(?:after|depends on|blocked by|needs)\s+(?=[A-Z]{1,6}-?\d|-\s*\))([^\n\r;()]*)/d;

const PATTERNS = new Map(Object.entries(FIELDS).map(([field, names]) => [field as Field, labelled(names)]));

/** The tasks of the lists in a span: items that begin with an id, and those with a checkbox. */
export function tasksOfLists(markdown: Markdown, span: Span): WrittenTask[] {
  const items = spansWithin(markdown.items, span).flatMap((item) => {
    const named = ownId(markdown.text, item.content);
    // "T1 build the codec" names a task when it has a checkbox; else it takes a mark: "T1: build the codec".
    if (item.task === null && !named?.isSetOff) return [];
    return { item, id: named?.id ?? null };
  });
  return items.map(({ item, id }, i) => taskOfItem(markdown, item, id, items[i + 1]?.item.from ?? item.to));
}

/** The items below belong to it, up to the next one that is a task itself. */
function taskOfItem(markdown: Markdown, item: ListItem, id: Cell | null, next: number): WrittenTask {
  const { text } = markdown;
  const whole = { from: id?.to ?? item.content.from, to: Math.min(item.to, next) };
  const find = (pattern: RegExp): Found | null => findIn(markdown, whole, pattern);
  const found = new Map([...PATTERNS].map(([field, pattern]) => [field, find(pattern)]));
  if (!found.get("after")) found.set("after", find(AFTER));
  const field = (name: Field): Cell | null => found.get(name)?.value ?? null;
  const status = field("status");
  const ends = [...found.values()].map((one) => one?.from ?? item.content.to);
  return {
    from: item.from,
    to: item.content.to,
    id,
    text: wordsOf(markdown, { from: whole.from, to: Math.min(item.content.to, ...ends) }),
    afterField: field("after"),
    ...readEstimates(text, field),
    actual: estimateOf(field("actual")),
    who: field("who"),
    verify: field("verify"),
    rollback: field("rollback"),
    status,
    progress: status === null ? item.task : readStatus(status.text),
    isRow: false,
  };
}

interface Found {
  readonly from: number;
  readonly value: Cell;
}

function findIn({ text, tree }: Markdown, whole: Span, pattern: RegExp): Found | null {
  const match = pattern.exec(text.slice(whole.from, whole.to));
  const [from, to] = match?.indices?.[1] ?? [];
  if (match === null || from === undefined || to === undefined) return null;
  const value = { from: whole.from + from, to: whole.from + from + (match[1] ?? "").trimEnd().length };
  return { from: whole.from + match.index, value: { ...value, text: plainText(tree, text, value) } };
}

function wordsOf({ text, tree }: Markdown, span: Span): Cell {
  const skipped = /^[\s*_`:.)–—-]*/.exec(text.slice(span.from, span.to))?.[0].length ?? 0;
  const words = { from: span.from + skipped, to: Math.max(span.from + skipped, span.to) };
  return { ...words, text: plainText(tree, text, words) };
}
