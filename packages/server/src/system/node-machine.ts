import { cpus, freemem, totalmem } from "node:os";
import process from "node:process";
import type { Machine } from "./machine.ts";
import { askNvidiaSmi } from "./nvidia-smi.ts";

export const createNodeMachine = (): Machine => ({
  cores: cpus().length,
  cpuTimes() {
    let [busyMs, idleMs] = [0, 0];
    for (const { times } of cpus()) {
      busyMs += times.user + times.nice + times.sys + times.irq;
      idleMs += times.idle;
    }
    return { busyMs, idleMs };
  },
  memory() {
    const totalBytes = totalmem();
    // On Linux this is what programs can still get (MemAvailable), not what lies idle.
    return { totalBytes, usedBytes: Math.max(0, totalBytes - freemem()) };
  },
  processBytes: () => process.memoryUsage.rss(),
  gpus: askNvidiaSmi,
});
