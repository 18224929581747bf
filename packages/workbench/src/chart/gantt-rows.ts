// Which tasks a picture of a plan shows, phase by phase in the order of the plan. Of a plan that is longer than a picture can be, those on
// the critical path come first, then those that begin earliest.
import type { Plan, PlannedTask } from "../schedule/plan.ts";
import type { Schedule, ScheduledTask } from "../schedule/schedule.ts";

export interface GanttTask {
  readonly task: PlannedTask;
  readonly scheduled: ScheduledTask;
}

interface GanttPhase {
  readonly name: string;
  readonly tasks: readonly GanttTask[];
}

export interface GanttRows {
  readonly phases: readonly GanttPhase[];
  /** Tasks for which there is no room. */
  readonly left: number;
}

/** Those that nobody will do are not among them. */
export function ganttRows(plan: Plan, schedule: Schedule, most: number): GanttRows {
  const all = scheduledTasks(plan, schedule);
  const shown = new Set(all.length <= most ? all : all.toSorted(byWeight).slice(0, most));
  const phases = Map.groupBy(
    all.filter((one) => shown.has(one)),
    ({ task }) => task.phase,
  );
  return { phases: [...phases].map(([name, tasks]) => ({ name, tasks })), left: all.length - shown.size };
}

/** In the order of the plan. */
export function scheduledTasks({ tasks }: Plan, schedule: Schedule): GanttTask[] {
  const byId = new Map(schedule.tasks.map((one) => [one.id, one]));
  return tasks.flatMap((task) => {
    const scheduled = byId.get(task.id);
    return scheduled === undefined || task.standing === "dropped" ? [] : [{ task, scheduled }];
  });
}

const byWeight = ({ scheduled: a }: GanttTask, { scheduled: b }: GanttTask): number =>
  Number(b.isCritical) - Number(a.isCritical) || a.start - b.start;
