import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { existingCommits } from "./existing-commits.ts";

const workspaceOf = ({ root }: { root: string }) => ({ root, name: "w" });
const UNKNOWN = "0123456789abcdef0123456789abcdef01234567";

test("a commit exists by its whole or shortened id; trees, names and options do not", async () => {
  await using folder = await makeFolder({ "a.md": "x" });
  expect(await existingCommits(workspaceOf(folder), [UNKNOWN])).toEqual(new Map());
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  folder.git(["commit", "-q", "-m", "first"]);
  const id = folder.git(["rev-parse", "HEAD"]).trim();
  const tree = folder.git(["rev-parse", "HEAD^{tree}"]).trim();
  const asked = [UNKNOWN, id, id.slice(0, 7), tree, "HEAD", "--all", "a\nb", ""];
  const answers = await existingCommits(workspaceOf(folder), asked);
  expect([...answers].filter(([, exists]) => exists).map(([asked]) => asked)).toEqual([id, id.slice(0, 7)]);
  expect([...answers.keys()]).toEqual(asked);
});

test("what a shallow clone does not have cannot be told", async () => {
  await using origin = await makeFolder();
  origin.git(["init", "-q"]);
  for (const subject of ["first", "second"]) origin.git(["commit", "-q", "--allow-empty", "-m", subject]);
  await using clone = await makeFolder();
  clone.git(["clone", "-q", "--depth=1", `file://${origin.root}`, "."]);
  const [last, first] = [origin.git(["rev-parse", "HEAD"]).trim(), origin.git(["rev-parse", "HEAD~"]).trim()];
  expect([...(await existingCommits(workspaceOf(clone), [first, last]))]).toEqual([[last, true]]);
});

test("nothing is fetched to find out, whatever the repository's settings allow", async () => {
  await using origin = await makeFolder({ "a.md": "x" });
  origin.git(["init", "-q"]);
  origin.git(["add", "."]);
  origin.git(["commit", "-q", "-m", "first"]);
  origin.git(["config", "uploadpack.allowFilter", "true"]);
  await using clone = await makeFolder();
  clone.git(["clone", "-q", "--filter=blob:none", `file://${origin.root}`, "."]);
  const mark = join(clone.root, "fetched");
  clone.git(["config", "remote.origin.url", `ext::sh -c touch% ${mark}`]);
  clone.git(["config", "protocol.ext.allow", "always"]);
  await existingCommits(workspaceOf(clone), [UNKNOWN]);
  expect(existsSync(mark)).toBe(false);
});
