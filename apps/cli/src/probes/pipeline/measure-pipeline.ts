import { sleep } from "@nomous/protocol";
import type { Context } from "../../context.ts";
import { averageOf } from "../average.ts";
import { deadTarget } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import type { PipelineValues } from "./pipeline-probe.ts";
import { Pipeline } from "./pipeline.ts";
import { readLines, readStages } from "./read-stages.ts";
import { startStage } from "./stage-process.ts";

export async function measurePipeline(
  values: PipelineValues,
  { runtime, cwd, env, console }: Context,
): Promise<ProbeResult> {
  const { clock } = runtime;
  const { frames, warmup, rate } = values;
  const lineOf = lineSource(values.input, cwd);
  const parts = { clock, cwd, env, timeoutMs: values.timeout };
  const stages = readStages(values.file, cwd).map((stage) => startStage(stage, parts));
  const pipeline = new Pipeline(clock, stages, values.queue);
  const queue: number[] = [];
  const enter = (n: number): Promise<void> =>
    new Promise((ended) => {
      if (n >= warmup) queue.push(pipeline.depth);
      console.status(`frame ${n + 1} of ${warmup + frames}`);
      pipeline.enter({ line: lineOf(n), arrivedMs: clock.elapsed(), isCounted: n >= warmup, ended });
    });
  const feed = async (from: number, to: number): Promise<number> => {
    const began = clock.elapsed();
    const under = [];
    for (let n = from; n < to; n += 1) {
      const dueMs = rate === 0 ? 0 : began + ((n - from) * 1_000) / rate - clock.elapsed();
      if (dueMs > 0) await sleep(clock, dueMs);
      under.push(enter(n));
      if (rate === 0) await under.at(-1);
    }
    await Promise.all(under);
    return (clock.elapsed() - began) / 1_000;
  };
  try {
    const seconds = await Promise.race([feed(0, warmup).then(() => feed(warmup, warmup + frames)), pipeline.failed]);
    await Promise.all(stages.map((stage) => stage.finish()));
    return resultOf(pipeline, queue, frames, seconds);
  } finally {
    for (const stage of stages) stage.close();
  }
}

function resultOf(pipeline: Pipeline, queue: readonly number[], frames: number, seconds: number): ProbeResult {
  const { endToEnd, dropped, latencies } = pipeline;
  const stages = Object.fromEntries(Object.entries(latencies).map(([id, samples]) => [id, averageOf(samples)]));
  const work = Object.values(stages).reduce((sum, ms) => sum + ms, 0);
  return {
    "end-to-end": endToEnd,
    latency: latencies,
    queue,
    drops: (100 * dropped) / frames,
    throughput: endToEnd.length / seconds,
    stages: { ...stages, waiting: Math.max(0, averageOf(endToEnd) - work) },
  };
}

/** The n-th frame, from 0. */
function lineSource(input: string, cwd: string): (n: number) => string {
  if (input === "") return (n) => JSON.stringify({ frame: n + 1 });
  const lines = readLines(input, cwd)
    .split(/\r?\n/)
    .filter((line) => line !== "");
  if (lines.length === 0) throw deadTarget(`${input} is empty`, "write one frame a line");
  return (n) => lines[n % lines.length] ?? "";
}
