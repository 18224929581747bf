// What a plan comes to, as it is written and as it would be with changes that somebody tries. It is computed beside the rules, so that typing
// never waits for it.
import {
  applyChanges,
  computeSchedule,
  type Cycle,
  estimateBias,
  type EstimateBias,
  nextTasks,
  type NextTasks,
  type Plan,
  type PlanChange,
  readPlan,
  type Schedule,
  simulateSchedule,
  type Simulation,
  type Subject,
} from "@nomous/workbench";

/** A plan with what is computed from it. */
export interface Outlook {
  readonly plan: Plan;
  readonly schedule: Schedule | Cycle;
  /** Null where tasks wait for each other, or there is none. */
  readonly simulation: Simulation | null;
}

export interface PlanAnswer {
  readonly now: Outlook;
  /** With the changes; null without any, and when one makes no sense: then `problems` say why. */
  readonly tried: Outlook | null;
  readonly problems: readonly string[];
  readonly next: NextTasks;
  /** How far estimates were off so far, and the same runs with that; null while too few tasks say how long they took. */
  readonly experience: { readonly bias: EstimateBias; readonly simulation: Simulation | null } | null;
}

export interface PlanQuestion {
  readonly changes: readonly PlanChange[];
  /** What is done takes no time any more. */
  readonly remaining: boolean;
}

/** The command line begins with the same, so that both say the same numbers. */
const SEED = 1;

export function planAnswer(subject: Subject, { changes, remaining }: PlanQuestion): PlanAnswer {
  const plan = readPlan(subject, subject.surroundings.verifications);
  const simulated = (of: Plan, ratios: readonly number[]): Simulation | null => {
    const simulation = simulateSchedule(of, { seed: SEED, remaining, ratios });
    return "cycle" in simulation || of.tasks.length === 0 ? null : simulation;
  };
  const outlook = (of: Plan): Outlook => ({
    plan: of,
    schedule: computeSchedule(of, { remaining }),
    simulation: simulated(of, []),
  });
  const changed = changes.length === 0 ? null : applyChanges(plan, changes);
  const isRefused = changed !== null && "problems" in changed;
  const tried = changed === null || isRefused ? null : changed;
  const bias = estimateBias(plan);
  return {
    now: outlook(plan),
    tried: tried === null ? null : outlook(tried),
    problems: isRefused ? changed.problems : [],
    next: nextTasks(plan),
    experience: bias === null ? null : { bias, simulation: simulated(tried ?? plan, bias.ratios) },
  };
}
