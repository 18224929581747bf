// What an experiment asks, as a person writes it in a fenced `yaml experiment` block. The first variant is the baseline: every other one
// is compared with it, and it runs twice in each round, so that the machine's own noise is measured beside every result.

export interface Experiment {
  /** In lower case with hyphens; it names the folder of the evidence, so it stays when the question is reworded. */
  readonly id: string;
  /** One sentence that ends with a question mark. */
  readonly question: string;
  /** At least two; the first is the baseline. */
  readonly variants: readonly [Variant, Variant, ...Variant[]];
  /** At least one; the first is the primary metric: it alone decides when to stop. */
  readonly metrics: readonly [Metric, ...Metric[]];
  /** Files and folders that the result depends on, relative to the workspace; they are hashed. */
  readonly inputs: readonly string[];
  /** Names of environment variables that runs see, beside PATH, HOME, LANG, TMPDIR and what a variant sets. */
  readonly env: readonly string[];
  readonly design: Design;
  /** Provoked after the rounds, once a variant; they fill the error scenarios. */
  readonly faults: readonly Fault[];
}

export interface Variant {
  readonly id: string;
  /** As tables name it; the id where nobody gave one. */
  readonly title: string;
  readonly command: VariantCommand;
  /** A branch, tag or commit that it runs in, checked out in a worktree of its own; null runs in the workspace. */
  readonly ref: string | null;
  /** Run once in the worktree before the first round, such as `[npm, ci]`. */
  readonly build: readonly string[] | null;
  /** Where it runs, relative to the workspace or the worktree; `.` where nobody said. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

export type VariantCommand =
  /** No shell unless the person wrote one. */
  | { readonly kind: "argv"; readonly argv: readonly [string, ...string[]] }
  /** `nomous probe NAME --KEY VALUE …`. */
  | {
      readonly kind: "probe";
      readonly probe: string;
      readonly params: Readonly<Record<string, string | number | boolean>>;
    };

export interface Metric {
  readonly id: string;
  readonly title: string;
  /** As people write it: `ms`, `MB`, `tokens/s`, `%`; empty for a bare count. */
  readonly unit: string;
  readonly better: "lower" | "higher";
  /** The smallest change that would make somebody act. A share compares ratios; a value compares differences, which a 0 allows. */
  readonly threshold: Threshold;
  readonly source: MetricSource;
  /**
   * `number`: one number a run, or a list of samples, of which a run counts its median, with p95 and p99 as the tail.
   * `passes`: a mapping of prompts to true or false, paired by prompt.
   */
  readonly kind: "number" | "passes";
}

/** `share` 0.05 is 5 %; `value` is in the metric's unit. */
export type Threshold =
  | { readonly kind: "share"; readonly share: number }
  | { readonly kind: "value"; readonly value: number };

export type MetricSource =
  /** The last line of stdout that is a JSON object; `key` leads into it with dots. */
  | { readonly from: "output"; readonly key: string }
  /** A JSON file that the run writes, relative to where it runs. */
  | { readonly from: "file"; readonly path: string; readonly key: string }
  | { readonly from: "process"; readonly measure: ProcessMeasure };

/** What is measured of every run from outside. */
export const PROCESS_MEASURES = [
  "wall-time",
  "cpu-time",
  "peak-memory",
  "disk-read",
  "disk-written",
  "output-bytes",
  "exit-code",
  "gpu-memory",
  "gpu-utilisation",
] as const;
export type ProcessMeasure = (typeof PROCESS_MEASURES)[number];

export interface Design {
  /** Numbers of rounds after which the data is looked at, ascending; one look is a fixed number of rounds. */
  readonly looks: readonly [number, ...number[]];
  /** Orders the variants in each round. */
  readonly seed: number;
  /** Rounds before the first that counts; they are recorded and count for nothing. */
  readonly warmup: number;
  /** Milliseconds that one run may take. */
  readonly timeoutMs: number;
  /** Milliseconds of rest between runs. */
  readonly restMs: number;
  /** Exit codes that count as success. */
  readonly success: readonly number[];
}

/** With fewer pairs no interval at the level of a verdict exists. */
export const FEWEST_ROUNDS = 8;

export const FAULT_KINDS = ["kill", "cut", "delay", "disk-full"] as const;

export interface Fault {
  readonly id: string;
  readonly kind: (typeof FAULT_KINDS)[number];
  /** Milliseconds after the start of the run. */
  readonly afterMs: number;
  /** `cut`, `delay`: how long; 0 for `kill`. */
  readonly forMs: number;
  /** `cut`, `delay`: the port of this machine whose connections are put through a proxy; the run gets the proxy's as NOMOUS_FAULT_PORT. */
  readonly port: number | null;
  /** Run after a kill to see whether the variant comes back, as an argv; null runs the variant's own command again. */
  readonly recover: readonly [string, ...string[]] | null;
}
