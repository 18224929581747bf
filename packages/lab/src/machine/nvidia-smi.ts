// GPUs as NVIDIA's own tool reports them. Where it is not installed there is nothing to tell; what a driver cannot tell it writes as a word in
// brackets.
import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Machine } from "@nomous/workbench/experiments";

const TIMEOUT_MS = 5_000;
/** Each question costs processor time, of which the run gets less. */
const INTERVAL_MS = 500;
const MiB = 1024 * 1024;
const FORMAT = "--format=csv,noheader,nounits";

/** The GPUs of this machine; empty without one. */
export async function findGpus(): Promise<Machine["gpu"]> {
  const lines = await ask(["--query-gpu=name,memory.total,driver_version", FORMAT]);
  return lines.map((line) => {
    // A name may hold commas, the other two do not.
    const fields = line.split(", ");
    const [memory = "", driver = ""] = fields.splice(-2);
    return { name: fields.join(", "), memory: (numberOf(memory) ?? 0) * MiB, driver };
  });
}

/** How many processes compute on a GPU; null when it does not tell. */
export async function countGpuProcesses(): Promise<number | null> {
  const lines = await ask(["--query-compute-apps=pid", FORMAT], null);
  return lines?.filter((line) => /^\d+$/.test(line)).length ?? null;
}

function ask(args: readonly string[]): Promise<string[]>;
function ask(args: readonly string[], otherwise: null): Promise<string[] | null>;
function ask(args: readonly string[], otherwise: string[] | null = []): Promise<string[] | null> {
  return new Promise((resolve) => {
    execFile("nvidia-smi", args, { timeout: TIMEOUT_MS, windowsHide: true }, (error, stdout) =>
      resolve(error === null ? linesOf(stdout) : otherwise),
    );
  });
}

export interface GpuReading {
  /** Bytes in use on all GPUs. */
  readonly memory: number | null;
  /** Percent, of the busiest. */
  readonly utilisation: number | null;
  /** Degrees Celsius, of the warmest. */
  readonly temperature: number | null;
  /** Watts, of all together. */
  readonly power: number | null;
  /** MHz, of the slowest. */
  readonly clock: number | null;
}

const FIELDS = "index,memory.used,utilization.gpu,temperature.gpu,power.draw,clocks.sm";

export interface GpuWatch extends Disposable {
  /** Since the last call, oldest first. */
  readonly take: () => GpuReading[];
}

/** Asks twice a second. */
export function watchGpus(count: number): GpuWatch {
  let readings: GpuReading[] = [];
  let lines: string[] = [];
  const args = [`--query-gpu=${FIELDS}`, FORMAT, "-lms", String(INTERVAL_MS)];
  const tool = spawn("nvidia-smi", args, { stdio: ["ignore", "pipe", "ignore"], windowsHide: true });
  tool.on("error", () => undefined);
  createInterface({ input: tool.stdout }).on("line", (line) => {
    lines.push(line);
    if (lines.length < count) return;
    readings.push(readGpus(lines));
    lines = [];
  });
  return {
    take() {
      const taken = readings;
      readings = [];
      return taken;
    },
    [Symbol.dispose]: () => void tool.kill(),
  };
}

/** What the lines of all GPUs say together. */
export function readGpus(lines: readonly string[]): GpuReading {
  const [memory, utilisation, temperature, power, clock] = [1, 2, 3, 4, 5].map((at) =>
    lines.map((line) => numberOf(line.split(", ")[at] ?? "")).filter((value) => value !== null),
  );
  const megabytes = pick(sum, memory);
  return {
    memory: megabytes === null ? null : megabytes * MiB,
    utilisation: pick(Math.max, utilisation),
    temperature: pick(Math.max, temperature),
    power: pick(sum, power),
    clock: pick(Math.min, clock),
  };
}

type Choose = (...values: number[]) => number;
const sum: Choose = (...values) => values.reduce((total, value) => total + value, 0);

/** Null where no GPU tells. */
const pick = (choose: Choose, values: readonly number[] = []): number | null =>
  values.length === 0 ? null : choose(...values);

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

const numberOf = (field: string): number | null => (/^\d+(\.\d+)?$/.test(field.trim()) ? Number(field) : null);
