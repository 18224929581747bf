import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { ownerOf } from "./owners.ts";

const RULES = `# Who looks after what
*            @all
/docs/       @docs ada@example.org   # the writers
docs/*       @direct
*.md         @markdown
/specs/**/api.md  @api
with\\ blank/ @blank
[Section] @section
nobody.md
!b.md        @never
Docs/        @case
`;

test.each([
  ["src/a.ts", "@all"],
  ["docs/deep/a.txt", "@docs ada@example.org"],
  ["docs/a.txt", "@direct"],
  ["docs/b.md", "@markdown"],
  ["specs/one/two/api.md", "@api"],
  ["with blank/a.txt", "@blank"],
  ["nobody.md", null],
])("the last rule that matches %s says %s", async (path, owner) => {
  await using folder = await makeFolder({ CODEOWNERS: RULES });
  expect(await ownerOf({ root: folder.root, name: "w" }, path)).toBe(owner);
});

test("rules are those of the repository, for a package in it too; the folder .github goes first", async () => {
  await using folder = await makeFolder({
    CODEOWNERS: "* @root",
    ".github/CODEOWNERS": "/packages/web/docs/ @web\r\n",
    "docs/CODEOWNERS": "* @docs",
    "packages/web/docs/a.md": "",
  });
  folder.git(["init", "-q"]);
  expect(await ownerOf({ root: join(folder.root, "packages/web"), name: "web" }, "docs/a.md")).toBe("@web");
  expect(await ownerOf({ root: folder.root, name: "w" }, "a.md")).toBeNull();
});

test("without rules nobody owns anything, and rules outside the repository are not read", async () => {
  await using outside = await makeFolder({ CODEOWNERS: "* @eve" });
  await using folder = await makeFolder({ "a.md": "" });
  expect(await ownerOf({ root: folder.root, name: "w" }, "a.md")).toBeNull();
  await symlink(join(outside.root, "CODEOWNERS"), join(folder.root, "CODEOWNERS"));
  expect(await ownerOf({ root: folder.root, name: "w" }, "a.md")).toBeNull();
});
