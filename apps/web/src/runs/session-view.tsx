// What a session says: the rounds of the primary metric, every comparison with its interval, what failed, and the same as a table.
import {
  drawPairs,
  drawStages,
  formatEffect,
  formatMedian,
  type SessionResults,
  verdictWords,
} from "@nomous/workbench/experiments";
import { useMemo } from "react";
import { useMedia } from "../hooks/use-media.ts";
import { Status } from "../ui/status.tsx";
import { plural } from "../words/numbers.ts";
import { Chart } from "./chart.tsx";

interface SessionViewProps {
  results: SessionResults;
}

/** The column has room for the wide drawings: beside the rail and the decision, or with the decision below. */
const HAS_ROOM = "(min-width: 1440px), (min-width: 1040px) and (max-width: 1199px)";

export function SessionView({ results }: SessionViewProps) {
  const width = useMedia(HAS_ROOM) ? "wide" : "phone";
  const pairs = useMemo(() => drawPairs(results, { embed: "page", width }), [results, width]);
  const stages = useMemo(() => drawStages(results, { embed: "page", width }), [results, width]);
  return (
    <>
      <section>
        <Chart svg={pairs} />
      </section>
      {stages !== null && (
        <section>
          <Chart svg={stages} />
        </section>
      )}
      <Failures results={results} />
      <section>
        <details>
          <summary>The same as a table</summary>
          <Figures results={results} />
        </details>
      </section>
    </>
  );
}

function Failures({ results: { failures, variants } }: SessionViewProps) {
  const failing = failures.filter(({ failed }) => failed > 0);
  if (failing.length === 0) return null;
  return (
    <section>
      <h2>Runs that failed</h2>
      <ul className="failures">
        {failing.map(({ variant, failed, runs, reasons }) => (
          <li key={variant}>
            <Status glyph="error" tone="error">
              {titleOf(variants, variant)}: {failed} of {plural(runs, "run")}
            </Status>
            {reasons.map(({ reason, count }) => (
              <p key={reason} className="meta">
                {count > 1 ? `${count}× ` : ""}
                {reason}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

const titleOf = (variants: SessionResults["variants"], id: string): string =>
  variants.find((variant) => variant.id === id)?.title ?? id;

function Figures({ results: { metrics, variants, baseline } }: SessionViewProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="wide-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Variant</th>
            <th scope="col">Median</th>
            <th scope="col">Against {baseline.title}</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {metrics.flatMap(({ metric, summaries, comparisons }) =>
            summaries.map((summary) => {
              const comparison = comparisons.find(({ variant }) => variant === summary.variant);
              return (
                <tr key={`${metric.id} ${summary.variant}`}>
                  <td>{metric.title}</td>
                  <td>{titleOf(variants, summary.variant)}</td>
                  <td>{formatMedian(metric, summary)}</td>
                  <td>{comparison === undefined ? "baseline" : formatEffect(metric, comparison)}</td>
                  <td className="words">{comparison === undefined ? "" : verdictWords(metric, comparison)}</td>
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </div>
  );
}
