// The tasks of a plan as data, from tables and lists: what schedules are computed from and what the rules of this family look at.
import type { Cell, Markdown } from "../text/markdown.ts";
import { isWithin, type Span } from "../text/span.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import { isPlaceholder, tablesIn } from "../rule/part-content.ts";
import { isLeftOpen } from "../rule/placeholder.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import type { Task } from "./task.ts";
import { idKey, kinOf, predecessorsIn } from "./task-id.ts";
import { tasksOfLists } from "./task-list.ts";
import { tasksOfTable } from "./task-table.ts";

/** The tasks that stand in some parts of a document, in the order of the text. What After names is looked up among all of them. */
export function readTasks(markdown: Markdown, spans: readonly Span[]): Task[] {
  const written = outermost(spans)
    .flatMap((span) => [
      ...tablesIn(markdown, span).flatMap((table) => tasksOfTable(markdown, table)),
      ...tasksOfLists(markdown, span),
    ])
    .toSorted((a, b) => a.from - b.from);
  const ids = written.flatMap(({ id }) => (id === null ? [] : id.text));
  const known = new Map(ids.toReversed().map((id) => [idKey(id), id]));
  const kin = new Set(ids.map(kinOf));
  return written.map((task) => ({
    ...task,
    after: task.afterField === null ? [] : predecessorsIn(markdown.text, task.afterField, known, kin),
  }));
}

/** A part and one below it may have the same role. */
function outermost(spans: readonly Span[]): Span[] {
  let end = -1;
  return spans
    .toSorted((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ to }) => {
      const isOutside = to > end;
      end = Math.max(end, to);
      return isOutside;
    });
}

const read = new WeakMap<Subject, readonly Task[]>();

/** The tasks of the parts with the role "steps". */
export function tasksOf(subject: Subject): readonly Task[] {
  const before = read.get(subject);
  if (before !== undefined) return before;
  const tasks = readTasks(
    subject.markdown,
    partsOf(subject, "steps").map(({ content }) => content),
  );
  read.set(subject, tasks);
  return tasks;
}

/** Whether a part around it asks for a table, so that what is said of a column that is missing is said there. */
export const hasExpectedTable = ({ typed }: Subject, span: Span): boolean =>
  expectedTablesAround(typed, span).length > 0;

/** Whether a cell in which nothing stands is told as such, whatever its column is for. Parts with the role are left to these rules. */
export const isToldAsEmpty = ({ typed }: Subject, { text, ...span }: Cell): boolean =>
  isPlaceholder(text) &&
  !isLeftOpen(text) &&
  expectedTablesAround(typed, span).some(({ part }) => part.role !== "steps");

const expectedTablesAround = (typed: Subject["typed"], span: Span): LocatedPart[] =>
  typed?.located.filter(
    ({ part, content }) => isWithin(span, content) && part.expects?.some(({ kind }) => kind === "table"),
  ) ?? [];
