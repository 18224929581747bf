// Sessions for tests: real processes, small programs, few rounds.
import type { Experiment, Metric, Variant } from "@nomous/workbench/experiments";
import type { FolderFixture } from "../folder-fixture.ts";
import type { SessionOptions } from "./session-options.ts";

type Argv = readonly [string, ...string[]];

/** Prints a number as its result. */
export const printing = (value: string): Argv => ["sh", "-c", `echo '{"ms":${value}}'`];

export const variantOf = (id: string, argv: Argv, more: Partial<Variant> = {}): Variant => ({
  id,
  title: id,
  command: { kind: "argv", argv },
  ref: null,
  build: null,
  folder: ".",
  env: {},
  ...more,
});

export const metricOf = (id: string, more: Partial<Metric> = {}): Metric => ({
  id,
  title: id,
  unit: "ms",
  better: "lower",
  threshold: { kind: "share", share: 0.05 },
  source: { from: "output", key: id },
  kind: "number",
  ...more,
});

const DESIGN = { looks: [1], seed: 1, warmup: 0, timeoutMs: 10_000, restMs: 0, success: [0] } as const;

/** One round of `a`, `a` again, and `b`. */
export const experimentOf = (
  b: Argv | Variant,
  { design, ...more }: Partial<Omit<Experiment, "design">> & { readonly design?: Partial<Experiment["design"]> } = {},
): Experiment => ({
  id: "small",
  question: "Is it so?",
  variants: [variantOf("a", printing("1")), "id" in b ? b : variantOf("b", b)],
  metrics: [metricOf("ms")],
  inputs: [],
  env: [],
  faults: [],
  ...more,
  design: { ...DESIGN, ...design },
});

export const pause: SessionOptions["pause"] = (ms, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener("abort", end, { once: true });
  });

export const optionsOf = (
  folder: FolderFixture,
  experiment: Experiment,
  more: Partial<SessionOptions> = {},
): SessionOptions => ({
  workspace: { root: folder.root, name: "folder" },
  document: "docs/a.md",
  experiment,
  toolVersion: "0.1.0",
  clock: { now: () => Date.now(), elapsed: () => performance.now() },
  pause,
  signal: new AbortController().signal,
  environment: process.env,
  probeCommand: (name) => ["nomous", "probe", name],
  lockFolder: folder.root,
  ...more,
});
