// What the runs of a session say, computed from the evidence alone: the same lines give the same results on every machine. Tables, charts,
// claims and decisions read only this.
import type { Metric, Variant } from "../experiment/experiment.ts";
import type { Evidence, ProcessReading } from "../evidence/evidence.ts";
import type { Interval } from "../statistics/interval.ts";

export type { Interval } from "../statistics/interval.ts";

export type Verdict = "better" | "worse" | "equivalent" | "inconclusive";

/** Why a verdict is not stronger. */
export type Doubt =
  | "too-few-rounds" // fewer than 8 pairs, or than the first look asks for
  | "interval-crosses" // it reaches over a threshold
  | "control-differs" // the same command twice was told apart
  | "noisy" // too many rounds were flagged
  | "drifting-pairs" // the pairs depend on each other or change midway
  | "failures" // the variant failed at least once
  | "no-ratio" // a value of 0 or below under a threshold in %
  | "many-comparisons" // not after Holm over the secondary metrics
  | "no-values"; // nothing was measured

export interface SessionResults {
  readonly evidence: Evidence;
  readonly baseline: Variant;
  readonly variants: readonly Variant[];
  /** `running` has no end; verdicts are those of the last look that was reached. */
  readonly status: "running" | "stopped" | "complete";
  /** Rounds in which every run has ended, without those that warm up. */
  readonly roundsDone: number;
  /** Rounds that the verdicts are made of: the last look that was reached, else all that are done. */
  readonly roundsCounted: number;
  /** From 1; null before the first. */
  readonly look: { readonly index: number; readonly of: number; readonly isLast: boolean } | null;
  /** Level of all intervals, 1 − α: 0.95 or 0.9818. */
  readonly level: number;
  /** The primary metric is the first. */
  readonly metrics: readonly [MetricResults, ...MetricResults[]];
  readonly failures: readonly VariantFailures[];
  readonly resources: readonly VariantResources[];
  readonly order: readonly OrderedRun[];
  readonly flags: readonly RoundFlag[];
  /** Of the baseline over the session: told, not judged, for pairs withstand it. */
  readonly drift: { readonly lag1: number | null; readonly changeAtRound: number | null };
  /** The rule that ends a session: every comparison of the primary metric has a verdict that is not inconclusive. */
  readonly mayStop: boolean;
}

export interface MetricResults {
  readonly metric: Metric;
  readonly isPrimary: boolean;
  /** The baseline against itself: the noise floor. */
  readonly control: Comparison;
  readonly summaries: readonly ValueSummary[];
  /** One a variant but the baseline, in their order. */
  readonly comparisons: readonly Comparison[];
}

/** Run-level values of a variant in the counted rounds, the control runs not included. */
export interface ValueSummary {
  readonly variant: string;
  /** One a round, null where the run failed; in the metric's unit. For `passes` the share of prompts, 0 to 1. */
  readonly values: readonly (number | null)[];
  readonly median: number | null;
  /** Exact interval of the median at the session's level; null below 6 values or where it is not attainable. */
  readonly interval: Interval | null;
  /** Rounds whose value lies beyond Tukey's fences of this variant; nothing is dropped. */
  readonly outliers: readonly { readonly round: number; readonly fence: "inner" | "outer" }[];
}

/** A variant against the baseline. Effects are shares (−0.15 is 15 % less) when `scale` is ratio, else in the metric's unit. */
export interface Comparison {
  readonly variant: string;
  readonly scale: "ratio" | "difference";
  /** Of counted rounds in which both have a value. */
  readonly pairs: readonly Pair[];
  /** Rounds beyond the last look: drawn pale, in no verdict. */
  readonly later: readonly Pair[];
  readonly effect: number | null;
  /** Null when the level is not attainable with so few pairs. */
  readonly interval: Interval | null;
  /** ±, in the scale of the effect. */
  readonly threshold: number;
  readonly verdict: Verdict;
  readonly doubts: readonly Doubt[];
  /** Of the claim that the verdict makes; null without enough pairs. */
  readonly p: number | null;
  readonly tail: TailResults | null;
}

export interface Pair {
  readonly round: number;
  readonly baseline: number;
  readonly variant: number;
  /** In the scale of the comparison. */
  readonly effect: number;
}

/** The slow end is judged apart: a typical run can be faster while the worst are slower. */
export interface TailResults {
  /** Of samples within runs; empty where a run gives one number. */
  readonly quantiles: readonly TailQuantile[];
  /** Runs beyond Tukey's outer fence on the bad side, and the exact test of the paired counts. */
  readonly stalls: { readonly baseline: number; readonly variant: number; readonly p: number };
  readonly verdict: Verdict;
}

export interface TailQuantile {
  readonly quantile: 0.95 | 0.99;
  readonly effect: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict;
}

/** Every run of the variant after the warm-up, those of repeated rounds and of the control too. */
export interface VariantFailures {
  readonly variant: string;
  readonly runs: number;
  readonly failed: number;
  readonly timeouts: number;
  /** Against the baseline, exact, of paired rounds; null for the baseline. */
  readonly p: number | null;
  /** The first reasons, each with how often. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** Medians over counted rounds, in milliseconds, bytes and percent. */
export interface VariantResources {
  readonly variant: string;
  readonly medians: Readonly<Record<ProcessReading, number | null>>;
}

export interface OrderedRun {
  readonly round: number;
  readonly attempt: number;
  readonly position: number;
  readonly variant: string;
  readonly isControl: boolean;
  readonly outcome: Evidence["runs"][number]["outcome"];
  readonly isFlagged: boolean;
  /** The attempt that the verdicts use. */
  readonly isCounted: boolean;
}

export interface RoundFlag {
  readonly round: number;
  readonly attempt: number;
  readonly position: number;
  readonly cause:
    | "others"
    | "load"
    | "canary"
    | "governor"
    | "battery"
    | "throttled"
    | "memory"
    | "stolen"
    | "clock"
    | "gpu";
  /** "load 2.9 on 2 cores". */
  readonly message: string;
}
