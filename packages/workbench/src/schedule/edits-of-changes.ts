// The same changes as edits of the document: of the fields concerned, and of nothing else. Read again, the document gives the plan that `applyChanges` gives.
import type { Subject } from "../rule/subject.ts";
import { writeDuration } from "../task/duration.ts";
import { tasksOf } from "../task/read-tasks.ts";
import type { Task } from "../task/task.ts";
import { idKey } from "../task/task-id.ts";
import { TASK_HEADINGS } from "../task/task-table.ts";
import type { Span } from "../text/span.ts";
import { type Edit, orderEdits } from "../text/splice.ts";
import { writeField } from "../verification/write-field.ts";
import { applyChanges, type Refusal } from "./apply-changes.ts";
import type { PlanChange, PlannedTask, ThreePoint } from "./plan.ts";
import { readPlan } from "./read-plan.ts";

/** In the order of the text. Refused when a task is unknown, or its table has no column for the change. */
export function editsOfChanges(subject: Subject, changes: readonly PlanChange[]): readonly Edit[] | Refusal {
  const plan = applyChanges(readPlan(subject), changes);
  if ("problems" in plan) return plan;
  const planned = new Map(plan.tasks.map((task) => [idKey(task.id), task]));
  const written = new Map(
    tasksOf(subject)
      .toReversed()
      .flatMap((task) => (task.id === null ? [] : [[idKey(task.id.text), task] as const])),
  );
  const problems: string[] = [];
  const edits: Edit[] = [];
  for (const [key, kinds] of Map.groupBy(changes, ({ task }) => idKey(task))) {
    const [now, task] = [planned.get(key), written.get(key)];
    if (now === undefined || task === undefined) continue;
    const fields = [...new Set(kinds.map(({ kind }) => kind))].flatMap((kind) => fieldsOf(kind, task, now));
    const own = editsOfTask(subject, task, fields);
    if (typeof own === "string") problems.push(own);
    else edits.push(...own);
  }
  return problems.length > 0 ? { problems } : edits.toSorted((a, b) => a.from - b.from);
}

/** A field with what is to stand in it. */
interface NewField {
  readonly name: "after" | "who" | "status" | "estimates" | "min" | "likely" | "max";
  readonly heading: string;
  /** Null: the document has no such field. */
  readonly place: Span | null;
  readonly words: string;
}

function fieldsOf(kind: PlanChange["kind"], task: Task, now: PlannedTask): NewField[] {
  switch (kind) {
    case "estimate":
      return now.estimate === null ? [] : estimateFields(task, now.estimate);
    case "after":
      return [{ name: "after", heading: "After", place: task.afterField, words: now.after.join(", ") || "-" }];
    case "drop":
      return [{ name: "status", heading: "Status", place: task.status, words: "dropped" }];
    case "who":
      break;
  }
  return [{ name: "who", heading: "Who", place: task.who, words: now.who ?? "-" }];
}

/** In the form that is there: one field for all, or several of which each that is missing would have to follow from the others. */
function estimateFields(task: Task, estimate: ThreePoint): NewField[] {
  const { min, likely, max } = estimate;
  const together = min === max ? writeDuration(min) : [min, likely, max].map(writeDuration).join(" / ");
  const isTogether = task.estimateField !== null || [task.min, task.likely, task.max].every((one) => one === null);
  if (isTogether) return [{ name: "estimates", heading: "Estimate", place: task.estimateField, words: together }];
  const all: NewField[] = [
    { name: "min", heading: "Min", place: task.min, words: writeDuration(min) },
    { name: "likely", heading: "Likely", place: task.likely, words: writeDuration(likely) },
    { name: "max", heading: "Max", place: task.max, words: writeDuration(max) },
  ];
  const there = all.filter(({ place }) => place !== null);
  const isMean = task.min !== null && task.max !== null && likely === (min + max) / 2;
  return min === max || isMean ? there : all;
}

function editsOfTask(subject: Subject, task: Task, fields: readonly NewField[]): Edit[] | string {
  const id = task.id?.text ?? "";
  const missing = task.isRow ? fields.filter(({ place }) => place === null).map(({ heading }) => heading) : [];
  if (missing.length > 0)
    return `The table of ${id} has no column ${missing.join(", ")}. Add it, or change the table by hand.`;
  const changed = fields.filter(({ place, words }) => place === null || wordsAt(subject, place) !== words);
  const edits = changed.flatMap(
    ({ name, heading, place, words }) =>
      writeField(subject, task, { heading, names: TASK_HEADINGS[name], inItem: place }, words) ?? [],
  );
  // What an item of a list lacks is all added at one place.
  const joined = [...Map.groupBy(edits, ({ from, to }) => `${from}-${to}`).values()].map((same) => ({
    from: same[0]?.from ?? 0,
    to: same[0]?.to ?? 0,
    insert: same.map(({ insert }) => insert).join(""),
  }));
  const isShort = task.isRow && joined.length < edits.length;
  return isShort || orderEdits(subject.markdown.text, joined) === null
    ? `The row of ${id} ends before its columns do. Give it all its cells first.`
    : joined;
}

const wordsAt = ({ markdown: { text } }: Subject, { from, to }: Span): string => text.slice(from, to);
