import { appendFile, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { contentHash } from "../document/content-hash.ts";
import { prepareProcesses } from "../document/process-fixture.ts";
import { makeFolder } from "../folder-fixture.ts";
import type { Approval } from "./review.ts";
import { appendReview, readReviews, reviewPathOf } from "./review-file.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const workspaceOf = ({ root }: { root: string }) => ({ root, name: "w" });

const approval = (document: string, content: string, more: Partial<Approval> = {}): Approval => ({
  v: 1,
  type: "approval",
  document,
  state: "approved",
  hash: contentHash(content),
  person: "Ada",
  at: "2026-01-31T09:30:00+01:00",
  ...more,
});

async function writeReviews(root: string, document: string, text: string): Promise<void> {
  const file = join(root, reviewPathOf(document));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

test("reviews are read as they were written, oldest first, with keys that are not known here", async () => {
  await using folder = await makeFolder();
  expect(await readReviews(workspaceOf(folder), "docs/a.md")).toMatchObject({ reviews: [], problems: [] });
  const written = [
    approval("docs/a.md", "one", { commit: "0123abc" }),
    approval("docs/a.md", "two", { person: "Grüße \u2028 文", ticket: { id: 7 } }),
  ];
  for (const review of written) await appendReview(workspaceOf(folder), review, { pause });
  expect(await readReviews(workspaceOf(folder), "docs/a.md")).toEqual({
    path: reviewPathOf("docs/a.md"),
    reviews: written,
    approvals: written.map((one, i) => ({ approval: one, path: reviewPathOf("docs/a.md"), line: i + 1 })),
    conflicts: [],
    records: [],
    problems: [],
  });
  expect((await readReviews(workspaceOf(folder), "docs/b.md")).reviews).toEqual([]);
});

test("git sees them", async () => {
  await using folder = await makeFolder();
  folder.git(["init", "-q"]);
  await appendReview(workspaceOf(folder), approval("docs/a.md", "one"), { pause });
  expect(folder.git(["ls-files", "--others", "--exclude-standard"])).toBe(`${reviewPathOf("docs/a.md")}\n`);
});

test("each line that is not understood is told with its number, and the others count", async () => {
  await using folder = await makeFolder();
  const good = JSON.stringify(approval("a.md", "one"));
  const lines = [
    good,
    "<<<<<<< ours",
    '{"v":1,"type":"appr',
    JSON.stringify({ ...approval("a.md", "one"), hash: "abc" }),
    JSON.stringify({ v: 2, type: "vote" }),
    JSON.stringify({ ...approval("a.md", "one"), type: "vote" }),
    JSON.stringify(approval("b.md", "one")),
    JSON.stringify({ ...approval("a.md", "one"), at: "2026-01-31 09:30" }),
    "",
    good,
  ];
  await writeReviews(folder.root, "a.md", `${lines.join("\r\n")}\r\n`);
  const { reviews, problems } = await readReviews(workspaceOf(folder), "a.md");
  expect(reviews).toHaveLength(2);
  expect(problems).toEqual([
    { line: 2, message: "expected a value: text stands in double quotes" },
    { line: 3, message: "this text is not closed: expected a double quote on the same line" },
    { line: 4, message: "expected the 64 hexadecimal digits of a content hash" },
    { line: 5, message: "written by a newer version of Nomous (format 2): update Nomous to read it" },
    { line: 6, message: 'expected one of approval, conflict, verification, found "vote"' },
    { line: 7, message: "this is about b.md, not about a.md" },
    {
      line: 8,
      message: 'expected a date and time with its zone, such as 2026-01-31T09:30:00+01:00, found "2026-01-31 09:30"',
    },
  ]);
});

test("an edit that is not put together is open until a later line of its id says something else", async () => {
  await using folder = await makeFolder();
  const conflict = { v: 1, type: "conflict", document: "a.md", status: "open", id: "c1", line: 4, section: "Goals" };
  const lines = [
    conflict,
    { ...conflict, id: "c2" },
    { v: 3, type: "conflict", document: "a.md", status: "open", theirs: { text: "x" } },
    { ...conflict, status: "resolved" },
  ];
  await writeReviews(folder.root, "a.md", lines.map((line) => JSON.stringify(line)).join("\n"));
  const { conflicts, problems, approvals } = await readReviews(workspaceOf(folder), "a.md");
  expect([problems, approvals]).toEqual([[], []]);
  const path = reviewPathOf("a.md");
  const unknown = { kind: "", people: null, merged: "" };
  expect(conflicts).toEqual([
    { line: 4, about: "Goals", place: `${path}:2`, id: "c2", ...unknown },
    { line: null, about: "", place: `${path}:3`, id: "", ...unknown },
  ]);
});

test("two lines that were torn together are one that nobody understands", async () => {
  await using folder = await makeFolder();
  const good = JSON.stringify(approval("a.md", "one"));
  await writeReviews(folder.root, "a.md", `${good}${good}\n`);
  expect(await readReviews(workspaceOf(folder), "a.md")).toMatchObject({ approvals: [], problems: [{ line: 1 }] });
});

test("a line that was never finished does not swallow the next", async () => {
  await using folder = await makeFolder();
  await appendReview(workspaceOf(folder), approval("a.md", "one"), { pause });
  await appendFile(join(folder.root, reviewPathOf("a.md")), '{"v":1,');
  await appendReview(workspaceOf(folder), approval("a.md", "two"), { pause });
  const { reviews, problems } = await readReviews(workspaceOf(folder), "a.md");
  expect([reviews.length, problems.map(({ line }) => line)]).toEqual([2, [2]]);
});

describe("the file of a document", () => {
  test("has a readable name that every system can have, and no two documents have the same", () => {
    expect(reviewPathOf("docs/plans/2026-01-31-sync.md")).toMatch(
      /^\.nomous\/reviews\/docs-plans-2026-01-31-sync\.md-[0-9a-f]{8}\.jsonl$/,
    );
    const similar = ["a/b.md", "a-b.md", "a--b.md", "A/b.md", "a\\b.md", "a b.md", "a:b.md", `${"x/".repeat(200)}b.md`];
    const names = [...similar, "文".repeat(100), "😀".repeat(100)].map((path) =>
      reviewPathOf(path).slice(".nomous/reviews/".length),
    );
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) {
      expect(name).toMatch(/^[\p{L}\p{N}._-]+$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
    }
  });

  test("is the same on systems that spell letters differently", () => {
    expect(reviewPathOf("docs/Gr\u00fc\u00dfe.md")).toBe(reviewPathOf("docs/Gru\u0308\u00dfe.md"));
  });
});

test("6 processes that approve at once each leave their line", { timeout: 120_000 }, async () => {
  await using folder = await makeFolder();
  const script = `
    import { appendReview } from ${JSON.stringify(new URL("review-file.ts", import.meta.url).href)};
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    const review = ${JSON.stringify(approval("a.md", "one"))};
    for (let i = 0; i < 3; i += 1)
      await appendReview({ root: args[0], name: "w" }, { ...review, person: id + "." + i }, { pause, limitMs: 60000 });
  `;
  const processes = await prepareProcesses(6, script, [folder.root]);
  expect(new Set(await processes.run())).toEqual(new Set([0]));
  const { reviews, problems } = await readReviews(workspaceOf(folder), "a.md");
  expect(problems).toEqual([]);
  expect(new Set(reviews.map(({ person }) => person)).size).toBe(18);
});

test("a link in the place of the folder or the file is not written through", async () => {
  await using outside = await makeFolder({ "a.jsonl": "x" });
  await using folder = await makeFolder({ ".nomous/.gitignore": "*\n" });
  await symlink(outside.root, join(folder.root, ".nomous/reviews"));
  await expect(appendReview(workspaceOf(folder), approval("a.md", "one"), { pause })).rejects.toMatchObject({
    code: "forbidden",
  });
  await using other = await makeFolder({ ".nomous/reviews/b.jsonl": "" });
  await symlink(join(outside.root, "a.jsonl"), join(other.root, reviewPathOf("a.md")));
  await expect(appendReview(workspaceOf(other), approval("a.md", "one"), { pause })).rejects.toMatchObject({
    code: "unwritable",
  });
  expect([await readdir(outside.root), await readFile(join(outside.root, "a.jsonl"), "utf8")]).toEqual([
    ["a.jsonl"],
    "x",
  ]);
});
