import { mkdir, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { findWorkspaceRoot, groupByWorkspace } from "./find-root.ts";

/** The root that is found from `below`, relative to `top`. */
async function rootFrom(top: string, below: string): Promise<string> {
  const { root } = await findWorkspaceRoot(join(top, below));
  return root === top ? "." : root.slice(top.length + 1);
}

describe("the workspace of a folder is", () => {
  test("the nearest folder above with a nomous.yaml, also below a repository", async () => {
    await using folder = await makeFolder({
      ".git/HEAD": "",
      "nomous.yaml": "",
      "packages/web/nomous.yaml": "",
      "packages/web/docs/deep/a.md": "",
      "packages/server/docs/a.md": "",
    });
    expect(await rootFrom(folder.root, "packages/web/docs/deep")).toBe("packages/web");
    expect(await rootFrom(folder.root, "packages/web")).toBe("packages/web");
    expect(await rootFrom(folder.root, "packages/server/docs")).toBe(".");
  });

  test("else the nearest that a bridge serves or that is a repository, a work tree or a submodule", async () => {
    await using folder = await makeFolder({
      ".git/HEAD": "",
      "served/.nomous/nomous.db": "",
      "served/docs/a.md": "",
      "linked/.git": "gitdir: /elsewhere\n",
      "linked/docs/a.md": "",
      "reviewed/.nomous/reviews/a.jsonl": "",
    });
    expect(await rootFrom(folder.root, "served/docs")).toBe("served");
    expect(await rootFrom(folder.root, "linked/docs")).toBe("linked");
    expect(await rootFrom(folder.root, "reviewed")).toBe(".");
  });

  test("else the folder itself", async () => {
    await using folder = await makeFolder({ "a/b/c.md": "" });
    expect(await findWorkspaceRoot(join(folder.root, "a/b"))).toEqual({ root: join(folder.root, "a/b"), name: "b" });
  });

  test("found from where a link leads, and a folder that is called nomous.yaml settles nothing", async () => {
    await using folder = await makeFolder({ "real/nomous.yaml": "", "real/docs/a.md": "" });
    await mkdir(join(folder.root, "real/docs/nomous.yaml"));
    await symlink(join(folder.root, "real/docs"), join(folder.root, "link"));
    expect(await rootFrom(folder.root, "link")).toBe("real");
  });
});

test("a folder that is not there has no workspace", async () => {
  await using folder = await makeFolder();
  await expect(findWorkspaceRoot(join(folder.root, "gone"))).rejects.toMatchObject({ code: "not-found" });
});

test("what a person names goes to the workspace that it belongs to, with \\ too; what does not exist to that of the folder", async () => {
  await using folder = await makeFolder({ "nomous.yaml": "", "web/nomous.yaml": "", "web/docs/a.md": "", "b.md": "" });
  const groups = await groupByWorkspace(folder.root, ["web\\docs\\a.md", "b.md", "web/docs", "gone/c.md"]);
  expect(groups.map(({ workspace, paths }) => [workspace.name, paths])).toEqual([
    ["web", ["web\\docs\\a.md", "web/docs"]],
    [basename(folder.root), ["b.md", "gone/c.md"]],
  ]);
});
