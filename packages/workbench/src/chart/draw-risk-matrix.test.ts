import { expect, test } from "vitest";
import { subjectOf } from "../schedule/document-fixture.ts";
import { readRisks } from "../rule/risk/read-risks.ts";
import { ratingIn } from "../rule/risk/rating.ts";
import { drawRiskMatrix, riskSentence } from "./draw-risk-matrix.ts";
import { overlaps, wordsIn } from "./drawn-words-fixture.ts";
import { type RiskGrid, riskGrid } from "./risk-grid.ts";
import { WIDTHS } from "./sheet.ts";

const gridOf = (...rows: readonly string[]): RiskGrid =>
  riskGrid(
    readRisks(
      subjectOf(
        `---\nnomous: plan\n---\n# A\n\n## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n|-|-|-|-|\n${rows.map((row) => `| ${row} | m |\n`).join("")}`,
      ),
    ),
  );

test("every scale is five steps: words, numbers, shares, priorities, colours", () => {
  const cases: Readonly<Record<string, number | null>> = {
    low: 2,
    "very low": 1,
    Medium: 3,
    "high, in summer": 4,
    critical: 5,
    L: 2,
    "3": 3,
    "3 of 5": 3,
    "2/10": 1,
    "5 %": 1,
    "60 %": 4,
    P0: 5,
    "🔴 red": 4,
    "9": null,
    "hard to say": null,
    "": null,
    lower: null,
  };
  expect(Object.fromEntries(Object.keys(cases).map((text) => [text, ratingIn(text)?.step ?? null]))).toEqual(cases);
});

test("low, medium and high make a grid of three, anything finer one of five", () => {
  expect(gridOf("R1: a | low | high").steps).toHaveLength(3);
  expect(gridOf("R1: a | low | high", "R2: b | very low | high").steps).toHaveLength(5);
  expect(gridOf("R1: a | 2 | 3").steps).toHaveLength(5);
});

test("the greatest product comes first, and what is not rated has no place", () => {
  const grid = gridOf("R1: a | low | high", "b | high | high", "R3: c | | high", "R4: d | medium | medium");
  expect(grid.rated.map(({ name, product }) => `${name} ${product}`)).toEqual(["No. 2 9", "R4 4", "R1 3"]);
  expect(riskSentence(grid)).toBe("4 risks on a grid of 3 by 3; the greatest product is 9: No. 2; not rated: R3.");
  const said = wordsIn(drawRiskMatrix(grid) ?? "").map(({ text }) => text);
  expect(said).toEqual(expect.arrayContaining(["No. 2", "R4", "R1", "Not rated: R3.", "9"]));
});

test("a list rates too, by its labels", () => {
  const text =
    "---\nnomous: plan\n---\n# A\n\n## Risks\n\n- R1: it is slow (likelihood high, impact: low). Mitigation: cache\n- R2: it breaks\n";
  const { rated, unrated } = riskGrid(readRisks(subjectOf(text)));
  expect([rated.map(({ name, product }) => [name, product]), unrated.map(({ name }) => name)]).toEqual([
    [["R1", 3]],
    ["R2"],
  ]);
});

test("words neither meet nor leave the sheet, however many there are and whatever they are called", () => {
  const many = Array.from({ length: 200 }, (_, i) => `RISK-${i}: x | ${1 + (i % 5)} | 4`);
  for (const grid of [gridOf("R1: a | low | high"), gridOf(...many), gridOf(`${"<b>غير ".repeat(500)} | high | high`)])
    for (const width of ["wide", "phone"] as const) {
      const words = wordsIn(drawRiskMatrix(grid, { width, embed: "page" }) ?? "");
      expect(overlaps(words)).toEqual([]);
      expect(words.filter(({ from, to }) => from < -1 || to > WIDTHS[width] + 1).map(({ text }) => text)).toEqual([]);
    }
});

test("without a rated risk there is no picture", () => {
  expect(drawRiskMatrix(gridOf())).toBeNull();
  expect(drawRiskMatrix(gridOf("R1: a | | high"))).toBeNull();
});
