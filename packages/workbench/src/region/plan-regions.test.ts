import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDocument } from "../check/check-document.ts";
import { RULES } from "../rule/catalogue.ts";
import { staleRegion } from "../rule/region/stale.ts";
import { unknownRegion } from "../rule/region/unknown.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { splice } from "../text/splice.ts";
import { spansWithin } from "../text/span.ts";
import { fillDocument } from "./fill-document.ts";
import { inputOfPlan, PLAN } from "./plan-fixture.ts";
import { regionsIn } from "./region.ts";

const fill = (text: string) => fillDocument(inputOfPlan(text));
const filled = fill(PLAN);

const regionOf = (text: string, name: string): string =>
  regionsIn(parseMarkdown(text)).find((one) => one.name === name)?.body ?? `no ${name}`;

/** As it was before anything was put in. */
function withoutRegions(text: string): string {
  return regionsIn(parseMarkdown(text))
    .toReversed()
    .reduce((rest, { from, to }) => rest.slice(0, from).trimEnd() + rest.slice(to), text);
}

test("a plan gives these parts and pictures, to the byte", async () => {
  await expect(filled.text).toMatchFileSnapshot("plan-golden/filled.txt");
  expect(filled.charts.map(({ path }) => path)).toEqual([
    "docs/plans/2026-11-30-segment-log/timeline.svg",
    "docs/plans/2026-11-30-segment-log/risk-matrix.svg",
  ]);
  await expect(filled.charts[0]?.svg).toMatchFileSnapshot("plan-golden/timeline.svg");
  await expect(filled.charts[1]?.svg).toMatchFileSnapshot("plan-golden/risk-matrix.svg");
});

test("filling twice is filling once, and outside of the parts every byte stays, also with CRLF", () => {
  expect(fill(filled.text)).toEqual(filled);
  expect(withoutRegions(filled.text)).toBe(PLAN);
  const crlf = fill(PLAN.replaceAll("\n", "\r\n"));
  expect(crlf).toEqual({ ...filled, text: filled.text.replaceAll("\n", "\r\n") });
});

test("a part of the plan that is not there gets nothing, and a template row is no target", () => {
  const short = PLAN.slice(0, PLAN.indexOf("## Performance"));
  expect(fill(short)).toEqual({ text: short, charts: [], kept: [], notes: [] });
  const begun = `${short}## Performance Considerations\n\n| Metric | Baseline | Target | Verified by |\n|-|-|-|-|\n| | | | |\n\n## Risks\n\nNone yet.\n`;
  expect(regionsIn(parseMarkdown(fill(begun).text)).map(({ name }) => name)).not.toContain("targets");
});

test("nobody is told more of a plan because it was filled: what is computed is read by no rule as written", () => {
  const tell = ({ text, charts }: Pick<typeof filled, "text" | "charts">): string[] => {
    const files = Object.fromEntries(charts.map(({ path, svg }) => [path, svg]));
    return checkDocument({ ...inputOfPlan(text, files), rules: RULES }).findings.map(
      ({ rule, message }) => `${rule}: ${message}`,
    );
  };
  const tooShort = PLAN.replace("Ana and Ben.", "Ana and Ben, for 2 days.");
  const before = tell({ text: tooShort, charts: [] });
  expect(before).toContainEqual(expect.stringMatching(/^duration\.too-short/));
  expect(tell(fill(tooShort))).toEqual(before);
  // What was missing may be answered.
  expect(tell({ text: PLAN, charts: [] })).toEqual(expect.arrayContaining(tell(filled)));
});

describe("tasks that wait for each other", () => {
  const { text, charts } = fill(PLAN.replace("| –     | 1 d", "| B2    | 1 d"));
  test("are told in every part that needs their order, and nowhere else", () => {
    const told = /^Nothing can be computed: tasks wait for each other, (?:B1 → B2 → B1|B2 → B1 → B2)\. Take one/;
    expect(regionOf(text, "timeline")).toMatch(told);
    expect(regionOf(text, "resources")).toMatch(told);
    expect(regionOf(text, "targets")).toBe(regionOf(filled.text, "targets"));
    expect(charts.map(({ path }) => path)).toEqual(["docs/plans/2026-11-30-segment-log/risk-matrix.svg"]);
  });
});

test("a plan that lost its tasks says so where its parts stand already", () => {
  const empty = filled.text.replaceAll(/^\| [BF]\d .*\n/gm, "");
  expect(regionOf(fill(empty).text, "timeline")).toBe("The plan has no tasks yet.");
  expect(fill(empty).kept).toEqual([]);
});

