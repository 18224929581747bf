import { describe, expect, it } from "vitest";
import { findGaps, renderSeedCoverage, SEEDS } from "./seed-coverage.ts";
import type { Seed, SeedLine } from "./seed-line.ts";

const named = new Set(
  SEEDS.flatMap(({ groups }) => groups.flatMap(({ lines }) => lines.flatMap(({ rules = [] }) => rules))),
);

const countOf = ({ groups }: Seed): number => groups.reduce((sum, { lines }) => sum + lines.length, 0);

const seedOf = (line: SeedLine): Seed[] => [{ title: "T", type: "spec", groups: [{ heading: "H", lines: [line] }] }];

describe("the lines of the three templates", () => {
  it("all have a place that exists", () => expect(findGaps(SEEDS, named)).toEqual([]));

  it("name rules by ids that can be ids", () => {
    expect([...named].filter((id) => !/^[a-z-]+\.[a-z-]+$/.test(id))).toEqual([]);
  });

  it("are as many as the templates have", () => {
    expect(SEEDS.map(({ title }) => title)).toEqual([
      "Technical spike",
      "Implementation plan",
      "Technical specification",
    ]);
    expect(SEEDS.map(countOf)).toEqual([132, 95, 94]);
  });
});

describe("findGaps tells", () => {
  it.each([
    [{ line: "L" }, "nothing answers for it"],
    [{ line: "L", parts: ["summry"] }, "there is no part summry"],
    [{ line: "L", fields: ["autor"] }, "there is no field autor"],
    [{ line: "L", states: ["open"] }, "there is no state open"],
    [{ line: "L", rules: ["goal.untest"] }, "there is no rule goal.untest"],
  ])("%j → %s", (line, gap) => expect(findGaps(seedOf(line), new Set(["goal.untested"]))).toEqual([`T, H, L: ${gap}`]));

  it("a type that is not there", () => {
    expect(findGaps([{ title: "T", type: "memo", groups: [] }], new Set())).toEqual(["T: no type is called memo"]);
  });
});

describe("the page", () => {
  const page = renderSeedCoverage(SEEDS);

  it("has a row for every line, with the headings that lead to a part", () => {
    expect(page).toContain(
      "| 7. Cross-Cutting Concerns | Alerting | Cross-Cutting Concerns › Observability Strategy › Alerting | `alert.no-threshold` |  |\n",
    );
  });

  it("is clean Markdown with one line end at its end", () => expect(page).toMatch(/^# [^]*[^\n]\n$/));
});
