import { rename, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { readLines } from "../workspace/read-lines.ts";
import { type IndexStatus, LiveIndex, type Passage } from "./live-index.ts";

const quiet = (): void => undefined;
const ask = (root: string, query: string): Promise<Passage[]> => new LiveIndex(root, quiet).search(query, 8, false);
const hash = (n: number): string => `${n}`.padStart(12, "0").padEnd(40, "abc");
const places = (passages: readonly Passage[]): string[] =>
  passages.map(({ path, line, endLine }) => `${path}:${line}-${endLine}`);

test("a passage is the file's lines, exactly", async () => {
  const lines = Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? "" : `needle ${i} Größe`));
  await using folder = await makeFolder({
    "lf.txt": lines.join("\n"),
    "crlf.ts": `\uFEFF// needle\r\n${lines.join("\r\n")}\r\n`,
    "doc.md": `# Notes\r\n${lines.join("\n")}`,
  });
  const passages = await ask(folder.root, "needle größe");
  expect(passages.length).toBeGreaterThan(3);
  for (const { path, line, endLine, text } of passages) {
    const read = await readLines({ root: folder.root, name: "w" }, path, line, endLine);
    expect(text).toBe(read.lines.join("\n"));
  }
});

describe("the disk as it is now", () => {
  test("new, changed, renamed and deleted files are seen by the next search", async () => {
    await using folder = await makeFolder({ "a.md": "zebra here\n", "b.md": "nothing\n" });
    const index = new LiveIndex(folder.root, quiet);
    expect(places(await index.search("zebra", 8, false))).toEqual(["a.md:1-1"]);
    await folder.write("a.md", "first\n\nzebra moved\n");
    await folder.write("c.md", "one more zebra\n");
    expect(places(await index.search("zebra", 8, false)).toSorted()).toEqual(["a.md:1-3", "c.md:1-1"]);
    await rm(join(folder.root, "a.md"));
    await rename(join(folder.root, "c.md"), join(folder.root, "d.md"));
    expect(places(await index.search("zebra", 8, false))).toEqual(["d.md:1-1"]);
  });

  test("even when nobody looked again, no stale line is quoted", async () => {
    await using folder = await makeFolder({ "a.md": "zebra here\n", "b.md": "zebra too\n" });
    const index = new LiveIndex(folder.root, quiet);
    await index.search("zebra", 8, false);
    await folder.write("a.md", "gone it is\n");
    await rm(join(folder.root, "b.md"));
    expect(await index.search("zebra", 8, true)).toEqual([]);
  });

  test("a change that keeps size and time of the file is seen", async () => {
    await using folder = await makeFolder({ "a.md": "zebra\n" });
    const then = new Date(1_000_000_000_000);
    await utimes(join(folder.root, "a.md"), then, then);
    const index = new LiveIndex(folder.root, quiet);
    await index.search("zebra", 8, false);
    await folder.write("a.md", "tiger\n");
    await utimes(join(folder.root, "a.md"), then, then);
    expect(places(await index.search("tiger", 8, false))).toEqual(["a.md:1-1"]);
  });

  test("a folder that goes away fails with its name and works when it is back", async () => {
    await using folder = await makeFolder({ "w/a.md": "zebra\n" });
    const reported: IndexStatus[] = [];
    const root = join(folder.root, "w");
    const index = new LiveIndex(root, (status) => reported.push(status));
    await index.search("zebra", 8, false);
    await rename(root, `${root}2`);
    await expect(index.search("zebra", 8, false)).rejects.toMatchObject({
      code: "not-found",
      message: `The folder ${root} does not exist.`,
    });
    expect(reported.at(-1)?.index).toMatchObject({ state: "failed", why: `The folder ${root} does not exist.` });
    await rename(`${root}2`, root);
    expect(places(await index.search("zebra", 8, false))).toEqual(["a.md:1-1"]);
  });
});

