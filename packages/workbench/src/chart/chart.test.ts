import { describe, expect, test } from "vitest";
import type { SessionResults } from "../analysis/results.ts";
import { fileStyle, pageStyle } from "./chart-style.ts";
import { drawEcdf } from "./draw-ecdf.ts";
import { drawPairs } from "./draw-pairs.ts";
import { drawRunOrder } from "./draw-run-order.ts";
import { drawStages } from "./draw-stages.ts";
import { overlaps, wordsIn } from "./drawn-words-fixture.ts";
import { CASES } from "./results-fixture.ts";
import { type ChartOptions, WIDTHS } from "./sheet.ts";

const DRAWN: Readonly<Record<string, (results: SessionResults, options: ChartOptions) => string>> = {
  pairs: drawPairs,
  ecdf: (results, options) => drawEcdf(results, results.metrics[0].metric.id, options),
  "run order": drawRunOrder,
  stages: (results, options) => drawStages(results, options) ?? "",
};

describe.each(Object.entries(CASES))("%s", (_, make) => {
  const results = make();
  describe.each(Object.entries(DRAWN))("%s", (_, draw) => {
    test.each(["wide", "phone"] as const)(
      "%s: words neither meet nor leave the sheet, and every number is one",
      (width) => {
        const svg = draw(results, { width, embed: "page" });
        expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
        const words = wordsIn(svg);
        expect(words.length > 1 || svg === "").toBe(true);
        expect(overlaps(words)).toEqual([]);
        expect(words.filter(({ from, to }) => from < -1 || to > WIDTHS[width] + 1).map(({ text }) => text)).toEqual([]);
      },
    );
  });

  test("the same results give the same bytes", () => {
    for (const draw of Object.values(DRAWN)) expect(draw(make(), {})).toBe(draw(results, {}));
  });
});

const usual = (): SessionResults => {
  const [first] = Object.values(CASES);
  if (first === undefined) throw new Error("there are cases");
  return first();
};

test("a file says what it shows, and brings its colours for both schemes; a page has classes alone", () => {
  const file = drawPairs(usual());
  expect(file).toMatch(
    /^<svg xmlns="[^"]+" class="chart" width="754" height="\d+" viewBox="0 0 754 \d+" role="img"><title>p95 latency against one frame in 16 paired rounds: four frames −/,
  );
  expect(file).toContain("prefers-color-scheme:dark");
  const page = drawPairs(usual(), { embed: "page" });
  expect(page).not.toMatch(/<style|#[0-9a-f]{6}/);
});

test("every class that is drawn has a look", () => {
  const classes = Object.values(CASES).flatMap((make) =>
    Object.values(DRAWN).flatMap((draw) =>
      [...draw(make(), { embed: "page" }).matchAll(/class="([^"]+)"/g)].flatMap(([, names = ""]) => names.split(" ")),
    ),
  );
  for (const style of [fileStyle(), pageStyle()])
    expect([...new Set(classes)].filter((name) => !style.includes(`.${name}`) && name !== "chart-curve-0")).toEqual([]);
});

test("an estimate without an interval is not drawn, and the raw pairs are", () => {
  const one = CASES["one round"]?.();
  const svg = one === undefined ? "" : drawPairs(one, { embed: "page" });
  expect(svg).not.toContain("chart-interval");
  expect(svg).toContain("chart-raw");
  expect(svg).toContain("no interval yet");
});

test("names are written as they are, whatever they hold", () => {
  const svg = drawPairs(CASES["five variants with long names in 32 rounds"]?.() ?? usual());
  expect(svg).not.toMatch(/<token>/);
  expect(svg).toContain("&amp;");
});

test("where no run names stages there is no waterfall", () => {
  expect(drawStages(usual())).toBeNull();
});
