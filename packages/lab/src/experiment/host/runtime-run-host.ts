// The entry of a run host: a process with a clock of its own, so that nothing else delays what it measures. It dies with the program that started
// it, and takes the run in flight with it.
import { createCanary } from "../../machine/canary.ts";
import { beginDisturbanceWatch } from "../../machine/disturbances.ts";
import { type GpuReading, watchGpus } from "../../machine/nvidia-smi.ts";
import type { HostReply, HostRequest, RanCommand, RunRequest } from "../run-message.ts";
import { type StartedRun, startRun } from "./run-command.ts";
import { timing } from "./runtime-timing.ts";

const gpuCount = Number(process.argv[2] ?? 0);
const gpus = gpuCount > 0 ? watchGpus(gpuCount) : null;
const canary = createCanary(timing.elapsed);
let run: StartedRun | undefined;
let isKilled = false;

async function answer(request: RunRequest): Promise<RanCommand> {
  isKilled = false;
  const watch = await beginDisturbanceWatch(canary, gpus !== null);
  const idle = gpus?.take().at(-1);
  run = startRun(request, timing);
  if (isKilled) run.kill();
  const ran = await run.ended;
  run = undefined;
  const readings = gpus?.take() ?? null;
  const disturbances = watch.end(ran.process, readings);
  return { ...ran, process: { ...ran.process, ...gpuUse(readings, idle) }, disturbances };
}

/** What the run added to the memory in use, and how busy the GPU was on average. */
function gpuUse(readings: readonly GpuReading[] | null, idle: GpuReading | undefined) {
  const memory = readings?.map((reading) => reading.memory).filter((value) => value !== null) ?? [];
  const use = readings?.map((reading) => reading.utilisation).filter((value) => value !== null) ?? [];
  return {
    gpuMemory: memory.length === 0 ? null : Math.max(0, Math.max(...memory) - (idle?.memory ?? Math.min(...memory))),
    gpuUtilisation: use.length === 0 ? null : use.reduce((sum, value) => sum + value, 0) / use.length,
  };
}

const reply = (message: HostReply): void => void process.send?.(message);

function kill(): void {
  isKilled = true;
  run?.kill();
}

process.on("message", (request: HostRequest) => {
  if (request.type === "kill") kill();
  else void answer(request).then((ran) => reply({ type: "ran", ran }));
});
process.on("disconnect", () => {
  kill();
  gpus?.[Symbol.dispose]();
  process.exit();
});
// Ctrl-C reaches every process of the terminal; it is the program that decides what becomes of the run.
for (const signal of ["SIGINT", "SIGHUP"] as const) process.on(signal, () => undefined);
reply({ type: "ready" });
