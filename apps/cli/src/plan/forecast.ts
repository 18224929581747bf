// What is computed of a plan: its schedule, and how long it may take.
import {
  type EstimateBias,
  estimateBias,
  formatDays,
  type Plan,
  type Schedule,
  simulateSchedule,
  type Simulation,
} from "@nomous/workbench";
import { scheduleOf } from "./open-plan.ts";

/** Of every simulation for which nobody asks for another: the same document gives the same numbers everywhere. */
export const DEFAULT_SEED = 1;

export interface ForecastOptions {
  readonly seed?: number;
  readonly runs?: number;
  /** Only what is left, from now on. */
  readonly remaining?: boolean;
}

export interface Forecast {
  readonly schedule: Schedule;
  /** With the estimates as they are written. */
  readonly simulation: Simulation;
  /** How far estimates were off so far, and the same runs with that; null where too few tasks tell. */
  readonly experience: { readonly bias: EstimateBias; readonly simulation: Simulation } | null;
}

/** Throws a `CliError` when tasks wait for each other. */
export function forecast(plan: Plan, path: string, options: ForecastOptions = {}): Forecast {
  const { seed = DEFAULT_SEED, runs, remaining = false } = options;
  const schedule = scheduleOf(plan, path, { remaining });
  const simulate = (ratios: readonly number[]): Simulation => {
    const simulation = simulateSchedule(plan, { seed, remaining, ratios, ...(runs !== undefined && { runs }) });
    if ("cycle" in simulation) throw new Error("a plan with a schedule has a simulation");
    return simulation;
  };
  const bias = estimateBias(plan);
  return {
    schedule,
    simulation: simulate([]),
    experience: bias === null ? null : { bias, simulation: simulate(bias.ratios) },
  };
}

/** As JSON: hours of work. */
export const forecastFacts = ({ schedule, simulation, experience }: Forecast) => ({
  length: schedule.length,
  work: schedule.work,
  parallelWidth: schedule.parallelWidth,
  criticalPath: schedule.criticalPath,
  ...simulationFacts(simulation),
  experience: experienceFacts(experience),
});

export const experienceFacts = (experience: Forecast["experience"]) =>
  experience && {
    tasks: experience.bias.count,
    medianRatio: experience.bias.medianRatio,
    interval: experience.bias.interval,
    p50: experience.simulation.p50,
    p80: experience.simulation.p80,
  };

export const simulationFacts = ({ seed, runs, p50, p80, p95, mean }: Simulation) => ({
  seed,
  runs,
  p50,
  p80,
  p95,
  mean,
});

/** `2,000 runs, seed 1` */
export const runsText = ({ runs, seed }: Simulation): string =>
  `${String(runs).replaceAll(/\B(?=(?:\d{3})+$)/g, ",")} ${runs === 1 ? "run" : "runs"}, seed ${seed}`;

/** `Length`, `P50`, `P80` and the critical path, each `before → after`. */
export function comparisonLines(before: Forecast, after: Forecast): string[] {
  const days = (of: (one: Forecast) => number): string => change(formatDays(of(before)), formatDays(of(after)));
  return [
    `  Length         ${days(({ schedule }) => schedule.length)}`,
    `  P50            ${days(({ simulation }) => simulation.p50)}`,
    `  P80            ${days(({ simulation }) => simulation.p80)}`,
    `  Critical path  ${change(pathText(before.schedule), pathText(after.schedule))}`,
  ];
}

const change = (before: string, after: string): string =>
  before === after ? `${before}, as before` : `${before} → ${after}`;

export const pathText = ({ criticalPath }: Schedule): string => criticalPath.join(", ") || "none";

/** What tasks took, against what was likely, and what follows for the rest; null where too few tell. */
export function experienceText({ experience }: Forecast): string | null {
  if (experience === null) return null;
  const { bias, simulation } = experience;
  const { count, medianRatio, interval } = bias;
  const range = interval === null ? "" : `, between ${times(interval.low)} and ${times(interval.high)} at 95 %`;
  const then = `P50 ${formatDays(simulation.p50)}, P80 ${formatDays(simulation.p80)}`;
  return `${count} tasks took ${times(medianRatio)} times what was likely (median${range}). If the rest does so too: ${then}`;
}

const times = (value: number): string => value.toFixed(2);
