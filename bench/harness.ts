// Runs ours and the peers side by side, interleaved, and writes medians, spread and ratios into docs/benchmarks.md.
// These machines are shared: ratios of one run are what counts, absolute numbers move.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function summarise(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const at = (i: number): number => sorted[i] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

export type Figures = Readonly<Record<string, number>>;

/** Runs every variant `repetitions` times, in a rotating order, and gathers each figure. */
export async function interleave(
  variants: Readonly<Record<string, () => Promise<Figures>>>,
  repetitions: number,
): Promise<Map<string, Map<string, number[]>>> {
  const names = Object.keys(variants);
  const results = new Map(names.map((name) => [name, new Map<string, number[]>()]));
  for (let round = 0; round < repetitions; round += 1) {
    for (let i = 0; i < names.length; i += 1) {
      const name = names[(i + round) % names.length] ?? "";
      const figures = await variants[name]?.();
      for (const [figure, value] of Object.entries(figures ?? {})) {
        const all = results.get(name);
        all?.set(figure, [...(all.get(figure) ?? []), value]);
      }
      console.log(`round ${round + 1}/${repetitions} ${name}: ${line(figures ?? {})}`);
    }
  }
  return results;
}

const line = (figures: Figures): string =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${format(value)}`)
    .join(", ");

/** Three significant digits, thin grouping. */
export function format(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString("en").replaceAll(",", " ");
}

export interface Budget {
  readonly what: string;
  readonly ours: readonly number[];
  readonly peer: readonly number[];
  readonly peerName: string;
  /** The ratio ours / peer that is asked for. */
  readonly limit: number;
  readonly sense: "at most" | "at least";
}

/** One line of the budget table: the ratio of medians, with the ratios of the extremes of the paired rounds. */
export function judge(budget: Budget): string {
  const ratios = summarise(budget.ours.map((value, i) => value / (budget.peer[i] ?? Number.NaN)));
  const isMet = budget.sense === "at most" ? ratios.median <= budget.limit : ratios.median >= budget.limit;
  const sign = budget.sense === "at most" ? "≤" : "≥";
  const spread = `${format(ratios.median)} [${format(ratios.min)}, ${format(ratios.max)}]`;
  return `| ${budget.what} | ${budget.peerName} | ${spread} | ${sign} ${budget.limit} | ${isMet ? "met" : "**missed**"} |`;
}

export const BUDGET_HEAD = "| what | against | ours / theirs | budget | |\n|---|---|---|---|---|";

export function table(results: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>): string {
  const figures = [...new Set([...results.values()].flatMap((result) => [...result.keys()]))];
  const rows = [...results].map(([name, result]) => {
    const cells = figures.map((figure) => {
      const values = result.get(figure);
      if (values === undefined) return "–";
      const { median, min, max } = summarise(values);
      return values.length === 1 ? format(median) : `${format(median)} [${format(min)}–${format(max)}]`;
    });
    return `| ${name} | ${cells.join(" | ")} |`;
  });
  return [`| | ${figures.join(" | ")} |`, `|---|${figures.map(() => "---:|").join("")}`, ...rows].join("\n");
}

const FILE = new URL("../docs/benchmarks.md", import.meta.url);

/** Replaces the section of `name` in docs/benchmarks.md, and prints it. */
export function report(name: string, body: string): void {
  const machine = `${cpus().length} cores ${cpus()[0]?.model.trim() ?? ""}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
  const section = `## ${name}\n\n\`npm run bench -- ${name}\` · ${machine}\n\n${body.trim()}\n`;
  const text = existsSync(FILE) ? readFileSync(FILE, "utf8") : "# Benchmarks\n";
  const start = text.indexOf(`## ${name}\n`);
  const next = start < 0 ? -1 : text.indexOf("\n## ", start + 1);
  const before = start < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, start);
  writeFileSync(FILE, `${before}${section}${next < 0 ? "" : text.slice(next)}`);
  console.log(`\n${section}`);
}
