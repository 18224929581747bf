// What was found, as Markdown: where it comes from in the first line, then every metric and variant with its interval, the noise floor and
// the verdict in words.
import type {
  Comparison,
  MetricResults,
  SessionResults,
  TailResults,
  ValueSummary,
  VariantFailures,
} from "../analysis/results.ts";
import { formatEffect, formatMedian, formatThreshold } from "../number/format-effect.ts";
import { formatP, formatPercent } from "../number/format-number.ts";
import { chartLink } from "./charts.ts";
import { verdictWords } from "./doubt-words.ts";
import { plain } from "./plain.ts";
import { tableOf } from "./table.ts";

/** What is known of a session beside its lines. */
export interface SessionStanding {
  /** Of the document, relative to the workspace. */
  readonly document: string;
  /** How many the experiment has. */
  readonly sessions: number;
  /** What the document changed of the experiment since. */
  readonly changes: readonly string[];
  /** Paths of inputs that are not what they were. */
  readonly changedInputs: readonly string[];
}

/** Markdown with LF line ends, without one at its end. */
export function renderResults(results: SessionResults, standing: SessionStanding): string {
  const blocks = [
    sourceLine(results),
    ...standingLines(standing),
    resultsTable(results),
    [
      ...results.metrics.flatMap((one) => tailLines(results, one)),
      ...outlierLines(results),
      failureLine(results.failures, results),
    ]
      .map((line) => `- ${line}`)
      .join("\n"),
    chartLink(results, "pairs", standing.document),
    chartLink(results, "ecdf", standing.document),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

function sourceLine(results: SessionResults): string {
  const { session } = results.evidence.session;
  const { fingerprint } = results.evidence.session.machine;
  const level = `${formatPercent(results.level)} intervals`;
  return `Session \`${session}\`: ${roundsWords(results)}, ${level}, machine \`${fingerprint}\`.${STATUS[results.status]}`;
}

function roundsWords({ roundsCounted, roundsDone, look }: SessionResults): string {
  const rounds = `${roundsCounted} paired ${roundsCounted === 1 ? "round" : "rounds"}`;
  const at = look === null || look.of === 1 ? "" : ` at look ${look.index} of ${look.of}`;
  return roundsDone > roundsCounted ? `${rounds}${at}, ${roundsDone} are done` : `${rounds}${at}`;
}

const STATUS: Readonly<Record<SessionResults["status"], string>> = {
  running: " It has not ended, so all of this may change.",
  stopped: " It was stopped early.",
  complete: "",
};

/** What is no fact of the session is told anew each time; `isToldAnew` knows these lines again. */
function standingLines({ sessions, changes, changedInputs }: SessionStanding): string[] {
  return [
    ...(changes.length === 0
      ? []
      : [
          `**Changed after data:** the experiment in this document is no longer what was measured (${changes.map(plain).join("; ")}). Run it again.`,
        ]),
    ...(changedInputs.length === 0
      ? []
      : [
          `**Inputs changed since:** ${changedInputs.map(plain).join(", ")}. Run it again to see whether that matters.`,
        ]),
    ...(sessions > 1
      ? [`Sessions of this experiment: ${sessions}. Only this one is shown; they are never pooled.`]
      : []),
  ];
}

export const isToldAnew = (line: string): boolean =>
  /^(?:\*\*(?:Changed after data|Inputs changed since):\*\* |Sessions of this experiment: \d)/.test(line);

function resultsTable(results: SessionResults): string {
  const { baseline } = results;
  return tableOf(
    [
      "Metric",
      "Variant",
      `Median of ${plain(baseline.title)}`,
      "Median of the variant",
      "Effect",
      "Noise (A/A)",
      "Verdict",
    ],
    results.metrics.flatMap((one) =>
      one.comparisons.map((comparison, i) => [
        metricWords(one, comparison, i === 0),
        ...resultsRow(results, one, comparison),
      ]),
    ),
  );
}

/** How it is judged stands in its first row. */
function metricWords({ metric, isPrimary }: MetricResults, comparison: Comparison, isFirst: boolean): string {
  if (!isFirst) return plain(metric.title);
  const matters = `${formatThreshold(metric, comparison)} matters`;
  return `${plain(metric.title)} (${isPrimary ? "primary, " : ""}${metric.better} is better, ${matters})`;
}

function resultsRow(
  results: SessionResults,
  { metric, control, summaries }: MetricResults,
  comparison: Comparison,
): string[] {
  const summaryOf = (variant: string): string => medianOf(summaries.find((one) => one.variant === variant));
  const medianOf = (summary: ValueSummary | undefined): string =>
    summary === undefined ? "not measured" : formatMedian(metric, summary);
  return [
    titleOf(results, comparison.variant),
    summaryOf(results.baseline.id),
    summaryOf(comparison.variant),
    formatEffect(metric, comparison),
    control.interval === null ? "not known" : formatEffect(metric, control),
    verdictWords(metric, comparison),
  ];
}

const titleOf = ({ variants }: SessionResults, variant: string): string =>
  plain(variants.find(({ id }) => id === variant)?.title ?? variant);

/** Nothing where no run stalled and no run gave samples. */
const tailLines = (results: SessionResults, { metric, comparisons }: MetricResults): string[] =>
  comparisons.flatMap(({ variant, scale, tail }) => {
    if (tail === null || isQuiet(tail)) return [];
    const quantiles = tail.quantiles.map(
      (one) =>
        `${one.quantile === 0.95 ? "95th" : "99th"} percentile ${formatEffect(metric, { ...one, scale })}, ${one.verdict}`,
    );
    const { stalls } = tail;
    const stalled =
      stalls.baseline === 0 && stalls.variant === 0
        ? []
        : [`stalled runs ${stalls.variant} against ${stalls.baseline} (${formatP(stalls.p)})`];
    return [
      `Tail of ${plain(metric.title)}, ${titleOf(results, variant)}: ${[...quantiles, ...stalled].join("; ")}; in all ${tail.verdict}`,
    ];
  });

const isQuiet = ({ quantiles, stalls }: TailResults): boolean =>
  quantiles.length === 0 && stalls.baseline === 0 && stalls.variant === 0;

/** Those far out; nothing is dropped. */
const outlierLines = (results: SessionResults): string[] =>
  results.metrics.flatMap(({ metric, summaries }) =>
    summaries.flatMap(({ variant, outliers }) => {
      const rounds = outliers.filter(({ fence }) => fence === "outer").map(({ round }) => round);
      if (rounds.length === 0) return [];
      const where = `round${rounds.length === 1 ? "" : "s"} ${rounds.join(", ")}`;
      return [`Far from the rest, and counted: ${plain(metric.title)} of ${titleOf(results, variant)} in ${where}`];
    }),
  );

function failureLine(failures: readonly VariantFailures[], results: SessionResults): string {
  const runs = failures.reduce((sum, one) => sum + one.runs, 0);
  if (failures.every(({ failed }) => failed === 0)) return `Failures: none in ${runs} runs`;
  const each = failures.map(({ variant, failed, timeouts, runs: own, p }) => {
    const details = [...(timeouts > 0 ? [`${timeouts} timed out`] : []), ...(p === null ? [] : [formatP(p)])];
    return `${titleOf(results, variant)} ${failed} of ${own}${details.length > 0 ? ` (${details.join(", ")})` : ""}`;
  });
  return `Failures: ${each.join("; ")}`;
}
