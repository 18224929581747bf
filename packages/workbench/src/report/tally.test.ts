import { expect, test } from "vitest";
import { reportOf } from "./report-fixture.ts";
import { exitOf, tallyOf } from "./tally.ts";

const NOTE_ONLY = "---\nnomous: memo\n---\n# M\n\nGAP\n";

test("findings are counted by severity, and documents that have more than notes", () => {
  const report = reportOf({ "a.md": "always never", "b.md": NOTE_ONLY, "c.md": "---\nnomous: memo\n---\nnever" });
  expect(tallyOf(report)).toEqual({ errors: 2, warnings: 1, notes: 1, documents: 2 });
});

test("notes alone are clean, an error or a warning is not", () => {
  expect(exitOf(reportOf({}))).toBe("clean");
  expect(exitOf(reportOf({ "a.md": NOTE_ONLY }))).toBe("clean");
  expect(exitOf(reportOf({ "a.md": "always" }))).toBe("findings");
  expect(exitOf(reportOf({ "a.md": "---\nnomous: memo\n---\nnever" }))).toBe("findings");
});

test("a file that could not be checked outweighs what was found in others", () => {
  expect(exitOf(reportOf({ "a.md": "always" }, { unchecked: [{ path: "b.md", message: "gone" }] }))).toBe("unchecked");
});
