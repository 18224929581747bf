import { expect, test } from "vitest";
import { checkMemo, gap, MEMO, never } from "../report/report-fixture.ts";
import { nextStepOf, type Progress, progressOf } from "./progress.ts";

const memo = (body: string, fields = ""): string => `---\nnomous: memo\n${fields}---\n# M\n\n${body}`;
const progress = (body: string, fields = ""): Progress => progressOf(checkMemo(memo(body, fields)));
const nextStep = (body: string, fields = "", path = "docs/a.md"): string =>
  nextStepOf(checkMemo(memo(body, fields), path));

const EMPTY = "## Context\n\n### Problem\n\n## Decision\n";
const WHOLE = "## Context\n\n### Problem\n\nIt is slow.\n\n## Decision\n\nWe wait.\n";

test("a document with headings alone is untouched, and the first thing to write is its smallest part", () => {
  expect(progress(EMPTY)).toEqual({
    written: 0,
    required: 3,
    phase: "look",
    next: { heading: "Problem", line: 8, guidance: "Write here what the problem of it is." },
    isUntouched: true,
  });
});

test("guidance that is left is nothing written", () => {
  const left = EMPTY.replace("### Problem\n", "### Problem\n\nWrite here what the problem of it is.\n");
  expect(progress(left)).toMatchObject({ written: 0, isUntouched: true });
});

test("a part counts when something is written in it, and what holds it counts too", () => {
  expect(progress(EMPTY.replace("### Problem\n", "### Problem\n\nIt is slow.\n"))).toMatchObject({
    written: 2,
    required: 3,
    phase: "decide",
    next: { heading: "Decision", line: 12 },
    isUntouched: false,
  });
});

test("a finished document has nothing next and no phase", () => {
  expect(progress(WHOLE)).toMatchObject({ written: 3, required: 3, phase: null, next: null });
});

test("a part that is not in the document is next without a line", () => {
  expect(progress("## Context\n\n### Problem\n\nIt is slow.\n").next).toMatchObject({
    heading: "Decision",
    line: null,
  });
});

test("what holds a written part counts also when it has no heading of its own", () => {
  expect(progress("## Problem\n\nIt is slow.\n\n## Decision\n")).toMatchObject({
    written: 2,
    next: { heading: "Decision" },
  });
});

test("parts of the full form count where they are there, those of a scope where it is declared, welcome ones never", () => {
  expect(progress(`${WHOLE}\n## Thanks\n`)).toMatchObject({ required: 3, next: null });
  expect(progress(`${WHOLE}\n## Options\n`)).toMatchObject({ required: 4, next: { heading: "Options" } });
  expect(progress(WHOLE, "scopes: [gpu]\n")).toMatchObject({ required: 4, phase: "look", next: { heading: "Memory" } });
});

test("what belongs to an earlier phase is written first, wherever it stands", () => {
  expect(progress("## Decision\n\n## Context\n\n### Problem\n").next).toMatchObject({ heading: "Problem" });
});

test("a part that something is missing in is not written, and one that could be better is", () => {
  const text = WHOLE.replace("We wait.", "We wait. GAP");
  expect(progress(text)).toMatchObject({ written: 2, next: { heading: "Decision" } });
  const advice = { ...gap, weight: "advice" } as const;
  expect(progressOf(checkMemo(memo(text), "a.md", [advice]))).toMatchObject({ written: 3, next: null });
});

test("an error or a warning in a part holds that part back, and no other", () => {
  expect(progress(WHOLE.replace("It is slow.", "It never ends."))).toMatchObject({
    written: 2,
    next: { heading: "Problem" },
  });
});

test("a plain document has no parts", () => {
  expect(progressOf(checkMemo("# So\n"))).toEqual({
    written: 0,
    required: 0,
    phase: null,
    next: null,
    isUntouched: false,
  });
});

test("the next step is to mend errors, then to write, then to mend warnings", () => {
  expect(nextStep(`${EMPTY}\nalways\n\nalways never\n`)).toBe("Fix 2 errors (line 12)");
  expect(nextStep(`${EMPTY}\nnever\n`)).toBe("Write Problem (line 8)");
  expect(nextStep("## Context\n\n### Problem\n\nIt is slow.\n")).toBe("Add Decision");
  expect(nextStep(`never\n\n${WHOLE}`)).toBe("Fix 1 warning (line 6)");
});

test("a finished draft moves to the next open state, and from there to its approval", () => {
  expect(nextStep(WHOLE)).toBe("Move on: nomous status docs/a.md in-review");
  expect(nextStep(WHOLE, "status: draft\n")).toBe("Move on: nomous status docs/a.md in-review");
  expect(nextStep(WHOLE, "status: in-review\n")).toBe("Approve: nomous status docs/a.md approved");
});

test("an approved document goes on to what it leads to, else to its end", () => {
  expect(nextStep(WHOLE, "status: approved\n")).toBe("Move on: nomous new memo --from docs/a.md");
  const { subject, ...rest } = checkMemo(memo(WHOLE, "status: approved\n"), "docs/a.md");
  const typed = subject.typed === null ? null : { ...subject.typed, type: { ...MEMO, leadsTo: [] } };
  expect(nextStepOf({ ...rest, subject: { ...subject, typed } })).toBe("Move on: nomous status docs/a.md done");
});

test("a path with blanks is quoted for the shell", () => {
  expect(nextStep(WHOLE, "", "docs/a b.md")).toBe('Move on: nomous status "docs/a b.md" in-review');
});

test("a closed document and a plain one without findings need nothing", () => {
  expect(nextStep(EMPTY, "status: done\n")).toBe("Nothing to do");
  expect(nextStepOf(checkMemo("# So\n"))).toBe("Nothing to do");
  expect(nextStepOf(checkMemo("never\n", "a.md", [never]))).toBe("Fix 1 error (line 1)");
});
