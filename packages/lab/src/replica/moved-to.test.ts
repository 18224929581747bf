import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { sha256 } from "../document/content-hash.ts";
import { movedTo } from "./moved-to.ts";

const TEXT = Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join("");
const EDITED = TEXT.replace("line 3", "line three").replace("line 4", "line four");
const find = ({ root }: FolderFixture, isFree: (path: string) => boolean = () => true) =>
  movedTo({ root, name: "w" }, { path: "docs/a.md", hash: sha256(TEXT), text: TEXT }, isFree);

test("a file with the same bytes is where it went, unless it is another document or there are two", async () => {
  await using folder = await makeFolder({ "docs/new.md": TEXT, "docs/other.md": "other\n" });
  expect(await find(folder)).toBe("docs/new.md");
  expect(await find(folder, (path) => path !== "docs/new.md")).toBeNull();
  await folder.write("docs/copy.md", TEXT);
  expect(await find(folder)).toBeNull();
  await folder.write("archive/a.md", TEXT);
  expect(await find(folder)).toBe("archive/a.md");
});

test("outside git one that has half of its lines is, when no other has", async () => {
  await using folder = await makeFolder({ "docs/new.md": EDITED, "docs/other.md": "line 1\nother\n" });
  expect(await find(folder)).toBe("docs/new.md");
  await folder.write("docs/second.md", EDITED);
  expect(await find(folder)).toBeNull();
});

test("in a repository git says which, staged or committed, over several steps", async () => {
  await using folder = await makeFolder({ "docs/a.md": TEXT });
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  folder.git(["commit", "-qm", "one"]);
  folder.git(["mv", "docs/a.md", "docs/b.md"]);
  await folder.write("docs/b.md", EDITED);
  folder.git(["add", "."]);
  expect(await find(folder)).toBe("docs/b.md");
  folder.git(["commit", "-qm", "two"]);
  folder.git(["mv", "docs/b.md", "docs/c.md"]);
  expect(await find(folder)).toBe("docs/c.md");
});

test("in a repository a file that was committed before is not new, however like it is", async () => {
  await using folder = await makeFolder({ "docs/a.md": TEXT, "docs/twin.md": EDITED });
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  folder.git(["commit", "-qm", "one"]);
  await rm(join(folder.root, "docs/a.md"));
  expect(await find(folder)).toBeNull();
  await folder.write("docs/new.md", EDITED);
  expect(await find(folder)).toBe("docs/new.md");
  await rename(join(folder.root, "docs/new.md"), join(folder.root, "docs/newer.md"));
  expect(await find(folder)).toBe("docs/newer.md");
});
