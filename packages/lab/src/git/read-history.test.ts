import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { createObjectReader } from "./object-reader.ts";
import { type CommitRecord, readHistory } from "./read-history.ts";
import { renamesIn } from "./renames-in.ts";

async function recordsOf(directory: string, head = "HEAD", since?: string): Promise<CommitRecord[]> {
  const records: CommitRecord[] = [];
  expect(await readHistory({ directory, head, since, take: (record) => records.push(record) })).toBe(true);
  return records;
}

test("each commit is told with what it changed below a folder, a merge with what it brought, and a rename as both of its halves", async () => {
  await using folder = await makeFolder({ "w/a b.txt": "one\ntwo\nthree\n", "else.txt": "x" });
  folder.git(["init", "-q"]);
  const commit = (message: string): void => {
    folder.git(["add", "-A"]);
    folder.git(["commit", "-q", "-m", message]);
  };
  commit("First");
  folder.git(["checkout", "-q", "-b", "side"]);
  await folder.write("w/ü.txt", "side");
  commit("Side");
  folder.git(["checkout", "-q", "main"]);
  folder.git(["mv", "w/a b.txt", "w/c.txt"]);
  commit("Move\u0001d");
  folder.git(["merge", "-q", "--no-ff", "-m", "Both", "side"]);
  const records = await recordsOf(`${folder.root}/w`);
  const told = records.map(({ words, parents, changes }) => [
    words.split("\u0002").at(-1),
    parents.length,
    changes.map(({ path, blob }) => `${path}${blob === null ? " gone" : ""}`).toSorted(),
  ]);
  expect(told.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))).toEqual([
    ["Both", 2, ["ü.txt"]],
    ["First", 0, ["a b.txt"]],
    ["Move\u0001d", 1, ["a b.txt gone", "c.txt"]],
    ["Side", 1, ["ü.txt"]],
  ]);
  const move = records.find(({ words }) => words.includes("Move"));
  const first = records.find(({ words }) => words.includes("First"));
  const renames = await renamesIn(`${folder.root}/w`, [move?.commit ?? "", first?.commit ?? ""]);
  expect(renames.get(move?.commit ?? "")).toEqual(new Map([["a b.txt", "c.txt"]]));
  expect(await recordsOf(folder.root, "HEAD", "HEAD^1")).toHaveLength(2);
});

test("objects are read by their ids through one git, whatever is asked for that is not there", async () => {
  await using folder = await makeFolder({ "a.txt": "alpha\n", "b.bin": Buffer.from([0, 10, 0, 255]), "empty.txt": "" });
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  const id = (path: string): string => folder.git(["rev-parse", `:${path}`]).trim();
  await using objects = createObjectReader(folder.root);
  const asked = [id("a.txt"), "0".repeat(40), id("b.bin"), "no id", id("empty.txt"), id("a.txt")];
  const read = await Promise.all(asked.map((one) => objects.read(one)));
  expect(read.map((one) => one?.bytes.toString("latin1") ?? null)).toEqual([
    "alpha\n",
    null,
    "\0\n\0\xFF",
    null,
    "",
    "alpha\n",
  ]);
});
