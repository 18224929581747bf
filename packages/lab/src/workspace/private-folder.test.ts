import { readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { openPrivateFolder } from "./private-folder.ts";

const rulesIn = (root: string): Promise<string> => readFile(join(root, ".nomous/.gitignore"), "utf8");

test("git sees the reviews of the private folder and nothing else, and nobody else may look into it", async () => {
  await using folder = await makeFolder();
  folder.git(["init", "-q"]);
  expect(await openPrivateFolder(folder.root)).toBe(join(folder.root, ".nomous"));
  await folder.write(".nomous/reviews/a.jsonl", "{}\n");
  await folder.write(".nomous/nomous.db", "x");
  await folder.write(".nomous/locks/reviews/a.lock", "x");
  expect(folder.git(["ls-files", "--others", "--exclude-standard"])).toBe(".nomous/reviews/a.jsonl\n");
  expect((await stat(join(folder.root, ".nomous"))).mode & 0o777).toBe(0o700);
});

test("rules of the time before reviews are renewed, a person's own are kept", async () => {
  await using old = await makeFolder({ ".nomous/.gitignore": "*\n" });
  await openPrivateFolder(old.root);
  expect(await rulesIn(old.root)).toBe("/*\n!/reviews/\n");
  await using own = await makeFolder({ ".nomous/.gitignore": "*\n!notes.md\n" });
  await openPrivateFolder(own.root);
  expect(await rulesIn(own.root)).toBe("*\n!notes.md\n");
});

test("a link or a file in its place is refused and not written through", async () => {
  await using outside = await makeFolder();
  await using folder = await makeFolder();
  await symlink(outside.root, join(folder.root, ".nomous"));
  await expect(openPrivateFolder(folder.root)).rejects.toMatchObject({ code: "forbidden" });
  await expect(stat(join(outside.root, ".gitignore"))).rejects.toMatchObject({ code: "ENOENT" });
  await using other = await makeFolder({ ".nomous": "x" });
  await expect(openPrivateFolder(other.root)).rejects.toThrow("must be a folder and no link. Move it away.");
});

test("many may open it at once", async () => {
  await using folder = await makeFolder();
  await Promise.all(Array.from({ length: 20 }, () => openPrivateFolder(folder.root)));
  expect(await rulesIn(folder.root)).toBe("/*\n!/reviews/\n");
});
