import { once } from "node:events";
import { chmod, rm, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { lacks } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { listFiles } from "./list-files.ts";

const pathsIn = async (root: string): Promise<string[]> => [...(await listFiles(root)).files.keys()].toSorted();

const RULES = {
  ".gitignore": "*.log\nout/\n/only-here.md\n!keep.log\n",
  "a.md": "a",
  "noise.log": "x",
  "keep.log": "x",
  "out/built.js": "x",
  "only-here.md": "x",
  "sub/only-here.md": "x",
  "sub/.gitignore": "*.tmp\n!noise.log\nlocal/*\n!local/keep.txt\n",
  "sub/noise.log": "x",
  "sub/x.tmp": "x",
  "sub/local/drop.txt": "x",
  "sub/local/keep.txt": "x",
  "x.tmp": "x",
  "node_modules/p/index.js": "x",
  ".nomous/nomous.md": "x",
  "Grüße/naïve 文.md": "x",
  "UPPER.LOG": "x",
};
const RULED = [
  ".gitignore",
  "Grüße/naïve 文.md",
  "UPPER.LOG",
  "a.md",
  "keep.log",
  "sub/.gitignore",
  "sub/local/keep.txt",
  "sub/noise.log",
  "sub/only-here.md",
  "x.tmp",
];

describe("ignore rules", () => {
  test("git's own answer is taken in a work tree, tracked or not", async () => {
    await using folder = await makeFolder(RULES);
    folder.git(["init", "-q"]);
    folder.git(["add", "a.md", "keep.log"]);
    expect(await pathsIn(folder.root)).toEqual(RULED);
  });

  test("without git the same rules give the same files", async () => {
    await using folder = await makeFolder(RULES);
    expect(await pathsIn(folder.root)).toEqual(RULED);
  });

  test("without git, .ignore counts too, and what tools leave behind is left out", async () => {
    await using folder = await makeFolder({
      ".ignore": "drafts/\n",
      "drafts/a.md": "x",
      "dist/a.js": "x",
      "b.md": "x",
    });
    expect(await pathsIn(folder.root)).toEqual([".ignore", "b.md"]);
  });

  test("a folder that its repository ignores is walked when it is opened itself", async () => {
    await using folder = await makeFolder({ ".gitignore": "data/\n", "data/a.md": "x", "data/deep/b.md": "x" });
    folder.git(["init", "-q"]);
    expect(await pathsIn(join(folder.root, "data"))).toEqual(["a.md", "deep/b.md"]);
  });

  test("a folder below the top of a work tree lists only what is in it", async () => {
    await using folder = await makeFolder({ "a.md": "x", "sub/b.md": "x" });
    folder.git(["init", "-q"]);
    expect(await pathsIn(join(folder.root, "sub"))).toEqual(["b.md"]);
  });
});

describe("repositories in the repository", () => {
  test("are listed by their own rules", async () => {
    await using folder = await makeFolder({
      "a.md": "x",
      "nested/.gitignore": "no.md\n",
      "nested/no.md": "x",
      "nested/yes.md": "x",
    });
    folder.git(["init", "-q"]);
    folder.git(["init", "-q"], "nested");
    expect(await pathsIn(folder.root)).toEqual(["a.md", "nested/.gitignore", "nested/yes.md"]);
  });

  test("a submodule is listed, one that was not fetched is empty", async () => {
    await using module = await makeFolder({ "lib.ts": "x" });
    module.git(["init", "-q"]);
    module.git(["add", "."]);
    module.git(["commit", "-q", "-m", "lib"]);
    await using folder = await makeFolder({ "a.md": "x" });
    folder.git(["init", "-q"]);
    for (const name of ["here", "gone"])
      folder.git(["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module.root, name]);
    await rm(join(folder.root, "gone/.git"));
    await rm(join(folder.root, "gone/lib.ts"));
    expect(await pathsIn(folder.root)).toEqual([".gitmodules", "a.md", "here/lib.ts"]);
  });
});

test("[Q3] a link is not followed, wherever it leads", async () => {
  await using outside = await makeFolder({ "passwd.md": "x" });
  await using folder = await makeFolder({ "a.md": "x" });
  await symlink(outside.root, join(folder.root, "out"));
  await symlink(join(outside.root, "passwd.md"), join(folder.root, "one.md"));
  await symlink("a.md", join(folder.root, "inside.md"));
  await symlink(".", join(folder.root, "loop"));
  const walked = await listFiles(folder.root);
  expect([[...walked.files.keys()], walked.leftOut.link]).toEqual([["a.md"], 4]);
  folder.git(["init", "-q"]);
  folder.git(["add", "."]);
  expect(await pathsIn(folder.root)).toEqual(["a.md"]);
});

test("what is no text, too large, secret or special is left out and counted; pictures are listed apart", async () => {
  await using folder = await makeFolder({
    "a.ts": "x",
    "empty.txt": "",
    "nul.dat": Buffer.from([65, 0, 66]),
    "latin1.txt": Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]),
    "picture.png": "not even a picture",
    "cut.md": Buffer.concat([Buffer.alloc(8 * 1024 - 1, "a"), Buffer.from("é and on")]),
    "log.txt": Buffer.alloc(2 * 1024 * 1024 + 1, "a"),
    ".env": "TOKEN=1",
    ".env.example": "TOKEN=",
    "keys/server.pem": "x",
  });
  const server = createServer().listen(join(folder.root, "pipe.txt"));
  await once(server, "listening");
  const { files, images, leftOut } = await listFiles(folder.root);
  expect(images.map(({ path }) => path)).toEqual(["picture.png"]);
  expect([...files.values()].map(({ path, kind }) => `${path} ${kind}`).toSorted()).toEqual([
    ".env.example other",
    "a.ts source",
    "cut.md markdown",
    "empty.txt other",
  ]);
  expect(leftOut).toEqual({ secret: 2, large: 1, binary: 2, link: 0, special: 1, unreadable: 0, "too-many": 0 });
  server.close();
});

test.skipIf(lacks(process.getuid?.() !== 0, "a user who is not root, from whom files can be closed"))(
  "what cannot be opened is counted",
  async () => {
    await using folder = await makeFolder({ "a.md": "x", "closed.md": "x", "folder/b.md": "x" });
    await chmod(join(folder.root, "closed.md"), 0);
    await chmod(join(folder.root, "folder"), 0);
    const { files, leftOut } = await listFiles(folder.root);
    await chmod(join(folder.root, "folder"), 0o700);
    expect([[...files.keys()], leftOut.unreadable]).toEqual([["a.md"], 2]);
  },
);

test("nothing in the environment or the repository's settings leads git elsewhere or starts a program", async () => {
  await using elsewhere = await makeFolder({ "other.md": "x" });
  elsewhere.git(["init", "-q"]);
  await using folder = await makeFolder({ "a.md": "x" });
  folder.git(["init", "-q"]);
  folder.git(["config", "core.fsmonitor", `touch ${folder.root}/started; false`]);
  process.env["GIT_DIR"] = join(elsewhere.root, ".git");
  try {
    expect(await pathsIn(folder.root)).toEqual(["a.md"]);
  } finally {
    delete process.env["GIT_DIR"];
  }
  expect(await pathsIn(folder.root)).toEqual(["a.md"]);
});

test("a repository that git refuses is walked", async () => {
  await using folder = await makeFolder({
    ".gitignore": "no.md\n",
    "no.md": "x",
    "yes.md": "x",
    ".git": "gitdir: /nowhere\n",
  });
  expect(await pathsIn(folder.root)).toEqual([".gitignore", "yes.md"]);
});

test("a file that did not change keeps its entry, one that did gets another", async () => {
  await using folder = await makeFolder({ "a.md": "x", "b.md": "x" });
  const before = await listFiles(folder.root);
  await folder.write("b.md", "changed");
  const after = await listFiles(folder.root, before.files);
  expect(after.files.get("a.md")).toBe(before.files.get("a.md"));
  expect(after.files.get("b.md")).toMatchObject({ sizeBytes: 7 });
});

test("a tree of 5,000 files is listed; how long it takes is printed", async () => {
  const files = Array.from({ length: 5_000 }, (_, i) => [
    `folder-${i % 50}/file-${i}.ts`,
    `export const n${i} = ${i};\n`,
  ]);
  await using folder = await makeFolder(Object.fromEntries(files) as Record<string, string>);
  const started = performance.now();
  const first = await listFiles(folder.root);
  const between = performance.now();
  await listFiles(folder.root, first.files);
  console.log(`5,000 files: ${Math.round(between - started)} ms, again ${Math.round(performance.now() - between)} ms`);
  expect(first.files.size).toBe(5_000);
});
