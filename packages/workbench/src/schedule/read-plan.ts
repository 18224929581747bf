// From the tasks that a document holds to a plan that can be computed. Whatever cannot be used is left out and told, once for all tasks that it is true of.
import { isPlaceholder } from "../rule/placeholder.ts";
import type { Subject } from "../rule/subject.ts";
import { waiverIn } from "../rule/task/waiver.ts";
import { isMilestone } from "../task/is-milestone.ts";
import { tasksOf } from "../task/read-tasks.ts";
import type { Task } from "../task/task.ts";
import { idKey } from "../task/task-id.ts";
import { readStanding } from "../task/task-status.ts";
import { MAX_HOURS, threePointOf } from "../task/three-point.ts";
import type { Cell } from "../text/markdown.ts";
import { fieldOf } from "../type/metadata.ts";
import type { VerificationStanding } from "../verification/verification.ts";
import { isDate } from "./calendar.ts";
import { phaseFinder } from "./phase-of.ts";
import type { Plan, PlannedTask, TaskStanding, ThreePoint } from "./plan.ts";
import { createPlanNotes, type PlanNotes } from "./plan-notes.ts";

/** By the id of a task as its plan writes it. */
type Verifications = ReadonlyMap<string, VerificationStanding>;

/** Without `verifications` a task is done when its status says so; with them, only what was verified is. */
export function readPlan(subject: Subject, verifications?: Verifications): Plan {
  const notes = createPlanNotes();
  const named = namedTasks(subject, notes);
  const known = new Map([...named].map(([key, { id }]) => [key, id?.text ?? key]));
  const phaseOf = phaseFinder(subject);
  const verified = verifications && new Map([...verifications].map(([id, standing]) => [idKey(id), standing]));
  const { text, lines } = subject.markdown;
  const tasks = [...named].map(([key, task]): PlannedTask => {
    const id = known.get(key) ?? key;
    const standing = standingOf(task, verified && (verified.get(key) ?? "none"));
    return {
      from: task.from,
      to: task.to,
      id,
      title: task.text.text,
      after: knownOf(task, id, known, notes),
      estimate: estimateOf(task, id, standing, notes),
      actual: actualOf(task, id, standing, notes),
      who: whoOf(task.who),
      phase: phaseOf(task),
      isMilestone: isMilestone(task),
      verify: markdownIn(text, task.verify),
      rollback: markdownIn(text, task.rollback),
      standing,
      line: lines.positionOf(task.from).line,
    };
  });
  return { tasks, start: startOf(subject, notes), notes: notes.sentences() };
}

const markdownIn = (text: string, cell: Cell | null): string =>
  cell === null || isPlaceholder(cell.text) ? "" : text.slice(cell.from, cell.to);

/** By key, in the order of the text. */
function namedTasks(subject: Subject, notes: PlanNotes): Map<string, Task> {
  const named = new Map<string, Task>();
  for (const task of tasksOf(subject)) {
    const { line } = subject.markdown.lines.positionOf(task.from);
    if (task.id === null) notes.add("no-id", `line ${line}`);
    else if (named.has(idKey(task.id.text))) notes.add("duplicate", `${task.id.text} on line ${line}`);
    else named.set(idKey(task.id.text), task);
  }
  return named;
}

function knownOf(task: Task, id: string, known: ReadonlyMap<string, string>, notes: PlanNotes): string[] {
  const keys = new Set(task.after.map((one) => idKey(one.id)));
  for (const one of task.after) if (!known.has(idKey(one.id))) notes.add("unknown", `${id} after ${one.id}`);
  return [...keys].flatMap((key) => known.get(key) ?? []);
}

const ZERO: ThreePoint = { min: 0, likely: 0, max: 0 };

function estimateOf(task: Task, id: string, standing: TaskStanding, notes: PlanNotes): ThreePoint | null {
  if (isMilestone(task)) return ZERO;
  const { estimate, oddity } = threePointOf(task);
  const isOver = standing === "done" || standing === "dropped";
  if (oddity !== null && (!isOver || oddity === "reversed" || oddity === "unreadable")) notes.add(oddity, id);
  return estimate;
}

/** What an open task has taken so far says nothing of how long it takes. */
function actualOf({ actual }: Task, id: string, standing: TaskStanding, notes: PlanNotes): number | null {
  const isOver = standing === "done" || standing === "not-verified" || standing === "failed";
  if (actual === null || !isOver || isPlaceholder(actual.text)) return null;
  const hours = actual.duration?.hours ?? null;
  const isUsable = hours !== null && hours <= MAX_HOURS;
  if (!isUsable) notes.add("actual", id);
  return isUsable ? hours : null;
}

const NOBODY = /^(?:any|anybody|anyone|nobody|no one|open|unassigned)$/i;

function whoOf(cell: Cell | null): string | null {
  const name = cell?.text.trim() ?? "";
  return isPlaceholder(name) || NOBODY.test(name) ? null : name;
}

/** A task whose Verify says with a reason that there is nothing to verify is as done as it says. */
function standingOf(task: Task, verified: VerificationStanding | "none" | undefined): TaskStanding {
  const { status, progress, verify } = task;
  const said = (status === null || status.text === "" ? progress : readStanding(status.text)) ?? "open";
  if (verified === undefined || (said !== "done" && said !== "not-verified")) return said;
  if (verified === "failed") return "failed";
  if (verified === "passed" || waiverIn(verify?.text ?? "") === "with a reason") return "done";
  return "not-verified";
}

function startOf({ typed }: Subject, notes: PlanNotes): string | null {
  const start = typed === null ? undefined : fieldOf(typed.metadata, ["start"])?.text;
  if (start === undefined || start === "") return null;
  if (isDate(start)) return start;
  notes.add("start", start);
  return null;
}
