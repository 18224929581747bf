// What can be begun now, most urgent first, and what the other tasks wait for.
import { computeSchedule } from "./compute-schedule.ts";
import type { Plan, PlannedTask, TaskStanding } from "./plan.ts";

interface NextTask {
  readonly task: PlannedTask;
  /** Hours that it may be late without the end being later; null when tasks wait for each other, and there is no schedule. */
  readonly slack: number | null;
  /** Why it is its turn, in a few words: "nothing comes before it". */
  readonly why: string;
}

interface WaitingTask {
  readonly task: PlannedTask;
  /** In the order of the text. Empty: its own status says that it is blocked. */
  readonly waitsFor: readonly { readonly id: string; readonly why: string }[];
}

export interface NextTasks {
  /** By slack, then in the order of the text. */
  readonly ready: readonly NextTask[];
  readonly waiting: readonly WaitingTask[];
  /** Ids of tasks that wait for each other; the first waits for the last. Null: none do. */
  readonly cycle: readonly string[] | null;
}

/** A task that is not verified does not count as done; one that is dropped makes others wait for what came before it. */
export function nextTasks(plan: Plan): NextTasks {
  const schedule = computeSchedule(plan, { remaining: true });
  const slacks = new Map("cycle" in schedule ? [] : schedule.tasks.map(({ id, slack }) => [id, slack]));
  const byId = new Map(plan.tasks.map((task) => [task.id, task]));
  const ready: NextTask[] = [];
  const waiting: WaitingTask[] = [];
  for (const task of plan.tasks) {
    if (task.standing === "done" || task.standing === "dropped") continue;
    const open = openBefore(task, byId);
    // Whoever is at it goes on, and what is said to be done can be verified, whatever the order was.
    const isBegun = task.standing === "doing" || task.standing === "not-verified";
    if (!isBegun && (open.length > 0 || task.standing === "blocked"))
      waiting.push({ task, waitsFor: open.map((one) => ({ id: one.id, why: REASON_TO_WAIT[one.standing] })) });
    else ready.push({ task, slack: slacks.get(task.id) ?? null, why: reasonToStart(task) });
  }
  return {
    ready: ready.toSorted((a, b) => (a.slack ?? 0) - (b.slack ?? 0)),
    waiting,
    cycle: "cycle" in schedule ? schedule.cycle : null,
  };
}

/** Through dropped tasks to what came before them. */
function openBefore(task: PlannedTask, byId: ReadonlyMap<string, PlannedTask>): PlannedTask[] {
  const seen = new Set<string>();
  const open: PlannedTask[] = [];
  const ahead = [...task.after];
  for (let id = ahead.pop(); id !== undefined; id = ahead.pop()) {
    const before = byId.get(id);
    if (before === undefined || seen.has(id)) continue;
    seen.add(id);
    if (before.standing === "dropped") ahead.push(...before.after);
    else if (before.standing !== "done") open.push(before);
  }
  return open.toSorted((a, b) => a.from - b.from);
}

const REASON_TO_WAIT: Readonly<Record<TaskStanding, string>> = {
  open: "it is not done",
  doing: "somebody is at it",
  blocked: "it is blocked",
  "not-verified": "it is said to be done, and not verified",
  failed: "its verification failed",
  done: "it is done",
  dropped: "it is dropped",
};

const REASON_TO_START: Readonly<Partial<Record<TaskStanding, string>>> = {
  doing: "it is begun",
  "not-verified": "it is said to be done: verify it",
  failed: "its verification failed: do it again",
};

const reasonToStart = ({ standing, after }: PlannedTask): string =>
  REASON_TO_START[standing] ?? (after.length === 0 ? "nothing comes before it" : "everything before it is done");
