import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { gitStatus, personName } from "./git-status.ts";

test("branch and changed files are those of the folder", async () => {
  await using folder = await makeFolder({ "a.md": "a", "sub/b.md": "b" });
  folder.git(["init", "-q"]);
  expect(await gitStatus(folder.root)).toEqual({ branch: "main", changed: 2 });
  folder.git(["add", "."]);
  folder.git(["commit", "-q", "-m", "first"]);
  expect(await gitStatus(folder.root)).toEqual({ branch: "main", changed: 0 });
  await folder.write("a.md", "changed");
  await folder.write("sub/new.md", "new");
  expect(await gitStatus(folder.root)).toEqual({ branch: "main", changed: 2 });
  expect(await gitStatus(join(folder.root, "sub"))).toEqual({ branch: "main", changed: 1 });
  folder.git(["checkout", "-q", "--detach"]);
  const commit = folder.git(["rev-parse", "HEAD"]).slice(0, 8);
  expect((await gitStatus(folder.root))?.branch).toBe(commit);
});

test("without a repository there is no status, and the person is whom git or the system names", async () => {
  await using folder = await makeFolder({ "a.md": "a" });
  expect(await gitStatus(folder.root)).toBeNull();
  folder.git(["init", "-q"]);
  folder.git(["config", "user.name", "Grace Hopper"]);
  expect(await personName(folder.root)).toBe("Grace Hopper");
  expect(await personName(join(folder.root, "gone"))).toBe(userInfo().username);
});

test("counting changes starts no program that the repository names", async () => {
  await using folder = await makeFolder({ "a.txt": "a\n", ".gitattributes": "*.txt filter=evil\n" });
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  folder.git(["commit", "-q", "-m", "first"]);
  const mark = join(folder.root, ".git", "started");
  folder.git(["config", "filter.evil.clean", `touch "${mark}"; cat`]);
  folder.git(["config", "filter.evil.required", "true"]);
  folder.git(["config", "core.fsmonitor", `touch "${mark}"; false`]);
  await folder.write("a.txt", "b\n");
  expect(await gitStatus(folder.root)).toEqual({ branch: "main", changed: 1 });
  expect(existsSync(mark)).toBe(false);
});
