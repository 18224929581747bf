// What could have disturbed a run, read just before and just after it. Counters of the system only ever grow, so what happened in between is a
// difference; what a system does not tell is null and never a zero.
import { cpus, loadavg } from "node:os";
import type { GuardReadings, RunRecord } from "@nomous/workbench/experiments";
import type { Canary } from "./canary.ts";
import { countGpuProcesses, type GpuReading } from "./nvidia-smi.ts";
import { numberAfter, systemFile, systemFolder } from "./system-file.ts";

/** All but what only two clocks can tell. */
export type Disturbances = Omit<GuardReadings, "clockJumpMs">;

export interface DisturbanceWatch {
  /** `gpu`: what was read during the run; null without a GPU. */
  readonly end: (
    run: Pick<RunRecord["process"], "wallMs" | "cpuMs">,
    gpu: readonly GpuReading[] | null,
  ) => Disturbances;
}

export async function beginDisturbanceWatch(canary: Canary, hasGpu: boolean): Promise<DisturbanceWatch> {
  const otherProcesses = hasGpu ? await countGpuProcesses() : null;
  const canaryMs = canary.sing();
  const before = readCounters();
  const state = { load: readLoad(), cores: cpus().length, governor: readGovernor(), onBattery: readBattery() };
  return {
    end({ wallMs, cpuMs }, gpu) {
      const after = readCounters();
      const memoryMs = difference(before.memoryMs, after.memoryMs);
      return {
        canaryMs,
        ...state,
        others: othersShare(before.processor, after.processor, cpuMs),
        // A plug that was pulled during the run counts.
        onBattery: state.onBattery === null ? null : state.onBattery || readBattery() === true,
        throttled: difference(before.throttled, after.throttled),
        memoryPressure: memoryMs === null ? null : share(memoryMs, wallMs ?? 0),
        stolen: stolenShare(before.processor, after.processor),
        gpu: gpu === null ? null : { ...worstOf(gpu), otherProcesses },
      };
    },
  };
}

interface Counters {
  readonly throttled: number | null;
  /** Milliseconds that something waited for memory. */
  readonly memoryMs: number | null;
  /** Ticks of 10 ms, over all cores. */
  readonly processor: { readonly all: number; readonly busy: number; readonly stolen: number } | null;
}

const readCounters = (): Counters => ({
  throttled: readThrottled(),
  memoryMs: scaled(numberAfter(systemFile("/proc/pressure/memory"), "total="), 1 / 1_000),
  processor: readProcessor(systemFile("/proc/stat")),
});

/** `cpu  user nice system idle iowait irq softirq steal guest guest_nice`; guests are in user already. */
export function readProcessor(stat: string | null): Counters["processor"] {
  const [, line] = /^cpu +(.+)$/m.exec(stat ?? "") ?? [];
  const times = line?.split(" ").map(Number).slice(0, 8);
  if (times === undefined || times.length < 8) return null;
  const [all, idle, waiting, stolen] = [
    times.reduce((sum, time) => sum + time, 0),
    times[3] ?? 0,
    times[4] ?? 0,
    times[7] ?? 0,
  ];
  return { all, busy: all - idle - waiting - stolen, stolen };
}

const CORES = "/sys/devices/system/cpu";

function readThrottled(): number | null {
  const counts = systemFolder(CORES)
    .filter((name) => /^cpu\d+$/.test(name))
    .map((name) => systemFile(`${CORES}/${name}/thermal_throttle/core_throttle_count`))
    .filter((count) => count !== null);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + Number(count), 0);
}

const readGovernor = (): string | null => systemFile(`${CORES}/cpu0/cpufreq/scaling_governor`);

/** Windows has no load. */
const readLoad = (): number | null => (process.platform === "win32" ? null : (loadavg()[0] ?? null));

const SUPPLIES = "/sys/class/power_supply";

/** Null without a battery: then nobody can be on it. */
function readBattery(): boolean | null {
  const supplies = systemFolder(SUPPLIES).map((name) => ({
    type: systemFile(`${SUPPLIES}/${name}/type`),
    scope: systemFile(`${SUPPLIES}/${name}/scope`),
    status: systemFile(`${SUPPLIES}/${name}/status`),
  }));
  // Mice and keyboards have batteries too.
  const batteries = supplies.filter(({ type, scope }) => type === "Battery" && scope !== "Device");
  return batteries.length === 0 ? null : batteries.some(({ status }) => status === "Discharging");
}

function stolenShare(before: Counters["processor"], after: Counters["processor"]): number | null {
  if (before === null || after === null) return null;
  return share(after.stolen - before.stolen, after.all - before.all);
}

const TICK_MS = 10;
/** What counts in steps may be a step or two off. */
const STEPS_OFF = 2;

/** What was busy and was not the run; null where nobody counts. */
function othersShare(before: Counters["processor"], after: Counters["processor"], cpuMs: number | null): number | null {
  if (before === null || after === null || cpuMs === null) return null;
  return share(after.busy - before.busy - cpuMs / TICK_MS - STEPS_OFF, after.all - before.all);
}

/** Between 0 and 1; a span in which no counter moved has a share of 0. */
const share = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole)));

const difference = (before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : Math.max(0, after - before);

const scaled = (value: number | null, factor: number): number | null => (value === null ? null : value * factor);

/** The warmest, hungriest and slowest that it was. */
function worstOf(readings: readonly GpuReading[]): Pick<GpuReading, "temperature" | "power" | "clock"> {
  const pick = (field: "temperature" | "power" | "clock", choose: (...values: number[]) => number): number | null => {
    const values = readings.map((reading) => reading[field]).filter((value) => value !== null);
    return values.length === 0 ? null : choose(...values);
  };
  return { temperature: pick("temperature", Math.max), power: pick("power", Math.max), clock: pick("clock", Math.min) };
}
