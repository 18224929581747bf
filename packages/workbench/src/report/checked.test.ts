import fc from "fast-check";
import { expect, test } from "vitest";
import { checkMemo, wordRule } from "./report-fixture.ts";
import { type ReportedFinding, reportDocument } from "./checked.ts";

const findingsIn = (text: string): readonly ReportedFinding[] => reportDocument(checkMemo(text)).findings;

test("a finding is told by line and column, as editors count", () => {
  const [finding] = findingsIn("\uFEFFIt is so.\r\n\r\n👩‍👩‍👧 never\r\n");
  expect(finding).toMatchObject({
    line: 3,
    column: 10,
    endLine: 3,
    endColumn: 15,
    excerpt: "👩‍👩‍👧 never",
    excerptColumn: 1,
  });
});

test("a range over several lines ends where its last character ends", () => {
  const rule = wordRule("word.pair", "a\r\nb", "wrong");
  const [finding] = reportDocument(checkMemo("a\r\nb\r\n", "a.md", [rule])).findings;
  expect(finding).toMatchObject({ line: 1, column: 1, endLine: 2, endColumn: 2, excerpt: "a" });
});

test("what a terminal would obey becomes a blank in excerpts and messages, and columns stay", () => {
  const obeyed = "\u001B[2J\u0007\u202E\t\u0085";
  const rule = wordRule("word.obeyed", "\u001B.{5}\t\u0085", "wrong");
  const [finding] = reportDocument(checkMemo(`so ${obeyed} it is\n`, "a.md", [rule])).findings;
  expect(finding).toMatchObject({ excerpt: "so  [2J     it is", column: 4, endColumn: 11 });
  expect(finding?.message).not.toMatch(/\p{Cc}/u);
});

test("the excerpt of a very long line is what stands around the finding, and its column says where", () => {
  const [finding] = findingsIn(`${"so ".repeat(100_000)}never${" so".repeat(100_000)}\n`);
  if (finding === undefined) throw new Error("nothing was found");
  expect(finding.excerpt).toMatch(/^….*never.*…$/u);
  expect(finding.excerpt.length).toBeLessThanOrEqual(400);
  expect(finding.excerpt.indexOf("never")).toBe(finding.column - finding.excerptColumn);
});

test("the range lies in the excerpt wherever the finding is", () => {
  const piece = fc.constantFrom("never", "so ", "\t", "\r\n", "\n", "\r", "日本", "👩‍👩‍👧", "word ".repeat(90), "\u0007");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const found = findingsIn(pieces.join(""));
      expect(found).toHaveLength(pieces.filter((one) => one === "never").length);
      for (const { excerpt, column, endColumn, excerptColumn } of found)
        expect(excerpt.slice(column - excerptColumn, endColumn - excerptColumn)).toBe("never");
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a document says its type, state and stage, and a plain one that it has none", () => {
  const typed = reportDocument(checkMemo("---\nnomous: memo\nstatus: In review\n---\n# M\n"));
  expect(typed).toMatchObject({ type: "memo", state: "in-review", stage: "review" });
  const plain = reportDocument(checkMemo("# M\n", "docs/deep/a b.md"));
  expect(plain).toEqual({ path: "docs/deep/a b.md", type: null, state: null, stage: "review", findings: [] });
});

const draft = (body: string): string | undefined => reportDocument(checkMemo(`---\nnomous: memo\n---\n${body}`)).next;

test("a draft says what to write next and how much is left", () => {
  expect(draft("# M\n\n## Context\n\n### Problem\n\n## Decision\n")).toBe("Problem, line 8 (2 more parts to write)");
  expect(draft("# M\n\n## Context\n\n### Problem\n\nIt is slow.\n\n## Decision\n")).toBe("Decision, line 12");
  expect(draft("# M\n\n## Context\n\n### Problem\n\nIt is slow.\n")).toBe("Decision, not there yet");
  expect(draft("# M\n\n## Context\n\n### Problem\n\nIt is slow.\n\n## Decision\n\nWe wait.\n")).toBeUndefined();
});

test("a document in review has findings instead of a next part", () => {
  expect(reportDocument(checkMemo("---\nnomous: memo\nstatus: in-review\n---\n# M\n")).next).toBeUndefined();
});
