import type { DocumentOverview } from "@nomous/client";
import { expect, test } from "vitest";
import { overview } from "./document-fixture.ts";
import { type Thread, threadOf } from "./thread.ts";

const NOW = new Date(2026, 10, 28).getTime();
const concluded = { name: "concluded", label: "Concluded", stage: "approved" };
const approved = { name: "approved", label: "Approved", stage: "approved" };

const research = overview("research/a.md", {
  type: "research",
  state: { name: "complete", label: "Complete", stage: "review" },
  next: "Move on: nomous new spec --from research/a.md",
});
const spike = overview("docs/spikes/a.md", {
  type: "spike",
  state: concluded,
  sources: [research.path],
  next: "Move on: nomous new plan --from docs/spikes/a.md",
});
const spec = overview("specs/a.md", { sources: [spike.path] });
const plan = overview("docs/plans/a.md", { type: "plan", sources: [spec.path] });

function thread(path: string, documents: readonly DocumentOverview[]): Thread {
  const found = threadOf(path, documents, NOW);
  if (found === undefined) throw new Error("no thread");
  return found;
}
const statuses = ({ steps }: Thread): string => steps.map(({ name, status }) => `${name} ${status}`).join(", ");

test("a thread is found from any of its documents, over the sources of each", () => {
  const documents = [plan, spec, research, spike, overview("specs/other.md")];
  for (const [at, { path }] of [research, spike, spec, plan].entries()) {
    const found = thread(path, documents);
    expect(found.at).toBe(at);
    expect(found.steps.map(({ document }) => document?.path)).toEqual([
      research.path,
      spike.path,
      spec.path,
      plan.path,
      undefined,
    ]);
  }
  expect(statuses(thread(spec.path, documents))).toBe("research done, spike done, spec open, plan open, done missing");
});

test("of several documents of one type the nearest counts, and the document itself before all", () => {
  const far = overview("specs/far.md", { sources: [research.path] });
  expect(thread(spike.path, [far, spec, spike, research]).steps[2]?.document).toBe(spec);
  expect(thread(far.path, [far, spec, spike, research]).steps[2]?.document).toBe(far);
});

test("documents that name each other as sources end the search all the same", () => {
  const a = overview("specs/a.md", { sources: ["docs/plans/b.md"] });
  const b = overview("docs/plans/b.md", { type: "plan", sources: ["specs/a.md"] });
  expect(statuses(thread(a.path, [a, b]))).toBe("research missing, spike missing, spec open, plan open, done missing");
});

test("no thread for a document of another type, nor for one that is not in the list", () => {
  expect(threadOf("a.md", [overview("a.md", { type: "memo" })], NOW)).toBeUndefined();
  expect(threadOf("a.md", [overview("a.md", { type: null })], NOW)).toBeUndefined();
  expect(threadOf("b.md", [spec], NOW)).toBeUndefined();
});

test("a document that is done leads to the step that follows, in the order of the thread", () => {
  expect(thread(spike.path, [research, spike]).next).toEqual({
    text: "begin the spec from this spike",
    action: { kind: "begin", type: "spec" },
  });
  expect(thread(research.path, [research]).next.action).toEqual({ kind: "begin", type: "spike" });
  expect(thread(research.path, [research, spike]).next).toEqual({
    text: `go on with the spike “${spike.title}”`,
    action: { kind: "open", document: spike },
  });
});

test("what is still to be written comes first, with its line", () => {
  expect(thread(spec.path, [spec, spike]).next).toEqual({
    text: "write Goals (line 23)",
    action: { kind: "go", line: 23 },
  });
});

test("a whole document moves to its next state", () => {
  const next = "Approve: nomous status specs/a.md approved";
  const possible = [{ name: "approved", label: "Approved", isApproval: true }];
  expect(thread(spec.path, [{ ...spec, next, possible }]).next).toMatchObject({
    text: "it is ready to approve",
    action: { kind: "state", name: "approved" },
  });
});

test("past its draft, a document needs review when its source was committed on a later day", () => {
  const later = { ...spike, committed: { first: "2026-11-01", last: "2026-11-25" } };
  const inReview = { ...spec, state: { name: "in-review", label: "In Review", stage: "review" } };
  expect(statuses(thread(spec.path, [later, spec]))).toContain("spec open");
  const found = thread(spec.path, [later, inReview]);
  expect(statuses(found)).toContain("spec review");
  expect(found.next).toEqual({
    text: `review it, “${spike.title}” changed on 25 Nov`,
    action: { kind: "open", document: later },
  });
});

test("an edit after the approval asks for a review", () => {
  const edited = { ...spec, state: approved, approval: "stale" as const };
  const found = thread(spec.path, [edited]);
  expect(statuses(found)).toContain("spec review");
  expect([found.next.text, found.next.action?.kind]).toEqual(["review it, it was edited after its approval", "state"]);
});

test("the thread is done when its last document is, and ends where one was given up", () => {
  const done = { ...plan, state: { name: "done", label: "Done", stage: "closed" }, next: "Nothing to do" };
  expect(statuses(thread(plan.path, [spec, done]))).toContain("plan done, done done");
  expect(statuses(thread(spec.path, [{ ...spec, state: done.state }, plan]))).toContain(
    "spec done, plan open, done missing",
  );
  const rejected = { ...plan, state: { name: "rejected", label: "Rejected", stage: "closed" } };
  const found = thread(plan.path, [spec, rejected]);
  expect(statuses(found)).toContain("plan ended, done missing");
  expect(found.next).toEqual({ text: "nothing, it is rejected", action: undefined });
});