describe("a plan that has changed since", () => {
  const changed = filled.text.replace("| 2 d | 3 d    | 6 d |", "| 2 d | 5 d    | 6 d |");
  const findings = checkDocument({ ...inputOfPlan(changed), rules: [staleRegion] }).findings;

  test("has old parts, each told once, and the fix is what filling gives", () => {
    expect(findings.map(({ message }) => message)).toEqual([
      '"timeline" is not what the plan gives now. Let it be written again.',
      '"resources" is not what the plan gives now. Let it be written again.',
    ]);
    const fixed = splice(
      changed,
      findings.flatMap(({ fix }) => fix?.edits ?? []),
    );
    expect(fixed).toBe(fill(changed).text);
    expect(fixed).not.toBe(changed);
  });

  test("keeps nothing of what a formatter padded anew, and every line that a person wrote", () => {
    const padded = changed.replaceAll(/^\|.*\|$/gm, (row) => row.replaceAll(/ +/g, " ").replaceAll(/-{2,}/g, "--"));
    expect(fill(padded).kept).toEqual([]);
    const mine = "We wait for Ben.";
    const written = padded.replace("Critical path:", `${mine}\n\nCritical path:`);
    const { text, kept } = fill(written);
    expect(kept.map((sentence) => /"([^"]*)"/.exec(sentence)?.[1])).toEqual([mine]);
    expect(text).toContain(`<!-- /nomous:timeline -->\n\n${mine}\n`);
    expect(text.replace(`\n\n${mine}`, "")).toBe(fill(padded).text);
  });

  test("loses no row that a person added to a table", () => {
    const row = "| Backend changes  | Ask the lawyers | 2026-12-01 |";
    const written = changed.replace(/^\| Frontend changes \| F1/m, `${row}\n$&`);
    expect(fill(written).kept).toHaveLength(1);
    expect(fill(written).text).toContain(row);
  });
});

const unknownParts = (text: string): string[] =>
  checkDocument({ ...inputOfPlan(text), path: "docs/a.md", rules: [unknownRegion] }).findings.map(
    ({ message }) => message,
  );

test("a part of a plan in a document that has no tasks is unknown", () => {
  const region = "<!-- nomous:timeline -->\n\n<!-- /nomous:timeline -->\n";
  expect(unknownParts(`---\nnomous: spike\n---\n# A\n\n${region}`)).toEqual([
    expect.stringContaining('"timeline" is computed from the tasks of a plan'),
  ]);
  expect(unknownParts(`---\nnomous: plan\n---\n# A\n\n${region}`)).toEqual([]);
});

test("whatever a title says, it breaks neither table nor part nor picture", () => {
  const word = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 60 }),
    fc.constantFrom(
      "\\|",
      "|",
      "\\\\|",
      "`x",
      "``|",
      "\\<!-- /nomous:timeline -->",
      "-->",
      "<b>",
      "](x)",
      "![a](b)",
      "**a",
      "~~",
      "&lt;|",
      "مهمة",
      "\u202e",
      "```",
      "$x$",
      "x".repeat(10_000),
      "# a",
      "[ev:a/b]: c",
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const title = words
        .join(" ")
        .replaceAll(/[\s\p{C}]+/gu, " ")
        .replaceAll(/(?<!\\)((?:\\\\)*)\|/g, "$1\\|")
        .trim();
      const places = ["Write rows with a checksum", "the disk is full", "Commit p95", "Snapshots", "Ben |"];
      const plan = places.reduce(
        (text, one) => text.replaceAll(one, () => (one.endsWith("|") ? `${title} |` : title)),
        PLAN,
      );
      const { text, charts } = fill(plan);
      const markdown = parseMarkdown(text);
      const regions = regionsIn(markdown);
      expect(regions.map(({ name }) => name)).toEqual(["targets", "risk-matrix", "timeline", "resources"]);
      for (const { content } of regions)
        for (const { header, rows } of spansWithin(markdown.tables, content))
          for (const { cells } of rows) expect(cells).toHaveLength(header.cells.length);
      expect(fill(text).text).toBe(text);
      expect(withoutRegions(text)).toBe(plan);
      for (const { svg } of charts) expect(svg.isWellFormed()).toBe(true);
    }),
    { seed: 7, numRuns: 15 },
  );
});
