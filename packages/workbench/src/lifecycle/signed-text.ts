// What of a document an approval signs. Everything that is written, to the last blank, but for two things that change without anybody changing
// what was approved: the state that the document says it is in, and how far the work on its tasks is. So those who approve sign the same,
// whichever of them comes first, and a plan that is worked on stays approved; with the progress goes what Nomous computes from it. All is left out
// only where nothing else is said there: a status with more words than its own is content like any other.
import { isSameBody } from "../region/personal-lines.ts";
import { planRegions } from "../region/plan-regions.ts";
import { regionsIn } from "../region/region.ts";
import { isPlanRegion } from "../region/region-kind.ts";
import { columnsOf } from "../rule/named-rows.ts";
import { STATUS_FIELDS } from "../rule/lifecycle/status-fields.ts";
import type { Subject, TypedDocument } from "../rule/subject.ts";
import { tasksOf } from "../task/read-tasks.ts";
import type { Task } from "../task/task.ts";
import { readStatus, STATUS_WORDS } from "../task/task-status.ts";
import { TASK_HEADINGS } from "../task/task-table.ts";
import type { Cell, Markdown, Row, Table } from "../text/markdown.ts";
import { type Edit, orderEdits, splice } from "../text/splice.ts";
import type { State } from "../type/document-type.ts";
import { fieldOf } from "../type/metadata.ts";
import { namesOfField, setField, writtenState } from "../type/set-field.ts";

/** The text that an approval of `to` signs, with LF or not as the document has it; and as earlier versions signed it, with the progress of tasks. */
export function signedTexts(subject: Subject, to: State): readonly [now: string, before: string] {
  const { markdown, typed } = subject;
  const status = typed === null ? null : statusEdit(markdown, typed, to);
  const before = status === null ? [] : [status];
  const progress = tasksOf(subject).length === 0 ? [] : [...progressEdits(subject), ...regionEdits(subject)];
  const all = [...before, ...progress.filter(({ from }) => from !== status?.from)];
  // Two readings of one place would be a fault of ours; then nothing is left out.
  const now = orderEdits(markdown.text, all) === null ? before : all;
  return [splice(markdown.text, now), splice(markdown.text, before)];
}