test("progress counts files and ends with ready", async () => {
  await using folder = await makeFolder(
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.md`, `text ${i}`])),
  );
  const reported: IndexStatus[] = [];
  await new LiveIndex(folder.root, (status) => reported.push(status)).refresh();
  const done = reported.map(({ index }) => index.done);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(done.length).toBeGreaterThan(3);
  expect(reported.at(-1)).toMatchObject({
    files: { markdown: 20, source: 0, other: 0 },
    index: { state: "ready", done: 20, total: 20 },
  });
});

describe("what is asked", () => {
  test("a phrase in quotation marks must occur, over a line break too", async () => {
    await using folder = await makeFolder({
      "a.md": "first commit,\nthen send\n",
      "b.md": "then commit and first send\n",
    });
    expect(places(await ask(folder.root, '"commit, then SEND"'))).toEqual(["a.md:1-2"]);
    expect(await ask(folder.root, '"send first"')).toEqual([]);
  });

  test("a file that is named goes first", async () => {
    await using folder = await makeFolder({
      "src/log.ts": "// the cursor of a log\n",
      "src/tail.ts": "// cursor cursor cursor of the tail: cursor\n",
    });
    expect((await ask(folder.root, "cursor"))[0]?.path).toBe("src/tail.ts");
    expect((await ask(folder.root, "where is the cursor in src/log.ts?"))[0]?.path).toBe("src/log.ts");
  });

  test("words that stand nowhere are taken as beginnings or misspellings", async () => {
    await using folder = await makeFolder({ "a.md": "Retrieval of passages\n", "b.md": "Something else\n" });
    expect(places(await ask(folder.root, "retreival"))).toEqual(["a.md:1-1"]);
    expect(places(await ask(folder.root, "retriev"))).toEqual(["a.md:1-1"]);
  });

  test("a hash or a large number is found where somebody wrote it, not where a program wrote thousands", async () => {
    await using folder = await makeFolder({
      "notes.md": `Commit ${hash(1)} broke it: 20971520 bytes were too many.\n`,
      "log.jsonl": Array.from({ length: 200 }, (_, n) => `{"id":"${hash(n)}","at":${1_795_000_000_000 + n}}`).join(
        "\n",
      ),
    });
    for (const query of [hash(1), hash(1).slice(0, 12), "20971520 bytes"])
      expect(places(await ask(folder.root, query))).toEqual(["notes.md:1-1"]);
    expect(await ask(folder.root, hash(7))).toEqual([]);
  });

  test("in a script without spaces a passage must have most of what is asked, not its beginning", async () => {
    await using folder = await makeFolder({
      "a.md": "データベースはブリッジが起動するときに開きます。\n",
      "b.md": "コーヒーは台所にあります。\n",
    });
    expect(places(await ask(folder.root, "データベースはどこで開きますか"))).toEqual(["a.md:1-1"]);
    expect(places(await ask(folder.root, "コーヒーはどこ"))).toEqual(["b.md:1-1"]);
    expect(await ask(folder.root, "デートの計画")).toEqual([]);
  });

  test("nonsense, nothing, and what only shares a stray word find nothing", async () => {
    await using folder = await makeFolder({ "a.md": "The bridge keeps every token. Take a slice of it.\n" });
    for (const query of ["xyzzy frobnicate", "", "   ", "?!", "how is it?", "chocolate cake slice with strawberries"])
      expect(await ask(folder.root, query)).toEqual([]);
  });

  test("twins are shown once, generated files not at all", async () => {
    await using folder = await makeFolder({
      "a.d.ts": "zebra\n",
      "a.d.cts": "zebra\n",
      "package-lock.json": '"zebra"\n',
      "x.min.js": "zebra",
    });
    expect(await ask(folder.root, "zebra")).toHaveLength(1);
  });
});

test("[Q3] secrets are neither found nor quoted", async () => {
  const secret = ["q7Rt2", "Zk9xW", "m4Lp8", "vB3nH"].join("");
  await using folder = await makeFolder({
    ".env": `zebra=${secret}\n`,
    "config.ts": `// zebra settings\nconst password = "${secret}";\n`,
  });
  const passages = await ask(folder.root, "zebra password");
  expect(passages.map(({ text }) => text)).toEqual(['// zebra settings\nconst password = "[redacted]";']);
  expect(await ask(folder.root, secret)).toEqual([]);
});
