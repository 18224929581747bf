import { expect, test } from "vitest";
import { createConsole } from "../console.ts";
import { asLinesLike } from "./choice.ts";
import type { ListedConflict } from "./listed-conflicts.ts";
import { isAsAsked, outcomeText } from "./outcome.ts";
import { type Named, pickConflict } from "./pick-conflict.ts";
import { printConflicts } from "./print-conflicts.ts";

const named = (id: string | null, number: number | null, isOpen = true): Named => ({ id, number, isOpen });
const ALL = [
  named("0199c1d2-7a3b-7c4d-8e5f-00001111aaaa", 1),
  named("0199c1d2-7a3b-7c4d-8e5f-00002222aaaa", 2, false),
  named("0199ffff-7a3b-7c4d-8e5f-000033331111", null),
  named(null, 4),
];

test("a conflict is meant by its number, or by the beginning or the end of its id", () => {
  const pick = (wanted: string): number => ALL.indexOf(pickConflict(ALL, wanted, "a.md"));
  expect(["1", "2", "4", "1111AAAA", "0199f", ALL[2]?.id ?? "", "1111"].map(pick)).toEqual([0, 1, 3, 0, 2, 2, 2]);
});

test("what means none or several is told, with what there is", () => {
  const failure = (wanted: string, all = ALL): unknown => {
    try {
      return pickConflict(all, wanted, "a.md");
    } catch (error) {
      return error;
    }
  };
  expect(failure("3")).toMatchObject({
    exit: 2,
    message: 'a.md has no conflict "3".',
    remedy: "Open: 1 (1111aaaa), (33331111), 4",
  });
  expect(failure("aaa")).toMatchObject({ message: 'a.md has no conflict "aaa".' });
  expect(failure("aaaa")).toMatchObject({
    message: '"aaaa" may be 2 conflicts of a.md.',
    remedy: `Write more of the id: ${ALL[0]?.id}, ${ALL[1]?.id}`,
  });
  expect(failure("1", [])).toMatchObject({ remedy: "None of it is open." });
});

test("words of one's own end their last line as the place does", () => {
  expect([
    asLinesLike("a\nb", "x\n"),
    asLinesLike("a\n", "x"),
    asLinesLike("\n", "x\n"),
    asLinesLike("", "x\n"),
  ]).toEqual(["a\nb\n", "a", "", ""]);
});

test("whoever comes second is told who was first, and that nothing changed unless both wanted the same", () => {
  const counts = { choice: "theirs", text: "x", by: "Ben\u001B[2J", at: 0 } as const;
  const outcome = { own: { choice: "mine", text: "y" }, counts, isFirst: false, isSuggestion: false } as const;
  expect(outcomeText(outcome, "conflict 1")).toMatch(
    /^conflict 1 was decided before: Ben\[2J took theirs, .*the text stays\.$/,
  );
  expect([
    isAsAsked(outcome),
    isAsAsked({ ...outcome, own: counts }),
    isAsAsked({ ...outcome, isFirst: true }),
  ]).toEqual([false, true, true]);
});

const details = {
  v: 1,
  type: "conflict",
  document: "a.md",
  id: ALL[0]?.id ?? "",
  status: "open",
  kind: "overlap",
  section: "Go\u001B[31m\nals",
  line: 3,
  base: "One two\nthree\n",
  mine: "One 2\n3\n",
  theirs: "",
  merged: "One two\nthree\n",
  who: { mine: [{ person: "A\u0007da", at: ["2025-11-24T16:00:00Z", "2025-11-24T16:00:00Z"], edits: 1 }], theirs: [] },
  at: "2025-11-24T16:00:00Z",
} satisfies ListedConflict["details"];
const LISTED: ListedConflict = {
  id: details.id,
  number: 1,
  isOpen: true,
  isGone: false,
  shown: "a.md",
  now: 3,
  written: "",
  line: 1,
  document: "a.md",
  path: ".nomous/reviews/a.jsonl",
  conflict: details,
  details,
};

const printed = (isTTY: boolean, all: readonly ListedConflict[] = [LISTED]): string => {
  let out = "";
  const stdout = {
    isTTY,
    on: () => stdout as never,
    write: (text: string | Uint8Array) => (out += String(text)) !== "",
  };
  printConflicts(createConsole({ stdout, stderr: stdout }, {}), all);
  return out;
};

test("changed words are marked by brackets, line by line, and nothing that a terminal obeys gets through", () => {
  const out = printed(false);
  expect(out).toContain("\n      One [-two-]{+2+}\n      [-three-]{+3+}\n");
  expect(out).toContain("  theirs\n      [-One two-]\n      [-three-]\n");
  expect(out).toContain('a.md:3  1  open  in "Go[31m als": both changed the same words (1111aaaa)\n');
  // oxlint-disable-next-line no-control-regex
  expect(out).not.toMatch(/[\u0000-\u0009\u000B-\u001F]/);
});

test("on a terminal they have colours instead, which end with their line", () => {
  const out = printed(true);
  expect(out).not.toContain("[-");
  expect(out).toContain("One \u001B[31m\u001B[9mtwo\u001B[29m\u001B[39m\u001B[32m2\u001B[39m\n");
});

test("a line of another tool says where to look", () => {
  const conflict = { type: "conflict", document: "a.md", status: "open" } as const;
  const out = printed(false, [{ ...LISTED, id: null, details: null, now: null, isGone: true, conflict }]);
  expect(out).toBe(
    "a.md  1  open, and the document is gone\n  its line says no more than that: .nomous/reviews/a.jsonl:1\n\n",
  );
});
