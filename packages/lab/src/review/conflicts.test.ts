import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { prepareProcesses } from "../document/process-fixture.ts";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { decideConflict } from "./decide-conflict.ts";
import { findConflicts, type FoundConflict } from "./find-conflicts.ts";
import type { KnownConflict } from "./known-conflict.ts";
import { mirrorConflicts } from "./mirror-conflicts.ts";
import { readAllReviews } from "./moved-approvals.ts";
import { readReviews, reviewPathOf } from "./review-file.ts";
import { wordChanges } from "./word-changes.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const workspaceOf = ({ root }: FolderFixture) => ({ root, name: "w" });
const PATH = "docs/a.md";

const at = 1_764_000_000_000;
const idOf = (number: number): string => `0199c1d2-7a3b-7c4d-8e5f-${String(number).padStart(12, "0")}`;
const resolution = (person: string, more: Partial<KnownConflict["resolutions"][number]> = {}) => ({
  choice: "mine" as const,
  text: "Ten\n",
  actor: { person, client: "k" },
  at: at + 9,
  ...more,
});

const known = (number = 1, more: Partial<KnownConflict["conflict"]> = {}): KnownConflict => ({
  conflict: {
    conflict: idOf(number),
    kind: "overlap",
    section: "Goals",
    line: 3,
    base: 'Five "rows"\nof \u2028 文\n',
    mine: "Ten\n",
    theirs: "Twenty\n",
    merged: "TenTwenty\n",
    who: {
      mine: [{ actor: { person: "Ada" }, at: [at, at + 1], edits: 2 }],
      theirs: [{ actor: { person: "Ben", agent: "file" }, at: [at, at], edits: 1 }],
    },
    ...more,
  },
  at: at + 5,
  resolutions: [],
});

const mirror = (folder: FolderFixture, all: readonly KnownConflict[], path = PATH): Promise<void> =>
  mirrorConflicts(workspaceOf(folder), path, all, { pause });
const linesOf = async (folder: FolderFixture, path = PATH): Promise<string[]> =>
  (await readFile(join(folder.root, reviewPathOf(path)), "utf8")).trimEnd().split("\n");
const found = async (folder: FolderFixture): Promise<FoundConflict[]> =>
  findConflicts(workspaceOf(folder), await readAllReviews(workspaceOf(folder)));
const told = (all: readonly FoundConflict[]): string[] =>
  all.map(({ document, number, isOpen, isGone }) =>
    [document, number, isOpen ? "open" : "decided", ...(isGone ? ["gone"] : [])].join(" "),
  );
async function append(folder: FolderFixture, path: string, text: string): Promise<void> {
  const file = join(folder.root, reviewPathOf(path));
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, text);
}

test("a conflict is a line with both sides, who wrote them and when, and without anybody's key", async () => {
  await using folder = await makeFolder({ [PATH]: "# A\n" });
  const one = known();
  await mirror(folder, [one]);
  const { details } = (await readReviews(workspaceOf(folder), PATH)).records[0] ?? {};
  expect(details).toEqual({
    v: 1,
    type: "conflict",
    document: PATH,
    id: idOf(1),
    status: "open",
    kind: "overlap",
    section: "Goals",
    line: 3,
    base: one.conflict.base,
    mine: "Ten\n",
    theirs: "Twenty\n",
    merged: "TenTwenty\n",
    who: {
      mine: [{ person: "Ada", at: ["2025-11-24T16:00:00.000Z", "2025-11-24T16:00:00.001Z"], edits: 2 }],
      theirs: [
        { person: "Ben", agent: "file", at: ["2025-11-24T16:00:00.000Z", "2025-11-24T16:00:00.000Z"], edits: 1 },
      ],
    },
    at: "2025-11-24T16:00:00.005Z",
  });
  await mirror(folder, [{ ...one, resolutions: [resolution("Cem"), resolution("Dee", { at: at + 10 })] }]);
  const lines = await linesOf(folder);
  expect(lines).toHaveLength(2);
  expect(JSON.parse(lines[1] ?? "")).toMatchObject({
    status: "resolved",
    choice: "mine",
    text: "Ten\n",
    by: { person: "Cem" },
    second: [{ by: { person: "Dee" } }],
  });
  expect(lines.join("")).not.toContain('"k"');
});

