import { execFileSync } from "node:child_process";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { lacks } from "@nomous/testkit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { holdFile, keepLateWrite, replaceFile } from "./held-file.ts";
import { prepareProcesses } from "./process-fixture.ts";
import { type Change, type ChangedDocument, changeDocument, createDocument } from "./write-document.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const isRoot = process.getuid?.() === 0;
const WRITER = JSON.stringify(new URL("write-document.ts", import.meta.url).href);

const changeIn = ({ root }: FolderFixture, path: string, change: Change): Promise<ChangedDocument> =>
  changeDocument({ root, name: "w" }, path, change, { pause });
const createIn = ({ root }: FolderFixture, path: string, text: string) =>
  createDocument({ root, name: "w" }, path, text);
const textIn = ({ root }: FolderFixture, path: string): Promise<string> => readFile(join(root, path), "utf8");
/** All files but those of the private folder; none may be left over. */
const filesIn = async ({ root }: FolderFixture): Promise<string[]> =>
  (await readdir(root, { recursive: true })).filter((path) => !path.startsWith(".nomous/")).toSorted();

describe("a change", () => {
  test("replaces the document and keeps its mode", async () => {
    await using folder = await makeFolder({ "docs/a.md": "# A\n" });
    await chmod(join(folder.root, "docs/a.md"), 0o640);
    const changed = await changeIn(folder, "docs/a.md", (text) => `${text}more\n`);
    expect(changed).toMatchObject({ path: "docs/a.md", text: "# A\nmore\n", isChanged: true, kept: null });
    expect(await textIn(folder, "docs/a.md")).toBe("# A\nmore\n");
    expect((await stat(join(folder.root, "docs/a.md"))).mode & 0o777).toBe(0o640);
    expect(await filesIn(folder)).toEqual([".nomous", "docs", "docs/a.md"]);
  });

  test.skipIf(lacks(isRoot, "root, who can give files away"))("keeps the owner", async () => {
    await using folder = await makeFolder({ "a.md": "a" });
    await chown(join(folder.root, "a.md"), 1234, 5678);
    await changeIn(folder, "a.md", () => "b");
    expect(await stat(join(folder.root, "a.md"))).toMatchObject({ uid: 1234, gid: 5678 });
  });

  test("that leaves the text as it is writes nothing", async () => {
    await using folder = await makeFolder({ "a.md": "\uFEFFa\r\n" });
    const before = await stat(join(folder.root, "a.md"), { bigint: true });
    expect(await changeIn(folder, "a.md", (text) => text)).toMatchObject({ isChanged: false, text: "\uFEFFa\r\n" });
    const after = await stat(join(folder.root, "a.md"), { bigint: true });
    expect([after.ino, after.mtimeNs, after.ctimeNs]).toEqual([before.ino, before.mtimeNs, before.ctimeNs]);
  });

  test("changes the bytes that it is about and no other, whatever the marks and line ends", async () => {
    await using folder = await makeFolder();
    const piece = fc.constantFrom("a", "文", "😀", "\r\n", "\n", "\r", "\t", " ", "\uFEFF", "\uFFFD", "é");
    const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (before, old, after) => {
        await folder.write("a.md", `${before}<${old}>${after}`);
        await changeIn(folder, "a.md", (whole) => whole.replace(/<[^]*>/, "<new>"));
        expect((await readFile(join(folder.root, "a.md"))).equals(Buffer.from(`${before}<new>${after}`))).toBe(true);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  test("that fails leaves the document and frees it", async () => {
    await using folder = await makeFolder({ "a.md": "a" });
    await expect(changeIn(folder, "a.md", () => Promise.reject(new Error("No.")))).rejects.toThrow("No.");
    await expect(changeIn(folder, "a.md", () => "\uD83D")).rejects.toThrow("cuts a character in half");
    expect((await changeIn(folder, "a.md", (text) => `${text}b`)).text).toBe("ab");
  });

  test("of what is not UTF-8 is refused, and the bytes stay", async () => {
    const bytes = Buffer.from("Gr\xfc\xdfe\n", "latin1");
    await using folder = await makeFolder({ "a.md": bytes });
    await expect(changeIn(folder, "a.md", () => "b")).rejects.toMatchObject({ code: "not-text" });
    expect((await readFile(join(folder.root, "a.md"))).equals(bytes)).toBe(true);
  });
});

test("12 processes edit one document at once, and every change lands", { timeout: 120_000 }, async () => {
  await using folder = await makeFolder({ "a.md": "# Log\n\n<!-- end -->\n" });
  const script = `
    import { changeDocument } from ${WRITER};
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    for (let i = 0; i < 10; i += 1)
      await changeDocument({ root: args[0], name: "w" }, "a.md", (text) =>
        text.replace("<!-- end -->", "* " + id + "." + i + "\\n<!-- end -->"), { pause, limitMs: 60000 });
  `;
  const processes = await prepareProcesses(12, script, [folder.root]);
  expect(new Set(await processes.run())).toEqual(new Set([0]));
  const lines = (await textIn(folder, "a.md")).split("\n").filter((line) => line.startsWith("* "));
  const wanted = Array.from({ length: 120 }, (_, i) => `* ${Math.floor(i / 10)}.${i % 10}`);
  expect(lines.toSorted()).toEqual(wanted.toSorted());
  expect(await filesIn(folder)).toEqual([".nomous", "a.md"]);
});

/** Changes the document in a way of its own while ours is being computed, the first time. */
const meanwhile =
  (act: () => Promise<void>): Change =>
  async (text) => {
    if (!text.includes("theirs")) await act();
    return `${text}ours\n`;
  };

describe("a program that knows no lock", () => {
  test("saves through a rename: both changes land", async () => {
    await using folder = await makeFolder({ "a.md": "a\n", "new.md": "a\ntheirs\n" });
    await changeIn(
      folder,
      "a.md",
      meanwhile(() => rename(join(folder.root, "new.md"), join(folder.root, "a.md"))),
    );
    expect(await textIn(folder, "a.md")).toBe("a\ntheirs\nours\n");
  });

  test("empties the file and writes it anew: both changes land", async () => {
    await using folder = await makeFolder({ "a.md": "a\n" });
    await changeIn(
      folder,
      "a.md",
      meanwhile(() => writeFile(join(folder.root, "a.md"), "a\ntheirs\n")),
    );
    expect(await textIn(folder, "a.md")).toBe("a\ntheirs\nours\n");
  });

  test("writes back the same length in the same moment: both changes land", async () => {
    await using folder = await makeFolder({ "a.md": "a ..... \n" });
    await changeIn(
      folder,
      "a.md",
      meanwhile(() => writeFile(join(folder.root, "a.md"), "a theirs\n")),
    );
    expect(await textIn(folder, "a.md")).toBe("a theirs\nours\n");
  });

  test("puts a link that leaves the workspace in its place: nothing is written through it or over it", async () => {
    await using outside = await makeFolder({ "a.md": "a\n" });
    await using folder = await makeFolder({ "a.md": "a\n" });
    const changed = changeIn(folder, "a.md", async (text) => {
      await rm(join(folder.root, "a.md"));
      await symlink(join(outside.root, "a.md"), join(folder.root, "a.md"));
      return `${text}ours\n`;
    });
    await expect(changed).rejects.toMatchObject({ code: "forbidden" });
    expect([await textIn(outside, "a.md"), await textIn(folder, "a.md")]).toEqual(["a\n", "a\n"]);
  });

  test("is in the middle of saving: a change that fails on the half is tried on the whole", async () => {
    await using folder = await makeFolder({ "a.md": "" });
    const changed = changeIn(folder, "a.md", async (text) => {
      if (text !== "") return `${text}ours\n`;
      await folder.write("a.md", "theirs\n");
      throw new Error("This is no document.");
    });
    expect((await changed).text).toBe("theirs\nours\n");
  });

  test("moves the file away to save: the change waits for it to come back", async () => {
    await using folder = await makeFolder({ "a.md": "a\n" });
    let saved = Promise.resolve();
    const changed = changeIn(folder, "a.md", (text) => {
      if (text === "a\n")
        saved = rm(join(folder.root, "a.md"))
          .then(() => pause(60))
          .then(() => folder.write("a.md", "theirs\n"));
      return pause(10).then(() => `${text}ours\n`);
    });
    expect((await changed).text).toBe("theirs\nours\n");
    await saved;
  });

  test("never stops changing it: that is told, and its last version stays", async () => {
    await using folder = await makeFolder({ "a.md": "0" });
    let count = 0;
    const changed = changeIn(folder, "a.md", async (text) => {
      count += 1;
      await folder.write("a.md", String(count));
      return `${text}ours`;
    });
    await expect(changed).rejects.toMatchObject({
      code: "changed",
      message: expect.stringContaining("8 times") as string,
    });
    expect([await textIn(folder, "a.md"), count, await filesIn(folder)]).toEqual(["8", 8, [".nomous", "a.md"]]);
  });

  test("removes the file: that is told, and it is not brought back", async () => {
    await using folder = await makeFolder({ "a.md": "a", "b.md": "b" });
    const changed = changeIn(folder, "a.md", async (text) => {
      await rm(join(folder.root, "a.md"));
      return `${text}ours`;
    });
    await expect(changed).rejects.toMatchObject({ code: "gone" });
    expect(await filesIn(folder)).toEqual([".nomous", "b.md"]);
  });

  test.skipIf(lacks(process.platform !== "win32", "a system that replaces files that are open"))(
    "writes into the old file in the moment when it is replaced: its version is kept beside it",
    async () => {
      await using folder = await makeFolder({ "docs/a.md": "a\n" });
      const workspace = { root: folder.root, name: "w" };
      await using held = await holdFile(workspace, "docs/a.md");
      await using theirs = await open(join(folder.root, "docs/a.md"), "r+");
      expect(await replaceFile(held, Buffer.from("ours\n"))).toBe(true);
      await theirs.truncate(0);
      const kept = keepLateWrite(held, pause);
      await pause(50);
      await theirs.writeFile("theirs\n");
      expect(await kept).toMatch(/docs\/a\.md\.kept-[0-9a-f]{8}$/);
      expect([await readFile((await kept) ?? "", "utf8"), await textIn(folder, "docs/a.md")]).toEqual([
        "theirs\n",
        "ours\n",
      ]);
    },
  );
});

describe("links", () => {
  test("inside the workspace stay, and what they lead to is changed", async () => {
    await using folder = await makeFolder({ "docs/a.md": "a\n" });
    await symlink("docs/a.md", join(folder.root, "link.md"));
    await changeIn(folder, "link.md", (text) => `${text}b\n`);
    expect([await readlink(join(folder.root, "link.md")), await textIn(folder, "docs/a.md")]).toEqual([
      "docs/a.md",
      "a\nb\n",
    ]);
  });

  test("that leave it are refused, and nothing is written there", async () => {
    await using outside = await makeFolder({ "a.md": "a" });
    await using folder = await makeFolder();
    await symlink(join(outside.root, "a.md"), join(folder.root, "link.md"));
    await symlink(outside.root, join(folder.root, "out"));
    for (const path of ["link.md", "out/a.md", "../a.md"])
      await expect(changeIn(folder, path, () => "b")).rejects.toMatchObject({ code: "forbidden" });
    for (const path of ["out/new.md", "out/new/b.md", "../b.md", ".git/a.md", ".nomous/a.md", ""])
      await expect(createIn(folder, path, "b")).rejects.toMatchObject({ code: "forbidden" });
    expect([await textIn(outside, "a.md"), await filesIn(outside)]).toEqual(["a", ["a.md"]]);
  });
});

describe("what may not be written stays as it is, and nothing is left over", () => {
  test("a read-only file, for root too", async () => {
    await using folder = await makeFolder({ "a.md": "a" });
    await chmod(join(folder.root, "a.md"), 0o444);
    await expect(changeIn(folder, "a.md", () => "b")).rejects.toMatchObject({
      code: "unwritable",
      message: "a.md is read-only. Make it writable to change it.",
    });
    expect([await textIn(folder, "a.md"), await filesIn(folder)]).toEqual(["a", [".nomous", "a.md"]]);
  });

  test.skipIf(lacks(!isRoot, "a user who is not root, for whom a folder can be read-only"))(
    "a read-only folder",
    async () => {
      await using folder = await makeFolder({ "docs/a.md": "a" });
      await chmod(join(folder.root, "docs"), 0o555);
      await expect(changeIn(folder, "docs/a.md", () => "b")).rejects.toMatchObject({ code: "unwritable" });
      await expect(createIn(folder, "docs/b.md", "b")).rejects.toMatchObject({ code: "unwritable" });
      await chmod(join(folder.root, "docs"), 0o755);
      expect(await filesIn(folder)).toEqual([".nomous", "docs", "docs/a.md"]);
    },
  );

  test("a folder in the place of the document", async () => {
    await using folder = await makeFolder({ "docs/a.md/b.md": "b" });
    await expect(changeIn(folder, "docs/a.md", () => "b")).rejects.toMatchObject({ code: "not-text" });
    await expect(createIn(folder, "docs/a.md", "b")).rejects.toMatchObject({ code: "exists" });
  });

  test.skipIf(lacks(process.platform === "linux", "a shell that limits the size of files"))(
    "a file for which there is no room",
    async () => {
      await using folder = await makeFolder({ "a.md": "a\n" });
      const script = `
      import { changeDocument, createDocument } from ${WRITER};
      const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      const workspace = { root: process.argv[1], name: "w" };
      const told = (error) => console.log(error.code + ": " + error.message);
      await changeDocument(workspace, "a.md", (text) => text.padEnd(100000), { pause }).catch(told);
      await createDocument(workspace, "b.md", "".padEnd(100000)).catch(told);
    `;
      const limited = `trap "" XFSZ; ulimit -f 8; exec "$0" "$@"`;
      const argv = ["-c", limited, process.execPath, "--input-type=module", "-e", script, folder.root];
      expect(execFileSync("sh", argv, { encoding: "utf8" }).split("\n")).toEqual([
        "full: a.md cannot be written: there is no room for it. Nothing was changed.",
        "full: b.md cannot be written: there is no room for it. Nothing was changed.",
        "",
      ]);
      expect([await textIn(folder, "a.md"), await filesIn(folder)]).toEqual(["a\n", [".nomous", "a.md"]]);
    },
  );

  test("a workspace whose private folder cannot be made", async () => {
    await using folder = await makeFolder({ "a.md": "a", ".nomous": "a file" });
    await expect(changeIn(folder, "a.md", () => "b")).rejects.toMatchObject({ code: "forbidden" });
    expect(await textIn(folder, "a.md")).toBe("a");
  });
});

describe("a new document", () => {
  test("is made with its folders", async () => {
    await using folder = await makeFolder();
    expect(await createIn(folder, "docs/plans/a.md", "# A\r\n")).toMatchObject({
      path: "docs/plans/a.md",
      text: "# A\r\n",
    });
    expect([await textIn(folder, "docs/plans/a.md"), await filesIn(folder)]).toEqual([
      "# A\r\n",
      ["docs", "docs/plans", "docs/plans/a.md"],
    ]);
  });

  test("never replaces anything, not even a link that leads nowhere", async () => {
    await using folder = await makeFolder({ "a.md": "a", "docs/b.md": "b" });
    await symlink("nowhere.md", join(folder.root, "link.md"));
    await mkdir(join(folder.root, "folder.md"));
    for (const path of ["a.md", "link.md", "folder.md"])
      await expect(createIn(folder, path, "x")).rejects.toMatchObject({
        code: "exists",
        message: `${path} exists already. Choose another name, or edit it.`,
      });
    await expect(createIn(folder, "a.md/b.md", "x")).rejects.toMatchObject({ code: "unwritable" });
    expect((await lstat(join(folder.root, "link.md"))).isSymbolicLink()).toBe(true);
    expect(await filesIn(folder)).toEqual(["a.md", "docs", "docs/b.md", "folder.md", "link.md"]);
  });

  test("that 12 make at once is made by one, whole", async () => {
    await using folder = await makeFolder();
    const made = await Promise.allSettled(
      Array.from({ length: 12 }, (_, i) => createIn(folder, "docs/a.md", String(i).repeat(50_000))),
    );
    const winners = made.flatMap((each) => (each.status === "fulfilled" ? [each.value.text] : []));
    expect(winners).toEqual([await textIn(folder, "docs/a.md")]);
    expect(await filesIn(folder)).toEqual(["docs", "docs/a.md"]);
  });

  test("goes where a link inside the workspace leads", async () => {
    await using folder = await makeFolder({ "docs/a.md": "a" });
    await symlink("docs", join(folder.root, "link"));
    await createIn(folder, "link/new/b.md", "b");
    expect(await textIn(folder, "docs/new/b.md")).toBe("b");
  });
});
