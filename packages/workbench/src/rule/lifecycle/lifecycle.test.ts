import { describe, expect, test } from "vitest";
import { plan } from "../../type/plan.ts";
import { spec } from "../../type/spec.ts";
import { spike } from "../../type/spike.ts";
import type { DocumentType } from "../../type/document-type.ts";
import type { Rule } from "../rule.ts";
import { problemsOf } from "../rule-fixture.ts";
import type { Surroundings } from "../subject.ts";
import { approvalMissing } from "./approval-missing.ts";
import { approvalStale } from "./approval-stale.ts";
import { approvedStates, needsApproval } from "./needs-approval.ts";
import { openConflict } from "./open-conflict.ts";
import { openQuestion } from "./open-question.ts";
import { superseded } from "./superseded.ts";
import { unknownState } from "./unknown-state.ts";

const withStatus = (status: string, body = "", type = "spec"): string =>
  `---\nnomous: ${type}\nstatus: ${status}\n---\n# R\n\n## 1. Executive Summary\n\nReaders keep their own cursor.\n\n${body}`;

const found = (rule: Rule, text: string, more: Partial<Surroundings> = {}): string[] =>
  problemsOf(rule, { text }, more).map((problem) => problem.text);

test.each([approvalMissing, approvalStale, openConflict, openQuestion, superseded, unknownState])(
  "$id finds its bad example and nothing in its good one",
  (rule) => {
    expect(problemsOf(rule, rule.bad)).not.toEqual([]);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  },
);

const messageOf = (status: string): string => problemsOf(unknownState, { text: withStatus(status) })[0]?.message ?? "";