test("what the lines say already is not written again, and what changed is", async () => {
  await using folder = await makeFolder();
  await mirror(folder, []);
  expect(await readAllReviews(workspaceOf(folder))).toEqual([]);
  const all = [known(1), known(2)];
  for (let i = 0; i < 3; i += 1) await mirror(folder, all);
  expect(await linesOf(folder)).toHaveLength(2);
  await mirror(folder, [known(1), known(2, { merged: "TwentyTen\n" })]);
  await mirror(folder, [known(2, { merged: "TwentyTen\n" })]);
  expect(told(await found(folder))).toEqual([`${PATH} 1 open gone`, `${PATH} 2 open gone`]);
  expect(await linesOf(folder)).toHaveLength(3);
});

test("what somebody decided in another copy of the repository is never taken back, and the first decision counts", async () => {
  await using folder = await makeFolder();
  await mirror(folder, [known()]);
  const decision = {
    choice: "theirs",
    text: "Twenty\n",
    by: { person: "Eve" },
    at: "2025-11-24T16:00:00.007Z",
  } as const;
  const decide = (id: string, more = {}) =>
    decideConflict(workspaceOf(folder), PATH, id, { ...decision, ...more }, { pause });
  expect(await decide(idOf(1))).toEqual(decision);
  expect(await decide(idOf(2))).toBeNull();
  for (let i = 0; i < 2; i += 1) await mirror(folder, [known()]);
  expect(await linesOf(folder)).toHaveLength(2);
  for (let i = 0; i < 2; i += 1) await mirror(folder, [{ ...known(), resolutions: [resolution("Ada")] }]);
  const lines = await linesOf(folder);
  expect(lines).toHaveLength(3);
  expect(JSON.parse(lines[2] ?? "")).toMatchObject({
    choice: "theirs",
    by: { person: "Eve" },
    second: [{ choice: "mine", by: { person: "Ada" } }],
  });
  expect(await decide(idOf(1), { by: { person: "Fay" } })).toEqual(decision);
  expect(JSON.parse((await linesOf(folder)).at(-1) ?? "")).toMatchObject({ second: [{}, { by: { person: "Fay" } }] });
});

test("a decision that nobody made does not close one that is open on the bridge", async () => {
  await using folder = await makeFolder();
  await mirror(folder, [known()]);
  await append(
    folder,
    PATH,
    `${JSON.stringify({ type: "conflict", document: PATH, id: idOf(1), status: "resolved" })}\n`,
  );
  await mirror(folder, [known()]);
  expect(told(await found(folder))).toEqual([`${PATH} 1 open gone`]);
});

test("forged and broken lines change nothing of what is written, and are passed over", async () => {
  await using folder = await makeFolder({ [PATH]: "# A\n" });
  const own = JSON.stringify({ type: "conflict", document: PATH, id: 7, status: "open", who: 3, merged: [] });
  const hostile = [
    '{"v":1,"type":"conf',
    "<<<<<<< ours",
    JSON.stringify({ type: "conflict", document: "b.md", id: idOf(1), status: "open" }),
    JSON.stringify({ type: "conflict", document: PATH, id: { toString: 1 }, status: "open" }),
    `{"type":"conflict","document":"${PATH}","status":"open","id":"__proto__","__proto__":{"isOpen":false}}`,
    `[${"[".repeat(5_000)}`,
    own,
    "\uFFFD\u001b[2J",
    own.slice(0, 20),
  ];
  await append(folder, PATH, hostile.join("\n"));
  await writeFile(join(folder.root, reviewPathOf("docs/c.md")), Buffer.from([0xff, 0xfe, 0x22, 10]));
  await mirror(folder, [known()]);
  await mirror(folder, [known()]);
  expect((await linesOf(folder)).slice(0, -1).join("\n")).toBe(hostile.join("\n"));
  const { records, conflicts, problems } = await readReviews(workspaceOf(folder), PATH);
  expect(records.map(({ id, details }) => [id, details !== null])).toEqual([
    ["__proto__", false],
    ["7", false],
    [idOf(1), true],
  ]);
  expect(conflicts.map(({ id, people }) => [id, people])).toEqual([
    ["__proto__", null],
    ["7", null],
    [idOf(1), ["Ada", "a program"]],
  ]);
  expect(problems).toHaveLength(hostile.length - 2);
});

