// Must-haves come before scores: an option that fails one is out, however well it does elsewhere. One that may fail stays, with a doubt,
// and nothing that is not sure counts as met.
import type { SessionResults, ValueSummary } from "../analysis/results.ts";
import { formatValue } from "../number/format-effect.ts";
import { formatPlain } from "../number/format-number.ts";
import type { Decision, DecisionOption, MustHave } from "./decision.ts";
import type { MustOutcome, MustResults } from "./decision-results.ts";
import { type ResultsByExperiment, sessionOf } from "./found-evidence.ts";
import { metricIn } from "./score-criterion.ts";

type Measured = Extract<MustHave, { kind: "metric" }>;

/** The one that is implied, then those that are written. */
export function judgeMustHaves({ options, musts }: Decision, found: ResultsByExperiment): MustResults[] {
  const written = musts.map((must) => ({
    name: nameOf(must, found),
    answers: options.map((option) => answerOf(must, option, found)),
  }));
  const implied = options.map((option) => noFailedRuns(option, found));
  return [
    ...(implied.some((answer) => answer !== null)
      ? [{ name: "no failed runs", answers: implied.map((answer) => answer ?? NOT_RUN) }]
      : []),
    ...written,
  ];
}

const MET: MustOutcome = { answer: "met", because: "" };
const NOT_RUN: MustOutcome = { answer: "met", because: "no runs" };
const notSure = (because: string): MustOutcome => ({ answer: "not sure", because });

/** Null where the option has no runs. */
function noFailedRuns({ variants }: DecisionOption, found: ResultsByExperiment): MustOutcome | null {
  const failures = Object.entries(variants).flatMap(
    ([experiment, variant]) => sessionOf(found, experiment)?.failures.find((one) => one.variant === variant) ?? [],
  );
  if (failures.length === 0) return null;
  const bad = failures.find(({ failed, timeouts }) => failed + timeouts > 0);
  if (bad === undefined) return MET;
  return { answer: "not met", because: `${Math.max(bad.failed, bad.timeouts)} of ${bad.runs} runs failed` };
}

function nameOf(must: MustHave, found: ResultsByExperiment): string {
  if (must.kind === "judged" || must.name !== null) return must.name ?? "";
  const { experiment, metric } = must.metric;
  const known = metricIn(sessionOf(found, experiment), must.metric)?.metric;
  if (known === undefined) return `${experiment}/${metric} ${must.bound} ${formatPlain(must.limit)}`;
  return `${known.title} ${must.bound} ${formatValue(known, must.limit)}`;
}

function answerOf(must: MustHave, option: DecisionOption, found: ResultsByExperiment): MustOutcome {
  if (must.kind === "judged") return { answer: must.answers[option.name] ?? "not sure", because: `${must.by} says so` };
  const { experiment, metric } = must.metric;
  const results = sessionOf(found, experiment);
  if (results === null) return notSure("not measured");
  const variant = option.variants[experiment];
  if (variant === undefined) return notSure(`no variant of ${experiment}`);
  return measuredAnswer(must, variant, results) ?? notSure(`${metric} has no values`);
}

/** Below this many values a typical one is nobody's to tell. */
const FEWEST = 6;

/** The interval of the median has to keep within the limit, and every run as well; null without any value. */
function measuredAnswer(must: Measured, variant: string, results: SessionResults): MustOutcome | null {
  const metric = metricIn(results, must.metric);
  const summary = metric?.summaries.find((one) => one.variant === variant);
  const values = summary?.values.filter((value) => value !== null) ?? [];
  if (metric === undefined || summary === undefined || values.length === 0) return null;
  const text = (value: number): string => formatValue(metric.metric, value);
  const breaks = (value: number): boolean => (must.bound === "at most" ? value > must.limit : value < must.limit);
  const { low, high } = typicalOf(summary, values);
  if (breaks(low) && breaks(high)) return { answer: "not met", because: text(summary.median ?? low) };
  if (breaks(low) || breaks(high)) return notSure(`between ${text(low)} and ${text(high)}`);
  const broken = values.filter(breaks);
  const worst = must.bound === "at most" ? Math.max(...broken) : Math.min(...broken);
  if (broken.length > 0) return notSure(`${text(worst)} in ${broken.length} of ${values.length} runs`);
  if (values.length < FEWEST) return notSure(`only ${values.length} ${values.length === 1 ? "run" : "runs"}`);
  return { answer: "met", because: text(summary.median ?? low) };
}

/** Where the typical run lies: the interval of the median, else all values. */
const typicalOf = ({ interval }: ValueSummary, values: readonly number[]): { low: number; high: number } =>
  interval ?? { low: Math.min(...values), high: Math.max(...values) };