describe("a status that is no state", () => {
  test.each([
    ["invented", withStatus("almost there"), ["almost there"]],
    ["misspelt", withStatus("aproved"), ["aproved"]],
    [
      "all of them",
      withStatus('"Draft (WIP) / In Review (RFC) / Approved"'),
      ['"Draft (WIP) / In Review (RFC) / Approved"'],
    ],
    ["of another type", withStatus("done", "", "research").replace("done", "in-review"), ["in-review"]],
    ["in a table", "---\nnomous: spec\n---\n# R\n\n| A | B |\n| - | - |\n| Status | soon |\n", ["soon"]],
    ["with CRLF", withStatus("soon").replaceAll("\n", "\r\n"), ["soon"]],
    ["a list of them", withStatus("[draft, approved]"), ["draft, approved"]],
    ["a list of one", withStatus("[draft]"), []],
    ["a name", withStatus("in-review"), []],
    ["a label", withStatus("In Review (RFC)"), []],
    ["another name for one", withStatus("WIP"), []],
    ["left open", withStatus("TBD"), []],
    ["not given", "---\nnomous: spec\n---\n# R\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(unknownState, text)).toEqual(expected);
  });

  test("is told with those that there are", () => {
    expect(messageOf("almost there")).toContain("Draft (WIP), In Review (RFC), Approved");
    expect(messageOf("aproved")).toContain("meant?");
    expect(messageOf("Draft (WIP) / In Review (RFC) / Approved")).toContain("lists all the states");
  });
});

const questions = (...lines: string[]): string => `## 9. Open Questions / Unresolved Issues\n\n${lines.join("\n")}\n`;
const told = (status: string, ...lines: string[]): string[] =>
  found(openQuestion, withStatus(status, questions(...lines)));

describe("an open question of an approved document", () => {
  test.each([
    ["unticked", ["- [ ] How long is it kept?"], 1],
    ["unticked, although it is answered", ["- [ ] How long is it kept? 30 days."], 1],
    ["without box", ["- How long is it kept?", "- Who closes it?"], 2],
    ["a paragraph", ["How long is it kept?"], 1],
    ["with something else than an answer", ["- How long is it kept? Nobody has asked yet."], 1],
    ["with a decision that is still to come", ["- How long is it kept? This is to be decided."], 1],
    ["that is told and not asked", ["It is still unclear who pays for it."], 1],
    ["without its mark", ["- Whether the proxy keeps it open", "- How long it is kept."], 2],
    ["a row without answer", ["| Question | Answer |", "| - | - |", "| How long? | |", "| Who? | Maya |"], 1],
    ["a row that says so", ["| Question | Status |", "| - | - |", "| How long? | open |", "| Who? | resolved |"], 1],
    ["ticked", ["- [x] How long is it kept?"], 0],
    ["answered behind it", ["- How long is it kept? 30 days."], 0],
    ["answered behind it, about what is unknown", ["- What of frames that are unknown? They are dropped."], 0],
    ["answered in one sentence with it", ["- How long it is kept: 30 days", "- Whether it closes – it does"], 0],
    ["decided, as a paragraph says", ["Who pays was unclear; decided on 2026-11-28: the bridge team."], 0],
    ["answered below it", ["- How long is it kept?", "  - 30 days."], 0],
    ["none", ["None."], 0],
    ["none, as an item", ["- None"], 0],
    ["a placeholder, which is told as such", ["- [ ] Question 1"], 0],
  ])("%s", (_, lines, count) => {
    expect(told("approved", ...lines)).toHaveLength(count);
    expect(told("in-review", ...lines)).toEqual([]);
    expect(told("draft", ...lines)).toEqual([]);
  });

  test("is told at its own line", () => {
    const text = withStatus("approved", questions("- [x] Who?", "- [ ] How long?")).replaceAll("\n", "\r\n");
    expect(problemsOf(openQuestion, { text }).map(({ line }) => line)).toEqual([14]);
  });
});

test.each<[DocumentType, string, boolean]>([
  [spec, "draft", false],
  [spec, "in-review", false],
  [spec, "rejected", false],
  [spec, "approved", true],
  [spec, "implemented", true],
  [plan, "in-progress", true],
  [plan, "done", true],
  [plan, "rejected", false],
  [spike, "concluded", false],
])("$name: %s", (type, name, expected) => {
  const state = type.states.find((one) => one.name === name);
  expect(state && needsApproval(type, state)).toBe(expected);
});

test.each<[DocumentType, string | null, string[]]>([
  [spec, "approved", ["approved"]],
  [spec, "implemented", ["approved", "implemented"]],
  [plan, "done", ["approved", "in-progress", "done"]],
  [spec, "in-review", ["approved"]],
  [spec, null, ["approved"]],
  [spike, "concluded", []],
])("%$: the approvals that a document in a state rests on", (type, name, expected) => {
  const state = type.states.find((one) => one.name === name) ?? null;
  expect(approvedStates(type, state).map((one) => one.name)).toEqual(expected);
});

test("one approval is not another one: what has to be approved twice rests on the last", () => {
  const states = [
    { name: "draft", label: "Draft", stage: "draft", next: ["agreed"] },
    { name: "agreed", label: "Agreed", stage: "approved", next: ["released", "draft"], isApproval: true },
    { name: "released", label: "Released", stage: "approved", next: ["old", "draft"], isApproval: true },
    { name: "old", label: "Old", stage: "closed", next: [] },
  ] as const;
  const twice: DocumentType = { ...spec, states };
  expect(
    states.map((state) =>
      approvedStates(twice, state)
        .map(({ name }) => name)
        .join(),
    ),
  ).toEqual(["agreed,released", "agreed", "released", "released,old"]);
});

describe("an approval", () => {
  test.each([
    ["approved", "none", ["approved"], []],
    ["implemented", "none", ["implemented"], []],
    ["approved", "stale", [], ["approved"]],
    ["implemented", "stale", [], ["implemented"]],
    ["approved", "valid", [], []],
    ["approved", "unknown", [], []],
    ["in-review", "none", [], []],
    ["draft", "stale", [], []],
    ["almost there", "none", [], []],
  ] as const)("of a document that is %s: %s", (status, approval, missing, stale) => {
    expect(found(approvalMissing, withStatus(status), { approval })).toEqual(missing);
    expect(found(approvalStale, withStatus(status), { approval })).toEqual(stale);
  });

  test("that does not hold is told with what is known of it", () => {
    const review = { approval: "Ada may not approve a spec here.", conflicts: [] };
    const messageOf = (rule: Rule, approval: "none" | "stale"): string =>
      problemsOf(rule, { text: withStatus("approved") }, { approval, review })[0]?.message ?? "";
    expect(messageOf(approvalMissing, "none")).toMatch(
      /^It says "Approved", and that does not hold: Ada may not approve/,
    );
    expect(messageOf(approvalStale, "stale")).toMatch(/^Ada may not approve a spec here\. Have it approved again/);
  });

  test("is not missed in documents of other tools, which are approved elsewhere", () => {
    const text = `# R\n\n| Document Metadata | Details |\n| - | - |\n| Status | Approved |\n\n${["1. Executive Summary", "2. Context and Motivation", "3. Goals and Non-Goals", "4. Proposed Solution", "5. Detailed Design", "6. Alternatives Considered", "7. Cross-Cutting Concerns", "8. Migration, Rollout, and Testing"].map((title) => `## ${title}\n\nText.\n`).join("\n")}`;
    expect(found(approvalMissing, text, { approval: "none" })).toEqual([]);
    expect(found(approvalStale, text, { approval: "stale" })).toEqual(["Approved"]);
  });
});

test.each([
  ["without a successor", withStatus("superseded"), ["superseded"]],
  ["that is deprecated", withStatus("deprecated"), ["deprecated"]],
  ["with an empty field", withStatus("superseded\nsuperseded by: TBD"), ["superseded"]],
  ["with links that are about something else", withStatus("superseded", "See [the wire](wire.md).\n"), ["superseded"]],
  ["in a table", "---\nnomous: spec\n---\n# R\n\n| A | B |\n| - | - |\n| Status | Deprecated |\n", ["Deprecated"]],
  ["with CRLF", withStatus("obsolete").replaceAll("\n", "\r\n"), ["obsolete"]],
  ["with a field", withStatus("superseded\nsuperseded_by: specs/b.md"), []],
  ["among all states, which is told as such", withStatus('"Approved / Superseded"'), []],
  ["with a sentence", withStatus("superseded", "Superseded by [the shared cursor](b.md).\n"), []],
  ["with nothing that replaces it", withStatus("deprecated", "Nothing replaces it.\n"), []],
  [
    "with a link in the status",
    "---\nnomous: spec\n---\n# R\n\n| A | B |\n| - | - |\n| Status | Superseded by [b](b.md) |\n",
    [],
  ],
  ["that holds", withStatus("approved"), []],
])("a document %s", (_, text, expected) => {
  expect(found(superseded, text)).toEqual(expected);
});