test("a document that is moved takes its conflicts along, and back, and each is open once", async () => {
  await using folder = await makeFolder({ [PATH]: "# A\n" });
  const move = (from: string, to: string): Promise<void> => rename(join(folder.root, from), join(folder.root, to));
  const all = [known(1), { ...known(2), resolutions: [resolution("Ada")] }];
  await mirror(folder, all);
  await move(PATH, "docs/b.md");
  // Until the bridge knows, the conflict is nowhere else.
  expect(told(await found(folder))).toEqual([`${PATH} 1 open gone`, `${PATH} 2 decided gone`]);
  await mirror(folder, all, "docs/b.md");
  await mirror(folder, all, "docs/b.md");
  expect(told(await found(folder))).toEqual(["docs/b.md 1 open", "docs/b.md 2 decided"]);
  expect((await linesOf(folder)).slice(2).map((line) => JSON.parse(line) as unknown)).toEqual([
    { v: 1, type: "conflict", document: PATH, id: idOf(1), status: "moved", to: "docs/b.md" },
  ]);
  // Another document in the old place has nothing to do with it.
  await folder.write(PATH, "# Another\n");
  expect(told(await found(folder)).filter((one) => one.includes("open"))).toEqual(["docs/b.md 1 open"]);
  await move("docs/b.md", PATH);
  await mirror(folder, all);
  expect(told(await found(folder))).toEqual([`${PATH} 1 open`, `${PATH} 2 decided`]);
});

test("2 processes that write the same conflicts at once leave each of them once", { timeout: 60_000 }, async () => {
  await using folder = await makeFolder();
  const url = new URL("mirror-conflicts.ts", import.meta.url).href;
  const all = Array.from({ length: 5 }, (_, i) => known(i));
  const script = `
    import { mirrorConflicts } from ${JSON.stringify(url)};
    const waiting = { pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), limitMs: 60000 };
    const all = ${JSON.stringify(all)};
    for (let i = 1; i <= all.length; i += 1)
      await mirrorConflicts({ root: args[0], name: "w" }, "docs/a.md", all.slice(0, i), waiting);
  `;
  const processes = await prepareProcesses(2, script, [folder.root]);
  expect(new Set(await processes.run())).toEqual(new Set([0]));
  const { records, problems } = await readReviews(workspaceOf(folder), PATH);
  expect([problems, records.map(({ id }) => id)]).toEqual([[], all.map(({ conflict }) => conflict.conflict)]);
  expect(await linesOf(folder)).toHaveLength(all.length);
});

const words = (before: string, after: string): string =>
  wordChanges(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : `${kind === "removed" ? "-" : "+"}[${text}]`))
    .join("");

test("changed words are told one by one, and texts that have nothing in common as two texts", () => {
  expect(words("kept for an hour, then gone\n", "kept for 7 days, then gone\n")).toBe(
    "kept for -[an]+[7] -[hour]+[days], then gone\n",
  );
  expect([words("", "a"), words("a", ""), words("", "")]).toEqual(["+[a]", "-[a]", ""]);
  const [one, two] = ["a ", "b "].map((word) => word.repeat(2_000));
  expect(wordChanges(one ?? "", two ?? "").length).toBe(2);
});
