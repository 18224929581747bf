import { createProbe, type Probe, type ProbeParameter, type ProbeValues } from "../probe.ts";

const PARAMETERS = [
  { name: "file", kind: "text", default: null, description: "a YAML or JSON file with the stages, in their order" },
  {
    name: "input",
    kind: "text",
    default: "",
    description: 'a file whose lines are the frames, over and over; without it {"frame":1} and so on',
  },
  { name: "frames", kind: "number", default: 200, description: "frames that are measured" },
  { name: "warmup", kind: "number", default: 20, description: "frames before, which count for nothing" },
  {
    name: "rate",
    kind: "number",
    default: 0,
    least: 0,
    description: "frames a second that come whether the stages are ready or not; 0 sends the next when one is through",
  },
  {
    name: "queue",
    kind: "number",
    default: 32,
    least: 0,
    description: "frames that may wait before a stage; what comes then is dropped",
  },
  { name: "timeout", kind: "number", default: 5_000, description: "milliseconds that a stage may take for a frame" },
] as const satisfies readonly ProbeParameter[];

export type PipelineValues = ProbeValues<typeof PARAMETERS>;

export const PIPELINE: Probe = createProbe(
  {
    name: "pipeline",
    title: "Latency, queues and drops of a chain of programs that read and write lines",
    parameters: PARAMETERS,
    metrics: [
      { id: "end-to-end", title: "From the arrival of a frame to its end", unit: "ms", better: "lower" },
      { id: "latency.STAGE", title: "One stage for one frame, without waiting", unit: "ms", better: "lower" },
      { id: "queue", title: "Frames that wait, at each arrival", unit: "", better: "lower" },
      { id: "drops", title: "Dropped frames", unit: "%", better: "lower" },
      { id: "throughput", title: "Frames that came through", unit: "frames/s", better: "higher" },
    ],
  },
  async () => (await import("./measure-pipeline.ts")).measurePipeline,
);
