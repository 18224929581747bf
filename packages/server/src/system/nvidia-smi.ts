// GPUs as NVIDIA's own tool reports them, one line each: `NVIDIA RTX A2000, 74, 6138, 5935, 61`. What a driver cannot tell it
// writes as `[N/A]` or another word in brackets.
import { execFile } from "node:child_process";
import type { Gpu } from "./machine.ts";

const FIELDS = ["name", "utilization.gpu", "memory.total", "memory.used", "temperature.gpu"];
const ARGUMENTS = [`--query-gpu=${FIELDS.join(",")}`, "--format=csv,noheader,nounits"];
const TIMEOUT_MS = 4_000;
const MiB = 1024 * 1024;

/** `undefined` when the tool is not installed; empty when it fails, as it does while a driver is being replaced. */
export function askNvidiaSmi(signal: AbortSignal): Promise<readonly Gpu[] | undefined> {
  return new Promise((resolve) => {
    execFile("nvidia-smi", ARGUMENTS, { signal, timeout: TIMEOUT_MS, windowsHide: true }, (error, stdout) => {
      if (error === null) resolve(parseGpus(stdout));
      else resolve(error.code === "ENOENT" ? undefined : []);
    });
  });
}

export function parseGpus(output: string): Gpu[] {
  const gpus: Gpu[] = [];
  for (const line of output.split("\n")) {
    // A name may hold commas, the four numbers do not.
    const fields = line.trim().split(", ");
    const [percent, totalMiB, usedMiB, celsius] = fields.splice(-4).map(numberOf);
    const name = fields.join(", ");
    if (name === "") continue;
    gpus.push({
      name,
      use: percent === undefined ? null : Math.min(percent / 100, 1),
      // A GPU that shares the machine's memory has none of its own to tell.
      totalBytes: (totalMiB ?? 0) * MiB,
      usedBytes: (usedMiB ?? 0) * MiB,
      celsius: celsius ?? null,
    });
  }
  return gpus;
}

const numberOf = (field: string): number | undefined => (/^\d+(\.\d+)?$/.test(field) ? Number(field) : undefined);
