// What a run takes, as measured from outside: a column for each thing that the system could tell of any variant.
import type { SessionResults } from "../analysis/results.ts";
import type { ProcessReading } from "../evidence/evidence.ts";
import { formatBytes, formatDuration, formatNumber } from "../number/format-number.ts";
import { chartLink, hasStages } from "./charts.ts";
import { plain } from "./plain.ts";
import { tableOf } from "./table.ts";

const COLUMNS: readonly (readonly [reading: ProcessReading, heading: string, write: (value: number) => string])[] = [
  ["wallMs", "Wall time", formatDuration],
  ["cpuMs", "Processor time", formatDuration],
  ["peakMemory", "Peak memory", formatBytes],
  ["diskRead", "Read from disk", formatBytes],
  ["diskWritten", "Written to disk", formatBytes],
  ["outputBytes", "Output", formatBytes],
  ["gpuMemory", "GPU memory", formatBytes],
  ["gpuUtilisation", "GPU use", (percent) => `${formatNumber(percent, 0)} %`],
];

/** Markdown; null where the system told nothing. */
export function renderResources(results: SessionResults, document: string): string | null {
  const { resources, variants, roundsCounted } = results;
  const columns = COLUMNS.filter(([reading]) => resources.some(({ medians }) => medians[reading] !== null));
  if (columns.length === 0) return null;
  const rows = resources.map(({ variant, medians }) => [
    plain(variants.find(({ id }) => id === variant)?.title ?? variant),
    ...columns.map(([reading, , write]) => {
      const value = medians[reading];
      return value === null ? "not known" : write(value);
    }),
  ]);
  return [
    `Medians of a run over ${roundsCounted} ${roundsCounted === 1 ? "round" : "rounds"}, measured from outside the process.`,
    tableOf(["Variant", ...columns.map(([, heading]) => heading)], rows),
    ...(hasStages(results) ? [chartLink(results, "stages", document)] : []),
  ].join("\n\n");
}
