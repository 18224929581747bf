import { mkdir, symlink, truncate } from "node:fs/promises";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { listMarkdown } from "./list-documents.ts";

const FILES = {
  ".gitignore": "ignored/\n",
  "b.md": "b",
  "a.md": "a",
  "docs/plan.markdown": "x",
  "docs/a.ts": "x",
  "docs/old/note.md": "x",
  "ignored/made.md": "x",
  "vendor/lib/README.md": "x",
  "node_modules/p/README.md": "x",
  "latin1.md": Buffer.from("Gr\xfc\xdfe", "latin1"),
};

/** What is listed when a person in `below` names `paths`. */
async function listed(root: string, paths: readonly string[] = [], below = ""): Promise<string[]> {
  const named = { paths, cwd: join(root, below) };
  return [...(await listMarkdown({ root, name: "w" }, { ignore: ["vendor/", "*.old.md"] }, named)).paths];
}

describe("without names", () => {
  test("all Markdown is listed but what git or the settings ignore, in the order of its paths", async () => {
    await using folder = await makeFolder(FILES);
    const wanted = ["a.md", "b.md", "docs/old/note.md", "docs/plan.markdown", "latin1.md"];
    expect(await listed(folder.root)).toEqual(wanted);
    folder.git(["init", "-q"]);
    expect(await listed(folder.root)).toEqual(wanted);
  });

  test("copies of other projects and what tests need are left out, unless somebody names them", async () => {
    await using folder = await makeFolder({
      "a.md": "a",
      "vendor.md": "a",
      "third_party/b/README.md": "b",
      "pkg/testdata/c.md": "c",
      "tests/fixtures/d.md": "d",
    });
    expect(await listed(folder.root)).toEqual(["a.md", "vendor.md"]);
    expect(await listed(folder.root, ["tests/fixtures"])).toEqual(["tests/fixtures/d.md"]);
    expect(await listed(folder.root, ["third_party/b/README.md"])).toEqual(["third_party/b/README.md"]);
  });

  test("a file that cannot be checked is listed all the same, so that it is told", async () => {
    await using folder = await makeFolder({ "large.md": "x", "nul.md": "a\0b" });
    await truncate(join(folder.root, "large.md"), 20 * 1024 * 1024);
    expect(await listed(folder.root)).toEqual(["large.md", "nul.md"]);
  });

  test("a folder below with settings of its own is another workspace, and told", async () => {
    await using folder = await makeFolder({
      "nomous.yaml": "",
      "a.md": "a",
      "packages/web/nomous.yaml": "",
      "packages/web/docs/b.md": "b",
      "packages/web-old/c.md": "c",
    });
    const listing = await listMarkdown({ root: folder.root, name: "w" }, { ignore: [] });
    expect(listing).toEqual({ paths: ["a.md", "packages/web-old/c.md"], otherWorkspaces: ["packages/web"] });
  });
});

describe("what a person names is taken", () => {
  test("relative to where they are, with \\ too, each once", async () => {
    await using folder = await makeFolder(FILES);
    expect(await listed(folder.root, ["docs"])).toEqual(["docs/old/note.md", "docs/plan.markdown"]);
    expect(await listed(folder.root, ["..\\b.md", "old\\", "old/note.md"], "docs")).toEqual([
      "b.md",
      "docs/old/note.md",
    ]);
    expect(await listed(folder.root, [join(folder.root, "a.md")], "docs")).toEqual(["a.md"]);
    expect(await listed(folder.root, ["."], "docs/old")).toEqual(["docs/old/note.md"]);
  });

  test("also when it is ignored, or is not called Markdown", async () => {
    await using folder = await makeFolder({ ...FILES, "x.old.md": "x" });
    folder.git(["init", "-q"]);
    expect(await listed(folder.root, ["ignored/made.md", "docs/a.ts", "x.old.md"])).toEqual([
      "docs/a.ts",
      "ignored/made.md",
      "x.old.md",
    ]);
    expect(await listed(folder.root, ["ignored", "vendor", "node_modules/p"])).toEqual([
      "ignored/made.md",
      "node_modules/p/README.md",
      "vendor/lib/README.md",
    ]);
  });

  test("and in another workspace below", async () => {
    await using folder = await makeFolder({ "web/nomous.yaml": "", "web/docs/b.md": "b", "web/c.md": "c" });
    expect(await listed(folder.root, ["web/docs/b.md"])).toEqual(["web/docs/b.md"]);
    expect(await listed(folder.root, ["web"])).toEqual(["web/c.md", "web/docs/b.md"]);
  });

  test("by where a link leads", async () => {
    await using folder = await makeFolder(FILES);
    await symlink("docs/old", join(folder.root, "link"));
    expect(await listed(folder.root, ["link/note.md", "docs/old/note.md"])).toEqual(["docs/old/note.md"]);
    expect(await listed(folder.root, ["link"])).toEqual(["docs/old/note.md"]);
  });
});

describe("a name is refused with a reason when it", () => {
  test("does not exist", async () => {
    await using folder = await makeFolder(FILES);
    await expect(listed(folder.root, ["a.md", "docs\\gone.md"])).rejects.toMatchObject({
      code: "not-found",
      message: "docs\\gone.md does not exist.",
    });
  });

  test("lies outside the workspace, directly or through a link", async () => {
    await using outside = await makeFolder({ "a.md": "x" });
    await using folder = await makeFolder({ "docs/a.md": "x" });
    await symlink(outside.root, join(folder.root, "out"));
    for (const path of [relative(folder.root, join(outside.root, "a.md")), "out", "out/a.md", ".."])
      await expect(listed(folder.root, [path])).rejects.toMatchObject({
        code: "forbidden",
        message: `${path} lies outside the workspace ${folder.root}. Name a path inside it.`,
      });
  });

  test("belongs to git or to Nomous, or is a socket or the like", async () => {
    await using folder = await makeFolder({ ".nomous/reviews/a.md": "x" });
    await mkdir(join(folder.root, ".git"));
    for (const path of [".git", ".nomous/reviews", ".nomous/reviews/a.md"])
      await expect(listed(folder.root, [path])).rejects.toMatchObject({ code: "forbidden" });
  });
});
