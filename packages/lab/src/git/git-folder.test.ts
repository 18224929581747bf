import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { findGitFolder, headCommit, rememberGitFolder } from "./git-folder.ts";
import { createGitIdle } from "./git-idle.ts";

async function makeRepository(): Promise<FolderFixture> {
  const folder = await makeFolder({ "docs/a.md": "a\n" });
  folder.git(["init", "-q"]);
  return folder;
}

const head = (folder: FolderFixture, below = ""): string => folder.git(["rev-parse", "HEAD"], below).trim();

test("HEAD is the commit that git says: on a branch, packed, detached, below the top, in a work tree of its own", async () => {
  await using folder = await makeRepository();
  expect(await headCommit(folder.root)).toBeNull();
  folder.git(["add", "."]);
  folder.git(["commit", "-qm", "one"]);
  expect(await headCommit(folder.root)).toBe(head(folder));
  expect(await headCommit(join(folder.root, "docs"))).toBe(head(folder));
  folder.git(["pack-refs", "--all"]);
  expect(await headCommit(folder.root)).toBe(head(folder));
  folder.git(["worktree", "add", "-q", "-b", "feature/x", "tree"]);
  await folder.write("tree/docs/b.md", "b\n");
  folder.git(["add", "."], "tree");
  folder.git(["commit", "-qm", "two"], "tree");
  expect(await headCommit(join(folder.root, "tree/docs"))).toBe(head(folder, "tree"));
  expect(await headCommit(folder.root)).not.toBe(head(folder, "tree"));
  folder.git(["checkout", "-q", "--detach"]);
  expect(await headCommit(folder.root)).toBe(head(folder));
});

test("without a repository there is no HEAD, and nothing to wait for", async () => {
  await using folder = await makeFolder();
  expect(await headCommit(folder.root)).toBeNull();
  const idle = createGitIdle(
    () => findGitFolder(folder.root),
    () => Promise.reject(new Error("It waits.")),
  );
  expect(await idle(new AbortController().signal)).toBe(false);
});

test("a command of git is waited for until its lock is gone, ten seconds at the most, and the same lock once", async () => {
  await using folder = await makeRepository();
  const lock = join(folder.root, ".git/index.lock");
  let waitedMs = 0;
  const find = (): ReturnType<typeof findGitFolder> => findGitFolder(folder.root);
  const idle = createGitIdle(find, async (ms) => {
    waitedMs += ms;
    if (waitedMs === 200) await rm(lock);
  });
  const { signal } = new AbortController();
  expect(await idle(signal)).toBe(false);
  await writeFile(lock, "");
  expect([await idle(signal), waitedMs]).toEqual([true, 200]);
  await writeFile(lock, "");
  expect([await idle(signal), waitedMs]).toEqual([true, 10_200]);
  expect([await idle(signal), waitedMs]).toEqual([false, 10_200]);
});

test("a repository that comes is seen two seconds after the last look at the latest, and its commits at once", async () => {
  await using folder = await makeFolder({ "docs/a.md": "a\n" });
  let now = 0;
  const find = rememberGitFolder(folder.root, () => now);
  expect(await headCommit(folder.root, find)).toBeNull();
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  folder.git(["commit", "-qm", "one"]);
  now = 2_000;
  expect(await headCommit(folder.root, find)).toBe(head(folder));
  folder.git(["commit", "-qm", "two", "--allow-empty"]);
  expect(await headCommit(folder.root, find)).toBe(head(folder));
});
