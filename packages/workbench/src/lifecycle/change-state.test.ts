import { expect, test } from "vitest";
import { checkDocument, type CheckInput, createSubject } from "../check/check-document.ts";
import { RULES } from "../rule/catalogue.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import type { Rule } from "../rule/rule.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { DocumentType } from "../type/document-type.ts";
import { changeState, type StateChange } from "./change-state.ts";

/** As a team may settle it: a spike is approved when it is concluded. */
const types: readonly DocumentType[] = BUILT_IN_TYPES.map((type) =>
  type.name === "spike"
    ? { ...type, states: type.states.map((state) => ({ ...state, isApproval: state.name === "concluded" })) }
    : type,
);

function inputOf(text: string, { files = {}, given = {} }: Partial<Rule["bad"]> = {}): CheckInput {
  const path = "docs/example.md";
  const { commits = [], ...known } = given;
  const more = { ...known, hasCommit: (id: string) => commits.includes(id) };
  return { path, text, types, rules: RULES, surroundings: surroundingsOf({ [path]: text, ...files }, more) };
}

function move(input: CheckInput, to: string): StateChange {
  const { typed } = createSubject(input).subject;
  const state = typed?.type.states.find(({ name }) => name === to);
  if (typed === null || state === undefined) throw new Error(`no such state: ${to}`);
  return changeState(input, typed, state);
}

const reasonsOf = (change: StateChange) => (change.status === "refused" ? change.reasons : []);

/** The example of a rule as a document that is about to be approved. */
function exampleOf(id: string): { readonly text: string; readonly rule: Rule; readonly to: string } {
  const rule = RULES.find((one) => one.id === id);
  if (rule === undefined) throw new Error(`no such rule: ${id}`);
  const [, named = "spike"] = /^nomous: (\w+)$/m.exec(rule.bad.text) ?? [];
  const body = rule.bad.text.replace(/^---\n[^]*?\n---\n/, "");
  const status = named === "spike" ? "running" : "in-review";
  return {
    text: `---\nnomous: ${named}\nstatus: ${status}\n---\n${body}`,
    rule,
    to: named === "spike" ? "concluded" : "approved",
  };
}

test.each([
  "claim.evidence",
  "claim.stale",
  "claim.unbound",
  "claim.value",
  "decision.replay",
  "evidence.broken",
  "evidence.changed-after-data",
  "evidence.inputs-changed",
  "evidence.torn",
  "experiment.not-run",
  "lifecycle.open-conflict",
  "lifecycle.open-question",
  "structure.placeholder",
  "task.cycle",
  "text.conflict-marker",
])("%s stands in the way of an approval, as an error", (id) => {
  const { text, rule, to } = exampleOf(id);
  const found = reasonsOf(move(inputOf(text, rule.bad), to)).filter((reason) => reason.rule === id);
  expect(found.map(({ severity }) => severity)).toContain("error");
});

test("what a workspace says of a rule holds for approvals too", () => {
  const { text, rule, to } = exampleOf("claim.stale");
  const input = inputOf(text, rule.bad);
  for (const level of ["off", "note", "warning"] as const) {
    const reasons = reasonsOf(move({ ...input, severities: { "claim.stale": level } }, to));
    expect(reasons.map((reason) => reason.rule)).not.toContain("claim.stale");
  }
});

test("a doubt that comes after the approval is a warning: the document stays approved", () => {
  const { text, rule } = exampleOf("claim.stale");
  const { findings } = checkDocument(inputOf(text.replace("running", "concluded"), rule.bad));
  expect(findings.find((finding) => finding.rule === "claim.stale")?.severity).toBe("warning");
});

test("one refusal lists everything, each with its place in the text as it would be, in the order of the text", () => {
  const text = `---
nomous: spec
status: in-review
---
# Resume

## 1. Executive Summary

Readers keep TBD cursors, see [the plan](gone.md).

## 9. Open Questions / Unresolved Issues

- [ ] How long is a cursor kept?

<<<<<<< HEAD
One.
=======
Two.
>>>>>>> topic
`;
  const conflicts = [{ line: 9, about: "", place: "reviews.jsonl:1", id: "", kind: "", people: null, merged: "" }];
  const input = inputOf(text, { given: { review: { approval: "", conflicts } } });
  const change = move(input, "approved");
  const reasons = reasonsOf(change);
  const { lines } = createSubject({ ...input, text: change.status === "refused" ? change.text : "" }).subject.markdown;
  const told = reasons.map(({ rule, from }) => `${lines.positionOf(from).line} ${rule}`);
  for (const one of [
    "9 lifecycle.open-conflict",
    "9 link.target",
    "13 lifecycle.open-question",
    "15 text.conflict-marker",
  ])
    expect(told).toContain(one);
  expect(reasons.map(({ from }) => from)).toEqual(reasons.map(({ from }) => from).toSorted((a, b) => a - b));
});

test("what stands in the way of a state that ends the work is told as an error, though there it would be a note", () => {
  const text = "---\nnomous: spec\nstatus: approved\n---\n# Resume\n";
  const input = inputOf(text, { given: { approval: "stale" } });
  expect(reasonsOf(move(input, "implemented")).map(({ rule, severity }) => [rule, severity])).toContainEqual([
    "lifecycle.approval-stale",
    "error",
  ]);
});

test("an approval and what comes after it change the status and nothing else, so that every approver signs the same", () => {
  const text = "---\nnomous: plan\nstatus: in-review\nupdated: 2026-11-01\n---\n# Sync\n";
  const given = { today: "2026-11-28", approval: "valid" as const };
  const free = { ...inputOf(text, { given }), rules: [] };
  const after = (from: string, to: string): string => {
    const change = move({ ...free, text: from }, to);
    return change.status === "changed" ? change.text : change.status;
  };
  const approved = after(text, "approved");
  expect(approved).toBe(text.replace("in-review", "approved"));
  expect(after(approved, "in-progress")).toBe(text.replace("in-review", "in-progress"));
  expect(after(text, "draft")).toBe(text.replace("in-review", "draft").replace("2026-11-01", "2026-11-28"));
});
