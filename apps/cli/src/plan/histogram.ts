// How the lengths of simulated runs are spread, as lines of text.
import { formatDays, type Simulation } from "@nomous/workbench";

const MOST_BINS = 10;
const WIDTH = 40;

/** A line a bin, from the shortest to the longest; one where all runs were as long. */
export function histogram({ quantiles, p50, p80 }: Simulation): string[] {
  const [low, high] = [quantiles[0] ?? 0, quantiles.at(-1) ?? 0];
  const step = niceStep((high - low) / MOST_BINS);
  const first = step === 0 ? low : Math.floor(low / step) * step;
  const count = step === 0 ? 1 : Math.floor((high - first) / step) + 1;
  const binOf = (hours: number): number => (step === 0 ? 0 : Math.min(count - 1, Math.floor((hours - first) / step)));
  const counts = Array.from({ length: count }, () => 0);
  for (const hours of quantiles) counts[binOf(hours)] = (counts[binOf(hours)] ?? 0) + 1;
  const most = Math.max(...counts);
  const labels = counts.map((_, i) => formatDays(first + i * step));
  const width = Math.max(...labels.map((label) => label.length));
  return counts.map((one, i) => {
    const marks = [binOf(p50) === i ? "P50" : "", binOf(p80) === i ? "P80" : ""].filter((mark) => mark !== "");
    const line = "█".repeat(one === 0 ? 0 : Math.max(1, Math.round((one / most) * WIDTH)));
    return `  from ${(labels[i] ?? "").padStart(width)}  ${line} ${marks.join(" ")}`.trimEnd();
  });
}

/** Hours: a part of a day, or days that people count in, so that there are not more than twice as many bins as asked for. */
const STEPS = [0.25, 0.5, 1, 2, 4, 8, 16, 40, 80, 160, 400, 800, 1_600, 4_000, 8_000, 16_000, 40_000, 80_000, 160_000];

const niceStep = (least: number): number => (least <= 0 ? 0 : (STEPS.find((step) => step >= least) ?? least));
