import { expect, test } from "vitest";
import type { ToldConflict } from "../merger.ts";
import { anchorTexts } from "./anchor-texts.ts";

const TOLD: ToldConflict = {
  section: "Retention",
  line: 5,
  base: "It keeps items for one hour.",
  mine: "It keeps items for seven days.",
  theirs: "It keeps items for 24 hours.",
  merged: "It keeps items for seven days24 hours.",
};

/** The lines of a text, and where the conflict is in it. */
function anchored(lines: readonly string[], conflict: Partial<ToldConflict> = {}) {
  const text = `${lines.join("\n")}\n`;
  return anchorTexts([{ ...TOLD, ...conflict }], text).map(({ from, to, ...where }) => ({
    text: text.slice(from, to),
    ...where,
  }));
}

test("a conflict is where its merged lines are, else those of a side, else those that both began with", () => {
  for (const name of ["merged", "mine", "theirs", "base"] as const)
    expect(anchored(["# A", "", "## Kept", "", TOLD[name], "end"])).toEqual([
      { text: TOLD[name], line: 5, section: "Kept" },
    ]);
  expect(anchored([TOLD.base, TOLD.mine, TOLD.merged])).toMatchObject([{ text: TOLD.merged, line: 3 }]);
});

test("of several such places it is the one in its section, and there the nearest one", () => {
  const lines = ["# A", TOLD.merged, "## Retention", "", "", "", TOLD.merged, "", TOLD.merged];
  expect(anchored(lines)).toMatchObject([{ line: 7 }]);
  expect(anchored(lines, { line: 10 })).toMatchObject([{ line: 9 }]);
  expect(anchored(lines, { section: "A" })).toMatchObject([{ line: 2 }]);
});

test("where its lines are gone it is at the line of its section that has most of their words", () => {
  const lines = [
    "It keeps items for one week.",
    "## Retention",
    "Something else",
    "It holds items for one hour",
    "## End",
  ];
  expect(anchored(lines)).toEqual([{ text: "It holds items for one hour", line: 4, section: "Retention" }]);
});

test("where nothing of it is left it is empty, at the end of its section, or of the text", () => {
  const section = ["## Retention", "Something else", "", "## End", "text"];
  expect(anchored(section)).toEqual([{ text: "", line: 3, section: "Retention" }]);
  expect(anchored(["## Start", "text", ""])).toEqual([{ text: "", line: 3, section: "Start" }]);
  expect(anchored([], { section: "" })).toEqual([{ text: "", line: 2, section: "" }]);
});
