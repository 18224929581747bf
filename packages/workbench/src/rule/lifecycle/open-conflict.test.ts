import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { openConflict } from "./open-conflict.ts";
import { openConflictPlace } from "./open-conflict-place.ts";
import { openConflictWords } from "./open-conflict-words.ts";
import type { OpenConflict } from "./review-facts.ts";

const conflict = (more: Partial<OpenConflict> = {}): OpenConflict => ({
  line: 3,
  about: "Goals",
  place: "reviews.jsonl:1",
  id: "0199c1d2-7a3b-7c4d-8e5f-5a6b7c8d9e0f",
  kind: "overlap",
  people: ["Ada", "Ben"],
  merged: "Two\nthree",
  ...more,
});

describe("where an open conflict stands", () => {
  const text = "# A\n\nOne\nTwo\nthree\nfour\n\nTwo\nthree\n";
  const lineOf = (more: Partial<OpenConflict>, of = text): number | null => {
    const place = openConflictPlace(of, conflict(more));
    return place === null ? null : of.slice(0, place.from).split("\n").length;
  };

  test("its lines are found where they stand by now, the nearest to where they met", () => {
    expect(lineOf({ line: 1 })).toBe(4);
    expect(lineOf({ line: 7 })).toBe(8);
    expect(lineOf({ line: null, merged: "Two\nthree\n" })).toBe(4);
    expect(openConflictPlace(text, conflict({ merged: "four\n" }))).toEqual({ from: 19, to: 23 });
  });

  test("words that do not fill their lines are other words", () => {
    expect(lineOf({ merged: "hree\nfour" })).toBeNull();
    expect(lineOf({ merged: "One\nTw" })).toBeNull();
    for (const merged of ["", "\n", "nothing"]) expect(lineOf({ merged })).toBeNull();
  });

  test("line ends and a byte order mark are the file's own matter", () => {
    expect(lineOf({ line: 1 }, `\uFEFF${text.replaceAll("\n", "\r\n")}`)).toBe(4);
    expect(lineOf({ line: 1, merged: "# A" }, `\uFEFF${text.replaceAll("\n", "\r\n")}`)).toBe(1);
  });

  test("the rule points at the first of them, else at the line of the moment when they met", () => {
    const conflicts = [
      conflict({ line: 1 }),
      conflict({ line: 5, merged: "gone" }),
      conflict({ line: -3, merged: "" }),
    ];
    const told = problemsOf(openConflict, { text }, { review: { approval: "", conflicts } });
    expect(told.map(({ line, text: words }) => [line, words])).toEqual([
      [1, "# A"],
      [4, "Two"],
      [5, "three"],
    ]);
  });
});

describe("what is told of an open conflict", () => {
  test("names section, kind, both people and how to go on", () => {
    expect(openConflictWords(conflict(), "docs/a b.md")).toBe(
      'Edits of Ada and of Ben met in "Goals": both changed the same words. Nobody has decided between them (reviews.jsonl:1). ' +
        "Open the document in the browser and choose, or: `nomous conflicts resolve 'docs/a b.md' 7c8d9e0f --keep merged|mine|theirs`.",
    );
  });

  test("one person in two places is told once, and what a line does not say is left out", () => {
    expect(openConflictWords(conflict({ people: ["Ada", "Ada"], kind: "move" }), "a.md")).toMatch(
      /^Two edits of Ada met in "Goals": one moved what the other changed\. /,
    );
    expect(openConflictWords(conflict({ people: null, kind: "vote", about: "", id: "" }), "a.md")).toMatch(
      /^Two edits met\. Nobody .* or: `nomous conflicts a\.md`\.$/,
    );
  });

  test("names and titles stay on one line, however long somebody made them", () => {
    const words = openConflictWords(conflict({ people: ["A\n".repeat(500), "B"], about: "x".repeat(500) }), "a.md");
    expect(words).not.toContain("\n");
    expect(words.length).toBeLessThan(400);
  });
});
