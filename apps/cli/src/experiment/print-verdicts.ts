import { type Comparison, disturbanceWords, formatEffect, type SessionResults, verdictWords } from "@nomous/workbench";
import type { Context } from "../context.ts";
import { withoutControls } from "../without-controls.ts";

const STYLES = { better: "green", worse: "red", equivalent: "cyan", inconclusive: "yellow" } as const;

/** What was found, a line a metric and variant, the primary metric first. */
export function printVerdicts({ console, json }: Context, path: string, results: SessionResults): void {
  if (json) {
    const { evidence: _, ...rest } = results;
    console.print(JSON.stringify({ evidence: path, ...rest }));
    return;
  }
  // Evidence of a repository may say anything.
  const titleOf = (id: string): string =>
    withoutControls(results.variants.find((variant) => variant.id === id)?.title ?? id);
  console.print(
    `${console.style("bold", results.evidence.session.protocol.experiment.id)}: ${roundsText(results)}, ${path}`,
  );
  for (const { metric, comparisons, control } of results.metrics) {
    console.print(
      `  ${withoutControls(metric.title)}, against ${titleOf(results.baseline.id)} (noise ${intervalText(metric, control)})`,
    );
    for (const comparison of comparisons) {
      const verdict = console.style(STYLES[comparison.verdict], verdictWords(metric, comparison));
      console.print(`    ${titleOf(comparison.variant)}: ${formatEffect(metric, comparison)}  ${verdict}`);
    }
  }
  if (isNoisy(results))
    console.print(`  Disturbances: ${disturbanceWords(results)}. Run it again while nothing else is busy.`);
  for (const { variant, failed, runs } of results.failures)
    if (failed > 0) console.print(`  ${titleOf(variant)}: ${failed} of ${runs} runs failed`);
}

const isNoisy = ({ metrics }: SessionResults): boolean =>
  metrics.some(({ comparisons }) => comparisons.some(({ doubts }) => doubts.includes("noisy")));

const roundsText = ({ roundsCounted, roundsDone }: SessionResults): string =>
  roundsCounted === roundsDone ? `${roundsDone} paired rounds` : `${roundsCounted} of ${roundsDone} rounds count`;

const intervalText = (metric: SessionResults["metrics"][0]["metric"], control: Comparison): string =>
  formatEffect(metric, control);
