// The one way from lines to results. It reads nothing but the lines, so whoever has them can compute every number and verdict again.
import type { Evidence } from "../evidence/evidence.ts";
import type { Metric } from "../experiment/experiment.ts";
import { lag1 } from "../statistics/serial-correlation.ts";
import { adjustSecondary } from "./adjust-secondary.ts";
import type { Bench } from "./bench.ts";
import { compareControl, compareVariant } from "./compare.ts";
import { countFailures } from "./count-failures.ts";
import { changeOf } from "./drift.ts";
import { sessionFlags } from "./guard.ts";
import { medianResources } from "./median-resources.ts";
import type { MetricResults, OrderedRun, RoundFlag, SessionResults } from "./results.ts";
import { numberOf } from "./run-value.ts";
import { type Round, roundsOf, runOf } from "./session-rounds.ts";
import { summarise } from "./summarise.ts";

/** The same lines give the same results, to the last bit, on every machine. */
export function analyse(evidence: Evidence): SessionResults {
  const { experiment, alpha, noisyShare } = evidence.session.protocol;
  const { variants, metrics } = experiment;
  const [baseline] = variants;
  const [primary, ...secondary] = metrics;
  const rounds = roundsOf(evidence);
  const flags = sessionFlags(evidence.runs);
  const order = orderOf(evidence, rounds.counted, flags);
  const failures = variants.map(({ id }) => countFailures(evidence.runs, rounds.counted, baseline.id, id));
  const bench: Bench = {
    rounds,
    baseline: baseline.id,
    alpha,
    isNoisy: flaggedRounds(order) > noisyShare * rounds.counted.length,
    failing: new Set(failures.flatMap(({ variant, failed }) => (failed > 0 ? [variant] : []))),
  };
  const variantIds = variants.map(({ id }) => id);
  const primaryResults = { ...measure(bench, primary, variantIds), isPrimary: true };
  const secondaryResults = secondary.map((metric) => measure(bench, metric, variantIds));
  return {
    evidence,
    baseline,
    variants,
    status: statusOf(evidence),
    roundsDone: rounds.done.length,
    roundsCounted: rounds.counted.length,
    look: rounds.look,
    level: 1 - alpha,
    metrics: [primaryResults, ...adjustSecondary(secondaryResults, alpha)],
    failures,
    resources: variantIds.map((id) => medianResources(rounds.counted, id)),
    order,
    flags,
    drift: baselineDrift(rounds.done, baseline.id, primary),
    mayStop: primaryResults.comparisons.every(({ verdict }) => verdict !== "inconclusive"),
  };
}

function measure(bench: Bench, metric: Metric, variants: readonly string[]): MetricResults {
  const control = compareControl(bench, metric);
  return {
    metric,
    isPrimary: false,
    control,
    summaries: variants.map((variant) => summarise(bench.rounds.counted, variant, metric, bench.alpha)),
    comparisons: variants
      .filter((variant) => variant !== bench.baseline)
      .map((variant) => compareVariant(bench, metric, variant, control)),
  };
}

const statusOf = ({ end }: Evidence): SessionResults["status"] => (end === null ? "running" : end.reason);

function orderOf({ runs }: Evidence, counted: readonly Round[], flags: readonly RoundFlag[]): OrderedRun[] {
  const flagged = new Set(flags.map(placeOf));
  const inVerdicts = new Set(counted.flatMap((round) => round.runs));
  return runs.map((run) => ({
    round: run.round,
    attempt: run.attempt,
    position: run.position,
    variant: run.variant,
    isControl: run.isControl,
    outcome: run.outcome,
    isFlagged: flagged.has(placeOf(run)),
    isCounted: inVerdicts.has(run),
  }));
}

const placeOf = ({ round, attempt, position }: Pick<RoundFlag, "round" | "attempt" | "position">): string =>
  `${round}/${attempt}/${position}`;

/** Counted rounds that are flagged still, after they were run once more. */
const flaggedRounds = (order: readonly OrderedRun[]): number =>
  new Set(order.filter(({ isCounted, isFlagged }) => isCounted && isFlagged).map(({ round }) => round)).size;

function baselineDrift(rounds: readonly Round[], baseline: string, metric: Metric): SessionResults["drift"] {
  const known = rounds.flatMap((round) => {
    const value = numberOf(runOf(round, baseline), metric);
    return value === null ? [] : [{ round: round.round, value }];
  });
  const values = known.map(({ value }) => value);
  const change = changeOf(values);
  return {
    lag1: lag1(values)?.correlation ?? null,
    changeAtRound: change === null ? null : (known[change]?.round ?? null),
  };
}
