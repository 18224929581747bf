import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { createWorktrees } from "./worktrees.ts";

test("only its own work trees are forgotten, not one that is on a disk that is away", async () => {
  await using folder = await makeFolder({ a: "1" });
  folder.git(["init", "--quiet"]);
  folder.git(["add", "."]);
  folder.git(["commit", "--quiet", "-m", "One"]);
  const listed = (): number => folder.git(["worktree", "list"]).trim().split("\n").length;
  const other = join(folder.root, "other");
  folder.git(["worktree", "add", "--quiet", "--detach", other]);
  await rename(other, `${other}-away`);
  const commit = folder.git(["rev-parse", "HEAD"]).trim();
  const dead = createWorktrees(folder.root);
  const { folder: left } = await dead.open(commit, null);
  // A session that died half way through tidying up.
  await rm(join(left, ".git"));
  {
    await using worktrees = createWorktrees(folder.root);
    expect(await worktrees.open(commit, null)).toEqual({ folder: left, isNew: true });
    expect(listed()).toBe(3);
  }
  expect(listed()).toBe(2);
  await rename(`${other}-away`, other);
  expect(folder.git(["-C", other, "rev-parse", "HEAD"]).trim()).toBe(commit);
});
