import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { unmitigatedRisk } from "./unmitigated.ts";
import { unratedRisk } from "./unrated.ts";

const RULES = [unmitigatedRisk, unratedRisk];

describe("each rule tells its bad example and not its good one", () => {
  test.each(RULES)("$id", (rule) => {
    expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

/** What a rule points at, which must not depend on how lines end. */
function told(rule: Rule, text: string): string[] {
  const found = problemsOf(rule, { text }).map((problem) => problem.text);
  const inCrlf = problemsOf(rule, { text: text.replaceAll("\n", "\r\n") });
  expect(inCrlf.map((problem) => problem.text.replaceAll("\r", ""))).toEqual(found);
  return found;
}

const spike = (risks: string, mitigations = ""): string =>
  `---\nnomous: spike\n---\n# Codec\n\n## Overview\n\n### Risk factors\n\n${risks}\n\n## Recommendations\n\n### Risk mitigation\n\n${mitigations}\n`;
const HEAD = "| Risk | Likelihood | Impact | Mitigation |\n| --- | --- | --- | --- |\n";
const table = (...rows: readonly string[]): string => HEAD + rows.map((row) => `| ${row} |`).join("\n");

const open = (risks: string, mitigations?: string): string[] => told(unmitigatedRisk, spike(risks, mitigations));

describe("risk.unmitigated", () => {
  test("a cell for the mitigation that does nothing is told at the row", () => {
    for (const cell of [
      "",
      "-",
      "none",
      "None yet",
      "unknown",
      "accepted",
      "monitor closely",
      "we cross our fingers",
      "we hope for the best",
    ])
      expect(
        open(table(`The codec has no maintainer | low | high | ${cell}`, "Old pages | low | low | both formats")),
      ).toHaveLength(1);
  });

  test("a mitigation, a reason to accept, and TBD, which another rule tells, are left alone", () => {
    for (const cell of [
      "we pin the version",
      "accepted, because nobody depends on it",
      "By design; the user accepts it",
      "TBD",
      "Cap the size",
    ])
      expect(open(table(`The codec has no maintainer | low | high | ${cell}`))).toEqual([]);
  });

  test("what is said behind the rating of a risk is its answer", () => {
    expect(open("- Old pages stay open (likelihood low, impact high): each version of them is played back")).toEqual(
      [],
    );
    expect(open("- Old pages stay open (likelihood low, impact high)")).toHaveLength(1);
    expect(open("- Old pages stay open (likelihood low, impact high): unknown")).toHaveLength(1);
  });

  test("a row of the mitigations with nothing in the place for them is told", () => {
    const answers = "| Risk | What is done |\n| --- | --- |\n| Heat | pauses |\n| Old pages | |";
    expect(open(table("Heat | low | low | pauses"), answers)).toEqual(["| Old pages | |"]);
  });

  test("in a list the mitigation stands behind the risk or below it", () => {
    expect(open("- R1: No maintainer. Mitigation: we pin the version\n- R2: Old pages. Mitigation: none")).toEqual([
      "- R2: Old pages. Mitigation: none",
    ]);
    expect(
      open(
        "- R1: No maintainer\n  - Mitigation: we pin it\n- R2: Old pages\n  - Impact: high\n- R3: Heat\n  - Mitigation: pauses",
      ),
    ).toEqual(["- R2: Old pages"]);
    expect(open("1. The driver is too old – we test with 470 first and fall back to Vulkan")).toEqual([]);
    expect(open("1. The driver is too old")).toEqual(["1. The driver is too old"]);
  });

  test("a part about mitigations answers the risks that it names by id or words", () => {
    expect(open("- R1: No maintainer\n- R2: Old pages cannot read frames", "- R1: pin the version")).toEqual([
      "- R2: Old pages cannot read frames",
    ]);
    expect(open("- Old pages cannot read frames", "- Frames for old pages stay JSON")).toEqual([]);
    expect(open("- R1: a\n- R2: b", "R1–R2: both are gone after the first run")).toEqual([]);
  });

  test("a list that never meant to have any is told once, at its heading", () => {
    expect(open("- Heat\n- Noise\n- Old drivers\n- Slow disks")).toEqual(["### Risk factors"]);
  });

  test("no risk, a template and a placeholder are no risks", () => {
    expect(open("Not applicable, because nothing is built.")).toEqual([]);
    expect(open("- Risk 1\n- …")).toEqual([]);
  });
});

const unrated = (...rows: readonly string[]): string[] => told(unratedRisk, spike(table(...rows)));

describe("risk.unrated", () => {
  test("an empty cell is told at its row, and what is no rating at its cell", () => {
    expect(unrated("No maintainer | | high | pin")).toEqual(["| No maintainer | | high | pin |"]);
    expect(unrated("No maintainer | low | - | pin")).toEqual(["-"]);
    expect(unrated("No maintainer | unknown | high | pin")).toEqual(["unknown"]);
    expect(unrated("No maintainer | maybe | high | pin", "Heat | low | low | pause")).toEqual(["maybe"]);
    expect(unrated("No maintainer | | | pin")).toHaveLength(2);
    expect(told(unratedRisk, spike(`${HEAD}| No maintainer | low |`))).toEqual(["| No maintainer | low |"]);
  });

  test("words, numbers, shares and marks rate; TBD is told by another rule", () => {
    for (const rating of [
      "low",
      "Very high",
      "3",
      "2/5",
      "10 %",
      "🟡",
      "H",
      "unlikely",
      "Medium — blocks the release",
      "TBD",
    ])
      expect(unrated(`No maintainer | ${rating} | high | pin`)).toEqual([]);
  });

  test("a column that describes the impact instead of rating it is left alone", () => {
    expect(
      unrated("No maintainer | low | frames stay broken | pin", "Heat | low | runs take twice as long | pause"),
    ).toEqual([]);
  });

  test("a table without such columns asks for no rating", () => {
    expect(told(unratedRisk, spike("| Risk | Mitigation |\n| --- | --- |\n| Heat | pauses |"))).toEqual([]);
  });
});
