// What is computed from a plan. Times are hours of work from its beginning.

export interface ScheduledTask {
  readonly id: string;
  /** As early as what comes before allows, and whoever does it is free. */
  readonly start: number;
  readonly finish: number;
  /** As late as the end of the whole plan allows. */
  readonly latestStart: number;
  /** Hours that it may be late without the end being later; 0 on the critical path. */
  readonly slack: number;
  readonly isCritical: boolean;
}

export interface Schedule {
  /** In the order of the plan. */
  readonly tasks: readonly ScheduledTask[];
  /** Hours from the beginning to the end of the last task, with the likely estimates. */
  readonly length: number;
  /** Hours of work of all tasks together. */
  readonly work: number;
  /** Ids of one longest chain, in order. */
  readonly criticalPath: readonly string[];
  /** The most tasks that go on at once in this schedule. */
  readonly parallelWidth: number;
}

/** A plan without a schedule: it waits for itself. */
export interface Cycle {
  /** Ids, in order; the first waits for the last. */
  readonly cycle: readonly string[];
}

export interface Simulation {
  readonly seed: number;
  readonly runs: number;
  /** Hours from the beginning to the end: half of the runs were done by p50, four of five by p80. */
  readonly p50: number;
  readonly p80: number;
  readonly p95: number;
  readonly mean: number;
  /** The length of each run, ascending: for a picture of the distribution. At most 200 evenly spaced quantiles. */
  readonly quantiles: readonly number[];
  /** By id: the share of runs, 0 to 1, in which the task was on the critical path. */
  readonly criticality: ReadonlyMap<string, number>;
}
