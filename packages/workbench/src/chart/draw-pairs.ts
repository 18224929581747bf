// The chart of a session: the rounds of the primary metric as they were measured, and every metric against the baseline.
import type { MetricResults, SessionResults } from "../analysis/results.ts";
import { formatEffect } from "../number/format-effect.ts";
import { drawEffects } from "./draw-effects.ts";
import { drawRounds } from "./draw-rounds.ts";
import { type ChartOptions, drawSheet } from "./sheet.ts";

export interface PairsOptions extends ChartOptions {
  /** Whose rounds are drawn, by id; the primary metric where nobody says. */
  readonly metric?: string;
  /** The variant whose rounds are drawn, by id; each, one panel below the other, where nobody says. */
  readonly variant?: string;
}

/** SVG: round dots paired by a line, and below them every interval with its verdict. */
export function drawPairs(results: SessionResults, options: PairsOptions = {}): string {
  const { width = "wide" } = options;
  const metric = results.metrics.find(({ metric: { id } }) => id === options.metric) ?? results.metrics[0];
  const shown = metric.comparisons.filter(
    ({ variant }) => options.variant === undefined || variant === options.variant,
  );
  return drawSheet(
    [drawRounds(results, metric, shown, width), ...drawEffects(results, width)],
    pairsSentence(results, metric),
    options,
  );
}

/** What the chart shows, in a sentence: its label, and the alternative text of its image. */
export function pairsSentence(
  { baseline, variants, roundsCounted }: SessionResults,
  { metric, comparisons }: MetricResults,
): string {
  const said = comparisons.map((comparison) => {
    const title = variants.find(({ id }) => id === comparison.variant)?.title ?? comparison.variant;
    return `${title} ${formatEffect(metric, comparison)}, ${comparison.verdict}`;
  });
  const rounds = roundsCounted === 1 ? "1 paired round" : `${roundsCounted} paired rounds`;
  return `${metric.title} against ${baseline.title} in ${rounds}: ${said.join("; ")}.`;
}
