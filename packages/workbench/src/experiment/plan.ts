// What a session will take and what it can find, said before it is begun: most experiments that decide nothing could have been known to.
import type { Protocol } from "../evidence/evidence.ts";
import { detectableEffect } from "../statistics/sample-size.ts";
import { FEWEST_ROUNDS, type Threshold } from "./experiment.ts";

export interface SessionPlan {
  /** At most, without those that warm up. */
  readonly rounds: number;
  /** Fresh processes in all: warm-up, the second run of the baseline and faults included. */
  readonly runs: number;
  /** Null as long as nobody knows how long a run takes. */
  readonly expectedMinutes: number | null;
  /** When every run takes its timeout. */
  readonly mostMinutes: number;
  /** A sentence about the smallest effect of the primary metric that is likely to be found. */
  readonly detectable: string;
}

/** What was seen so far, in warm-up rounds or an earlier session. */
export interface MeasuredRuns {
  /** Median duration of a run, in milliseconds. */
  readonly runMs: number;
  /** Standard deviation of paired effects of the primary metric: of log-ratios under a share, else of differences. */
  readonly sd: number;
}

export function planSession(protocol: Protocol, measured?: MeasuredRuns): SessionPlan {
  const { variants, design, faults } = protocol.experiment;
  const rounds = design.looks.at(-1) ?? 0;
  const runs = (design.warmup + rounds) * (variants.length + 1) + faults.length * variants.length;
  const minutes = (runMs: number): number => (runs * (runMs + design.restMs)) / 60_000;
  return {
    rounds,
    runs,
    expectedMinutes: measured === undefined ? null : minutes(measured.runMs),
    mostMinutes: minutes(design.timeoutMs),
    detectable: detectableWords(protocol, rounds, measured?.sd),
  };
}

function detectableWords({ experiment, alpha }: Protocol, rounds: number, sd: number | undefined): string {
  const [{ threshold, unit }] = experiment.metrics;
  if (rounds < FEWEST_ROUNDS) return `${count(rounds)} can decide nothing: it takes ${FEWEST_ROUNDS} at least.`;
  const words = effectWords(threshold, unit);
  const size = threshold.kind === "share" ? Math.log1p(threshold.share) : threshold.value;
  if (sd === undefined) {
    const noise = size / detectableEffect(1, rounds, alpha);
    return `${count(rounds)} find ${words(size)} in four of five sessions when pairs vary by ${words(noise)} (standard deviation) at most.`;
  }
  const found = detectableEffect(sd, rounds, alpha);
  const remark =
    found > size ? `, which is more than the threshold of ${words(size)}: more rounds or less noise are needed` : "";
  return `${count(rounds)} find ${words(found)} in four of five sessions${remark}.`;
}

const count = (rounds: number): string => `${rounds} round${rounds === 1 ? "" : "s"}`;

/** An effect in the scale of the metric, as people say it. */
const effectWords =
  ({ kind }: Threshold, unit: string) =>
  (effect: number): string =>
    kind === "share" ? `${short(Math.expm1(effect) * 100)} %` : `${short(effect)} ${unit}`.trim();

const short = (value: number): string => String(Number(value.toPrecision(2)));