/** The edit that makes the document say `to`; null where it says more than a state, or nothing. */
function statusEdit(markdown: Markdown, { type, metadata, state }: TypedDocument, to: State): Edit | null {
  const field = type.fields.find(({ key }) => key === "status");
  const written = fieldOf(metadata, field === undefined ? STATUS_FIELDS : namesOfField(field));
  if (field === undefined || written === undefined || state === null) return null;
  const said = markdown.text.slice(written.from, written.to).replace(/^(["'])(.*)\1$/, "$2");
  const names = [state.name, state.label, ...(state.aliases ?? [])].map((name) => name.toLowerCase());
  return names.includes(said.toLowerCase()) ? setField(markdown, metadata, field, writtenState(type, to)) : null;
}

/** What Nomous computes from the tasks changes with them. Only what it gives to the letter is left out: a word that somebody put there is content. */
function regionEdits(subject: Subject): Edit[] {
  const written = regionsIn(subject.markdown).filter(({ name }) => isPlanRegion(name));
  if (written.length === 0) return [];
  const computed = planRegions(subject);
  return written
    .filter(({ name, body }) => computed.some((one) => one.name === name && isSameBody(body, one.body)))
    .map(({ from, to }) => ({ from, to, insert: "" }));
}

const COLUMNS = {
  status: [...TASK_HEADINGS.status, ...TASK_HEADINGS.done],
  actual: TASK_HEADINGS.actual,
} as const;
type Column = keyof typeof COLUMNS;

/** What is taken out: the columns of task tables that say how far the work is, the boxes of task lists, and `(Status: done)`. */
function progressEdits(subject: Subject): Edit[] {
  const { markdown } = subject;
  const tasks = tasksOf(subject);
  const tables = markdown.tables.filter(({ from, to }) =>
    tasks.some((task) => task.isRow && task.from >= from && task.to <= to),
  );
  return [
    ...tables.flatMap((table) => columnEdits(markdown, table)),
    ...tasks.filter(({ isRow }) => !isRow).flatMap((task) => itemEdits(markdown, task)),
  ];
}

function columnEdits(markdown: Markdown, table: Table): Edit[] {
  const { text, lines } = markdown;
  const columns = [...columnsOf(table, COLUMNS)].filter(([, index]) => index > 0);
  const rule = lines.startOf(lines.positionOf(table.header.from).line + 1);
  return columns.flatMap(([column, index]) => {
    const heading = table.header.cells[index];
    if (heading === undefined || !isBare(text, heading)) return [];
    const cut = table.rows.flatMap((row) => cellEdit(text, row, index, column));
    return [cutCell(text, heading), cutRule(text, rule, index), ...cut].filter((edit) => edit !== null);
  });
}

function cellEdit(text: string, { cells }: Row, index: number, column: Column): Edit[] {
  const cell = cells[index];
  if (cell === undefined || !isBare(text, cell) || !saysProgress(column, cell.text)) return [];
  const edit = cutCell(text, cell);
  return edit === null ? [] : [edit];
}

/** What a reader sees is all that is written there: no address hides behind it. */
const isBare = (text: string, cell: Cell): boolean => text.slice(cell.from, cell.to).trim() === cell.text;

const saysProgress = (column: Column, words: string): boolean =>
  words === "" || (column === "status" ? isProgress(words) : isTime(words));

/** What people put there instead of a word. */
const MARKS: ReadonlySet<string> = new Set("-–—x1✅✔✓☑🟢⬜🔲☐🔄⏳🚧🟡🔴❌");

/** A task that is dropped is no longer done, which is another plan. */
function isProgress(words: string): boolean {
  const said = words.toLowerCase().replaceAll("\uFE0F", "");
  const plain = said.replaceAll("’", "'").replaceAll(/[_-]+/g, " ");
  return MARKS.has(said) || (STATUS_WORDS.includes(plain) && readStatus(plain) !== "dropped");
}

/** `3 h`, `1.5 days`, `2 d 4 h`. */
const isTime = (words: string): boolean => /^(?:\d+(?:[.,]\d+)? ?[a-z]{0,7}\.? ?){1,3}$/i.test(words);

/** From the bar before a cell to the one behind it. */
function cutCell(text: string, cell: Cell): Edit | null {
  let from = cell.from;
  while (/[ \t]/.test(text[from - 1] ?? "")) from -= 1;
  if (text[from - 1] !== "|") return null;
  let to = cell.to;
  while (/[ \t]/.test(text[to] ?? "")) to += 1;
  return { from: from - 1, to, insert: "" };
}

/** The same in the line of dashes below the header. */
function cutRule(text: string, start: number, index: number): Edit | null {
  const [line = ""] = /^[^\r\n]*/.exec(text.slice(start)) ?? [];
  const bars = [...line.matchAll(/\|/g)].map((match) => match.index);
  const isLed = /^[ \t>]*\|/.test(line);
  const from = bars[isLed ? index : index - 1];
  if (from === undefined) return null;
  const to = bars[isLed ? index + 1 : index] ?? line.trimEnd().length;
  return { from: start + from, to: start + to, insert: "" };
}

/** A box is as if nobody had ticked it, and a label with its word is as if nobody had written it. */
function itemEdits({ text, items }: Markdown, { from, to }: Task): Edit[] {
  const item = items.find((one) => one.from === from);
  const box = item === undefined || item.task === null ? -1 : item.content.from - "x]".length;
  const boxes = text[box + 1] === "]" ? [{ from: box, to: box + 1, insert: " " }] : [];
  const said = [...text.slice(from, to).matchAll(/ \((Status|Actual): ([^()\r\n]*)\)/g)].filter(
    ([, label, words = ""]) => (label === "Status" ? isProgress(words) : isTime(words)),
  );
  return [
    ...boxes,
    ...said.map(({ 0: whole, index }) => ({ from: from + index, to: from + index + whole.length, insert: "" })),
  ];
}
