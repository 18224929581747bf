// What disturbed a run from outside. Some readings are wrong by themselves, others only against what is usual in the session.
import type { GuardReadings, RunRecord } from "../evidence/evidence.ts";
import { median } from "../statistics/quantile.ts";
import type { RoundFlag } from "./results.ts";

/** Beyond these a run is flagged. */
const LIMITS = {
  /** Of all processor time. */
  others: 0.25,
  /** Waiting programs a core; the run itself may keep every core busy. */
  load: 1.25,
  /** Times the canary's usual duration. */
  canary: 1.5,
  memoryPressure: 0.05,
  stolen: 0.05,
  clockJumpMs: 100,
  /** °C, near which GPUs slow down. */
  gpuTemperature: 90,
  /** Share of the GPU's usual clock. */
  gpuClock: 0.75,
} as const;

/** What is usual: medians, and the governor that the session began with. */
interface Usual {
  readonly canaryMs: number;
  readonly governor: string | null;
  readonly gpuClock: number | null;
}

/** `session` is what ran so far, the run included: what comes later changes no judgement. */
export function guardFlags(run: RunRecord, session: readonly RunRecord[]): RoundFlag[] {
  const { round, attempt, position } = run;
  return readingFlags(run.guard, usualOf(session)).map((flag) => ({ round, attempt, position, ...flag }));
}

/** The flags of all runs, each round judged by what ran until its end. */
export function sessionFlags(runs: readonly RunRecord[]): RoundFlag[] {
  const attempts = [...Map.groupBy(runs, ({ round, attempt }) => `${round}/${attempt}`).values()];
  let before: readonly RunRecord[] = [];
  return attempts.flatMap((attempt) => {
    before = [...before, ...attempt];
    const usual = usualOf(before);
    return attempt.flatMap(({ round, attempt, position, guard }) =>
      readingFlags(guard, usual).map((flag) => ({ round, attempt, position, ...flag })),
    );
  });
}

function usualOf(runs: readonly RunRecord[]): Usual {
  const clocks = runs.map(({ guard }) => guard.gpu?.clock ?? null).filter((clock) => clock !== null);
  return {
    canaryMs: median(runs.map(({ guard }) => guard.canaryMs)) ?? Infinity,
    governor: runs[0]?.guard.governor ?? null,
    gpuClock: median(clocks),
  };
}

type Cause = RoundFlag["cause"];
type Flag = Pick<RoundFlag, "cause" | "message">;

const readingFlags = (guard: GuardReadings, usual: Usual): Flag[] => [
  ...Object.entries(found(guard, usual)).flatMap(([cause, message]) =>
    message === null ? [] : [{ cause: cause as Cause, message }],
  ),
  ...gpuMessages(guard.gpu, usual.gpuClock).map((message) => ({ cause: "gpu" as const, message })),
];

function found(guard: GuardReadings, usual: Usual): Readonly<Record<Exclude<Cause, "gpu">, string | null>> {
  const { others, load, cores, canaryMs, governor, throttled, memoryPressure, stolen, clockJumpMs } = guard;
  return {
    others: above(others, LIMITS.others, (share) => `other programs used ${percent(share)} of ${count(cores, "core")}`),
    load: above(
      others === null ? load : null,
      LIMITS.load * cores,
      (waiting) => `load ${waiting.toFixed(1)} on ${count(cores, "core")}`,
    ),
    canary: above(
      canaryMs,
      LIMITS.canary * usual.canaryMs,
      (took) => `a fixed piece of work took ${took.toFixed(1)} ms, usually ${usual.canaryMs.toFixed(1)} ms`,
    ),
    governor:
      governor === usual.governor ? null : `governor ${governor ?? "unknown"}, at first ${usual.governor ?? "unknown"}`,
    battery: guard.onBattery === true ? "on battery" : null,
    throttled: above(throttled, 0, (times) => `throttled ${count(times, "time")}`),
    memory: above(memoryPressure, LIMITS.memoryPressure, (share) => `waited for memory ${percent(share)} of the time`),
    stolen: above(stolen, LIMITS.stolen, (share) => `the host took ${percent(share)} of the processor time`),
    clock: above(
      Math.abs(clockJumpMs),
      LIMITS.clockJumpMs,
      (jump) => `the clock went ${clockJumpMs < 0 ? "back" : "ahead"} by ${jump.toFixed(0)} ms`,
    ),
  };
}

const above = (reading: number | null, limit: number, message: (reading: number) => string): string | null =>
  reading !== null && reading > limit ? message(reading) : null;

function gpuMessages(gpu: GuardReadings["gpu"], usualClock: number | null): string[] {
  if (gpu === null) return [];
  const { temperature, clock, otherProcesses } = gpu;
  const isSlow = clock !== null && usualClock !== null && clock < LIMITS.gpuClock * usualClock;
  return [
    ...((otherProcesses ?? 0) > 0
      ? [`${otherProcesses} other ${otherProcesses === 1 ? "program" : "programs"} on the GPU`]
      : []),
    ...((temperature ?? 0) >= LIMITS.gpuTemperature ? [`GPU at ${temperature} °C`] : []),
    ...(isSlow ? [`GPU at ${clock} MHz, usually ${usualClock} MHz`] : []),
  ];
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
