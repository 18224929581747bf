import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { unmetCriterion } from "./unmet.ts";

const planWith = (answers: string): { text: string } => ({
  text: `---\nnomous: plan\n---\n# Framing\n\n## Implementation Steps\n\n| ID | Task |\n| - | - |\n| T1 | Frame messages once |\n| T2 | Measure readers |\n\n## Validation\n\n${answers}\n`,
});
const told = (answer: string): string[] =>
  problemsOf(unmetCriterion, planWith(`| Criterion | Met by |\n| - | - |\n| Code quality standards | ${answer} |`)).map(
    ({ text }) => text,
  );

test("the example is told, and is not when it is met", () => {
  expect(problemsOf(unmetCriterion, unmetCriterion.bad)).toHaveLength(2);
  expect(problemsOf(unmetCriterion, unmetCriterion.good)).toEqual([]);
});

describe("what nobody can point at is no evidence", () => {
  for (const answer of ["yes", "done", "we follow best practices", "see above", "✅"])
    test(`of ${answer}`, () => expect(told(answer)).toEqual([answer]));
  for (const answer of ["", "n/a", "none"]) test(`"${answer}"`, () => expect(told(answer)).toHaveLength(1));
  test("a task that is not there is told where it is named", () => expect(told("T1, T7")).toEqual(["T7"]));
  test("in a list", () => {
    const list = "- [x] Backward compatibility: T1\n- [x] Performance targets\n- [ ] Code quality standards: yes";
    expect(problemsOf(unmetCriterion, planWith(list)).map(({ text }) => text.trim())).toEqual([
      "Performance targets",
      "Code quality standards: yes",
    ]);
  });
});

describe("tasks, artefacts, sections and reasons are", () => {
  for (const answer of [
    "T1",
    "T1–T2",
    "`npm run check`",
    "[lint](../../.oxlintrc.json)",
    "§ 5",
    "see Implementation Steps",
    "CI",
    "not applicable, because no code changes",
  ])
    test(`of ${answer}`, () => expect(told(answer)).toEqual([]));
  test("CRLF changes nothing", () => {
    const { text } = planWith("| Criterion | Met by |\r\n| - | - |\r\n| Code | T9 |");
    expect(problemsOf(unmetCriterion, { text: text.replaceAll(/\r?\n/g, "\r\n") }).map((one) => one.text)).toEqual([
      "T9",
    ]);
  });
  test("a row that nobody has begun is left to others", () =>
    expect(problemsOf(unmetCriterion, planWith("| Criterion | Met by |\n| - | - |\n| | |"))).toEqual([]));
});
