import type { Plan } from "@nomous/workbench";
import { type Forecast, forecastFacts } from "./forecast.ts";
import { workByPerson } from "./show.ts";

/** A plan with everything that is computed of it, for other programs. Times are hours of work from the beginning. */
export function planFacts(path: string, plan: Plan, now: Forecast, start: string | null) {
  const { schedule, simulation } = now;
  const scheduled = new Map(schedule.tasks.map((one) => [one.id, one]));
  const tasks = plan.tasks.map((task) => ({
    id: task.id,
    title: task.title,
    line: task.line,
    phase: task.phase,
    standing: task.standing,
    after: task.after,
    estimate: task.estimate,
    actual: task.actual,
    who: task.who,
    isMilestone: task.isMilestone,
    verify: task.verify,
    rollback: task.rollback,
    ...scheduled.get(task.id),
    criticality: simulation.criticality.get(task.id) ?? 0,
  }));
  return { path, start, ...forecastFacts(now), people: workByPerson(plan), tasks, notes: plan.notes };
}
