import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReportedDocument } from "../report/checked.ts";
import { AWKWARD, reportOf } from "../report/report-fixture.ts";
import { applyBaseline, type Baseline, createBaseline, decodeBaseline, encodeBaseline } from "./baseline.ts";

const documentsOf = (texts: Readonly<Record<string, string>>): readonly ReportedDocument[] => reportOf(texts).documents;
const baselineOf = (texts: Readonly<Record<string, string>>): Baseline => createBaseline(documentsOf(texts));

test("what is known does not count, and what is new does", () => {
  const baseline = baselineOf({ "a.md": "It is never so\n" });
  const { documents, known, gone } = applyBaseline(
    baseline,
    documentsOf({ "a.md": "It is never so\n\nIt was never so\n" }),
  );
  expect(known).toBe(1);
  expect(gone).toEqual([]);
  expect(documents.flatMap(({ findings }) => findings.map(({ line }) => line))).toEqual([3]);
});

test("a line that moves or is indented anew is still known", () => {
  const baseline = baselineOf({ "a.md": "- It is never so\n" });
  const moved = documentsOf({ "a.md": "# New\r\n\r\n-   It is  never so\r\n" });
  expect(applyBaseline(baseline, moved)).toMatchObject({ known: 1, gone: [], documents: [{ findings: [] }] });
});

test("the same line once more is new", () => {
  const baseline = baselineOf({ "a.md": "never\n\nnever\n" });
  expect(baseline).toEqual([{ path: "a.md", rule: "word.never", line: "never", count: 2 }]);
  const { documents, known } = applyBaseline(baseline, documentsOf({ "a.md": "never\n\nnever\n\nnever\n" }));
  expect(known).toBe(2);
  expect(documents[0]?.findings).toHaveLength(1);
});

test("another rule on a known line is new, and so is the line in another document", () => {
  const baseline = baselineOf({ "a.md": "never\n" });
  const documents = documentsOf({ "a.md": "never\n", "b.md": "never\n" });
  expect(applyBaseline(baseline, documents).documents.map(({ findings }) => findings.length)).toEqual([0, 1]);
  expect(applyBaseline(baselineOf({ "a.md": "always never\n" }), documents)).toMatchObject({ known: 0 });
});

test("what no longer occurs is told, of the documents that were checked", () => {
  const baseline = baselineOf({ "a.md": "never\n\nnever\n\nalways\n", "b.md": "never\n" });
  expect(applyBaseline(baseline, documentsOf({ "a.md": "never\n" })).gone).toEqual([
    { path: "a.md", rule: "word.always", line: "always", count: 1 },
    { path: "a.md", rule: "word.never", line: "never", count: 1 },
  ]);
});

test("notes are not accepted: those of a draft are errors later", () => {
  const draft = "---\nnomous: memo\nstatus: draft\n---\nGAP\n";
  const baseline = baselineOf({ "a.md": draft });
  expect(baseline).toEqual([]);
  const review = documentsOf({ "a.md": draft.replace("draft", "in-review") });
  expect(applyBaseline(baseline, review).documents[0]?.findings).toHaveLength(1);
});

test("the file is sorted and has a line for each entry", () => {
  const text = encodeBaseline(baselineOf({ "b.md": "never\n", "a.md": "never\n\nalways\n\nnever\n" }));
  expect(text).toBe(`{
  "version": 1,
  "findings": [
    {"path":"a.md","rule":"word.always","line":"always","count":1},
    {"path":"a.md","rule":"word.never","line":"never","count":2},
    {"path":"b.md","rule":"word.never","line":"never","count":1}
  ]
}
`);
  expect(encodeBaseline([])).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
});

test("a baseline comes back from its file as it was, and knows everything it was made of", () => {
  const piece = fc.constantFrom(
    "never",
    "always",
    " ",
    "\t",
    "\r\n",
    '"',
    "\\",
    "|",
    "]]>",
    "%0A",
    "👩‍👩‍👧",
    "\u0007",
    "\uD800",
    "so ".repeat(200),
  );
  const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(text, text, (a, b) => {
      const documents = documentsOf({ "docs/a b.md": a, "日本.md": b, "c.md": AWKWARD });
      const baseline = createBaseline(documents);
      expect(decodeBaseline(encodeBaseline(baseline))).toEqual({ ok: true, value: baseline });
      const applied = applyBaseline(baseline, documents);
      expect(applied.documents.every(({ findings }) => findings.length === 0)).toBe(true);
      expect(applied.gone).toEqual([]);
      expect(applied.known).toBe(documents.flatMap(({ findings }) => findings).length);
    }),
    { seed: 7, numRuns: 200 },
  );
});

const problemsOf = (text: string): { at: string; message: string }[] => {
  const decoded = decodeBaseline(text);
  return decoded.ok ? [] : decoded.problems.map(({ from, to, message }) => ({ at: text.slice(from, to), message }));
};

test("a file of a newer version says so, and nothing else", () => {
  expect(problemsOf('{"version": 2, "known": {}}')).toEqual([
    {
      at: "2",
      message: "this baseline is of a newer nomous: update nomous, or write it again with nomous check --baseline",
    },
  ]);
});

test("a broken file says where and what was expected", () => {
  expect(problemsOf('{"version": 1, "findings": [{"path": "a.md", "rule": "a.b", "line": "x", "count": 0}]}')).toEqual([
    { at: "0", message: "expected at least 1, found 0" },
  ]);
  expect(problemsOf('{"version": "one", "findings": []}')).toEqual([
    { at: '"one"', message: 'expected 1, found "one"' },
  ]);
  expect(problemsOf('{"version": 1, "findings": [],}')).toHaveLength(1);
});
