import { expect, test } from "vitest";
import { documentId, overview } from "./document-fixture.ts";
import { approvalMark, committedText, moveText, problemMarks, shortMark, stateMark } from "./document-words.ts";
import { filterOf, libraryRows, valuesOf } from "./library-rows.ts";
import { nextStepOf, nextText } from "./next-step.ts";
import { withOpened } from "./opened-documents.ts";
import { recentDocuments } from "./recent-documents.ts";

const NOW = new Date(2026, 10, 28).getTime();

const paths = (search: string) =>
  libraryRows(DOCUMENTS, filterOf(new URLSearchParams(search)), freshnessOf).map(({ path }) => path);
const freshnessOf = (path: string) => (path === "specs/a.md" ? ("needs-review" as const) : undefined);
const DOCUMENTS = [
  overview("specs/b.md", { title: "Batched frames 10", committed: { first: "2026-01-01", last: "2026-11-02" } }),
  overview("specs/a.md", { title: "Batched frames 9", committed: null }),
  overview("docs/plans/c.md", {
    title: "Roll out",
    type: "plan",
    state: { name: "done", label: "Done", stage: "closed" },
    committed: { first: "2026-01-01", last: "2026-11-05" },
  }),
];

test("documents are sorted by title, numbers in their order; by type; and by change, uncommitted first", () => {
  expect(paths("")).toEqual(["specs/a.md", "specs/b.md", "docs/plans/c.md"]);
  expect(paths("sort=type")).toEqual(["docs/plans/c.md", "specs/a.md", "specs/b.md"]);
  expect(paths("sort=changed")).toEqual(["specs/a.md", "docs/plans/c.md", "specs/b.md"]);
  expect(paths("sort=nothing")).toEqual(paths(""));
});

test("a filter wants all words in title or path, the type, the state, and how fresh it is", () => {
  expect(paths("text=BATCHED+specs+9")).toEqual(["specs/a.md"]);
  expect(paths("type=plan")).toEqual(["docs/plans/c.md"]);
  expect(paths("state=Done")).toEqual(["docs/plans/c.md"]);
  expect(paths("text=frames&type=plan")).toEqual([]);
  expect(paths("rests=needs-review")).toEqual(["specs/a.md"]);
  expect(paths("rests=fresh")).toEqual([]);
  expect(valuesOf(DOCUMENTS, ({ state }) => state?.label)).toEqual(["Done", "Draft (WIP)"]);
});

const at = (name: string, stage: string) => stateMark(overview("a.md", { state: { name, label: name, stage } })).glyph;

test("a state is told by its word and by the mark of its stage", () => {
  expect([at("draft", "draft"), at("rfc", "review"), at("approved", "approved"), at("done", "closed")]).toEqual([
    "draft",
    "review",
    "approved",
    "finished",
  ]);
  expect(at("rejected", "closed")).toBe("ended");
  expect(stateMark(overview("a.md", { state: null })).text).toBe("no state");
});

const short = (rest: Parameters<typeof overview>[1], freshness?: Parameters<typeof shortMark>[1]) =>
  shortMark(overview("a.md", rest), freshness)?.text;

test("an approval that the text has left says so, before anything else", () => {
  const problems = { error: 2, warning: 0, note: 1 };
  expect(approvalMark(overview("a.md", { approval: "stale" }))?.text).toBe("approved, edited since");
  expect(short({ approval: "stale", problems }, "broken")).toBe("edited since");
  expect(short({ approval: "valid", problems }, "broken")).toBe("broken");
  expect(short({ approval: "valid", problems }, "fresh")).toBe("2 errors");
  expect(short({ approval: "valid" }, "fresh")).toBe("as approved");
  expect([short({}, "fresh"), short({})]).toEqual(["fresh", undefined]);
  expect(problemMarks(overview("a.md", { problems })).map(({ text }) => text)).toEqual(["2 errors", "1 note"]);
});

test("what is in no commit says so", () => {
  expect(committedText(overview("a.md", { committed: null }), NOW)).toBe("not committed");
  expect(committedText(overview("a.md"), NOW)).toBe("committed 20 Nov");
});

test.each([
  ["Write Goals (line 23)", "Write Goals (line 23)", "write"],
  ["Fix 2 errors (line 12)", "Fix 2 errors (line 12)", "write"],
  ['Move on: nomous status "specs/a b.md" in-review', "Move it to In Review (RFC)", "state"],
  ["Move on: nomous new plan --from a.md", "Begin the plan from it", "begin"],
  ["Nothing to do", "Nothing to do", "nothing"],
  ["Move on: nomous status a.md nowhere", "Move on: nomous status a.md nowhere", "write"],
])("the step “%s” is told as “%s”", (next, text, kind) => {
  const document = overview("a.md", { next });
  expect([nextText(document), nextStepOf(document).kind]).toEqual([text, kind]);
});

test("the rail shows what was opened last, then what changed last, and moves nothing that is there", () => {
  const [b, a, c] = DOCUMENTS.map((document, n) => ({ ...document, document: documentId(n) }));
  if (b === undefined || a === undefined || c === undefined) throw new Error("three documents");
  expect(recentDocuments([b, a, c], []).map(({ path }) => path)).toEqual([a.path, c.path, b.path]);
  expect(recentDocuments([b, a, c], [b.document]).map(({ path }) => path)).toEqual([b.path, a.path, c.path]);
  expect(withOpened([b.document, a.document], a.document)).toEqual([b.document, a.document]);
  const many = Array.from({ length: 20 }, (_, n) => documentId(n));
  expect(withOpened(many, documentId(7)).slice(0, 2)).toEqual([documentId(7), documentId(0)]);
  expect(withOpened(many, documentId(99))).toHaveLength(20);
});

test("a move names the state and what stands in its way", () => {
  expect(moveText({ label: "Approved", isApproval: true }, 4)).toBe("Approve, 4 checks fail");
  expect(moveText({ label: "Approved", isApproval: true }, 1)).toBe("Approve, 1 check fails");
  expect(moveText({ label: "In review", isApproval: false }, 0)).toBe("Move to In review");
});
