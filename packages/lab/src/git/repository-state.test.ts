import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { repositoryState } from "./repository-state.ts";

const commit = (folder: Awaited<ReturnType<typeof makeFolder>>, subject: string): string => {
  folder.git(["commit", "-q", "--allow-empty", "-m", subject]);
  return folder.git(["rev-parse", "--short", "HEAD"]).trim();
};

test("a directory without git, one without a commit and one with commits are told apart", async () => {
  await using folder = await makeFolder({ "sub/a.md": "a" });
  expect(await repositoryState(folder.root)).toEqual({ status: "none" });
  folder.git(["init", "-q"]);
  expect(await repositoryState(folder.root)).toEqual({ status: "empty", branch: "main" });
  const first = commit(folder, "first");
  expect(await repositoryState(join(folder.root, "sub"))).toEqual({
    status: "committed",
    branch: "main",
    commit: first,
    recent: [{ commit: first, subject: "first" }],
  });
  expect(await repositoryState(join(folder.root, "gone"))).toEqual({ status: "none" });
});

test("the last five commits come newest first, on no branch too", async () => {
  await using folder = await makeFolder();
  folder.git(["init", "-q"]);
  const commits = ["1", "2", "3", "4", "5", "6"].map((subject) => ({ commit: commit(folder, subject), subject }));
  folder.git(["checkout", "-q", "--detach"]);
  const recent = commits.toReversed().slice(0, 5);
  expect(await repositoryState(folder.root)).toEqual({
    status: "committed",
    branch: null,
    commit: recent[0]?.commit,
    recent,
  });
});

test("a subject is text: what would steer a terminal is taken out", async () => {
  await using folder = await makeFolder();
  folder.git(["init", "-q"]);
  folder.git(["commit", "-q", "--allow-empty", "-m", "Grüße 文 \u001B[31mred\u0007 | x\n\nbody"]);
  expect(await repositoryState(folder.root)).toMatchObject({ recent: [{ subject: "Grüße 文  [31mred  | x" }] });
});

test("no program that the repository names is started, not even to look at a signature", async () => {
  await using folder = await makeFolder();
  folder.git(["init", "-q"]);
  commit(folder, "signed");
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n";
  await folder.write("commit", folder.git(["cat-file", "commit", "HEAD"]).replace("\n\n", `\n${signature}`));
  folder.git(["update-ref", "HEAD", folder.git(["hash-object", "-t", "commit", "-w", "commit"]).trim()]);
  const mark = join(folder.root, "started");
  await folder.write("verify.sh", `#!/bin/sh\ntouch "${mark}"\n`);
  await chmod(join(folder.root, "verify.sh"), 0o755);
  folder.git(["config", "log.showSignature", "true"]);
  folder.git(["config", "gpg.program", join(folder.root, "verify.sh")]);
  expect(await repositoryState(folder.root)).toMatchObject({ recent: [{ subject: "signed" }] });
  expect(existsSync(mark)).toBe(false);
});
