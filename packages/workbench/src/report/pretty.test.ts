import { expect, test } from "vitest";
import { AWKWARD, reportOf } from "./report-fixture.ts";
import { type PrettyOptions, renderPretty } from "./pretty.ts";
import type { CheckReport } from "./checked.ts";

const pretty = (report: CheckReport, options: Partial<PrettyOptions> = {}): string =>
  renderPretty(report, { style: (_, text) => text, showNotes: false, width: 80, ...options });

const memo = (body: string): string => `---\nnomous: memo\n---\n# M\n\n${body}`;

test("a finding is its place, its severity, its rule, what to do, and the line with the range underlined", () => {
  expect(pretty(reportOf({ "docs/a.md": AWKWARD }))).toBe(
    `docs/a.md:3:7  ✖ error  word.never
  "never" is too strong. Choose a weaker word.
  3 │ It is never 👩‍👩‍👧 日本 always  [31mred   so, "x": y
    │       ^~~~~
  fix: Change it to "seldom" (--fix)

docs/a.md:3:25  ✖ error  word.always
  "always" is too strong. Choose a weaker word.
  3 │ It is never 👩‍👩‍👧 日本 always  [31mred   so, "x": y
    │                     ^~~~~~

2 errors in 1 document
`,
  );
});

test("a draft that nobody has written is one line that says what to write next", () => {
  const untouched = memo("GAP GAP\n\n## Context\n\n### Problem\n\n## Decision\n");
  expect(pretty(reportOf({ "docs/memos/a.md": untouched })))
    .toBe(`docs/memos/a.md  next: Problem, line 10 (2 more parts to write)

1 document, nothing to say (2 notes, see --notes)
`);
});

test("what to write next stands below the findings of its document, and drafts without findings before them", () => {
  const begun = memo("GAP\n\n## Context\n\n### Problem\n\nIt is always slow.\n\n## Decision\n");
  const report = reportOf({ "a.md": begun, "b.md": memo("## Decision\n\nWe wait.\n"), "c.md": "# So\n" });
  const lines = pretty(report).split("\n");
  expect(lines.filter((line) => line.includes("next:"))).toEqual([
    "b.md  next: Problem, not there yet (1 more part to write)",
    "a.md  next: Problem, line 10 (1 more part to write)",
  ]);
  expect(lines.indexOf("a.md:12:7  ✖ error  word.always")).toBe(2);
  expect(lines.at(-2)).toBe("1 error in 1 of 3 documents (1 note, see --notes)");
});

test("notes are listed when they are asked for", () => {
  const shown = pretty(reportOf({ "a.md": memo("## Decision\n\nGAP\n") }), { showNotes: true });
  expect(shown).toContain("a.md:8:1  ● note  word.gap");
  expect(shown).toMatch(/\(1 note\)\n$/);
});

test("the summary counts what was found, known, fixed and not checked", () => {
  const clean = { "a.md": "# So\n", "b.md": "# So\n" };
  expect(pretty(reportOf(clean))).toBe("2 documents, nothing to say\n");
  expect(pretty(reportOf({}))).toBe("0 documents, nothing to say\n");
  expect(pretty(reportOf({ ...clean, "c.md": "always, never\nalways\n" }, { known: 12, fixed: 2 }))).toMatch(
    /\n3 errors in 1 of 3 documents \(2 fixed; 12 known findings\)\n$/,
  );
  expect(pretty(reportOf({ "a.md": memo("## Decision\n\nIt is never.\n") }))).toMatch(/\n1 warning in 1 document\n$/);
});

test("a file that could not be checked says why", () => {
  const unchecked = [{ path: "a\u001B.md", message: "byte 12 is not UTF-8:\nsave it as UTF-8" }];
  expect(pretty(reportOf({}, { unchecked }))).toBe(`a .md  ✖ not checked  byte 12 is not UTF-8: save it as UTF-8

0 documents, nothing to say (1 not checked)
`);
});

test("colours are made by whoever prints, and what is coloured says what it is", () => {
  const styled = pretty(reportOf({ "a.md": "never" }), { style: (style, text) => `<${style} ${text}>` });
  expect(styled.split("\n")).toEqual([
    "<place a.md:1:1>  <error ✖ error>  <faint word.never>",
    '  "never" is too strong. Choose a weaker word.',
    "<faint   1 │ >never",
    "<faint     │ ><error ^~~~~>",
    '  <good fix>: Change it to "seldom" <faint (--fix)>',
    "",
    "<error 1 error> in 1 document",
    "",
  ]);
});

test("long lines are cut to the terminal", () => {
  const lines = pretty(reportOf({ "a.md": `${"so ".repeat(60)}never ${"so ".repeat(60)}` }), { width: 40 }).split("\n");
  expect(lines[2]).toMatch(/^ {2}1 │ ….*never.*…$/u);
  expect(lines[2]).toHaveLength(40);
  expect(lines[3]?.indexOf("^")).toBe(lines[2]?.indexOf("never"));
});

test("a path cannot write to the terminal", () => {
  expect(pretty(reportOf({ "\u001B[2Ja.md": "always" }))).not.toContain("\u001B");
});
