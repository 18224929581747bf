import { once } from "node:events";
import { symlink, truncate } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { readLines } from "./read-lines.ts";
import { splitIntoLines } from "./text-lines.ts";

const read = (root: string, path: string, from = 1, to = 1_000) => readLines({ root, name: "w" }, path, from, to);

describe("lines", () => {
  test.each([
    ["LF", "a\nb\nc\n", ["a", "b", "c"]],
    ["CRLF", "a\r\nb\r\n", ["a", "b"]],
    ["no break at the end", "a\nb", ["a", "b"]],
    ["blank lines at the end", "a\n\n\n", ["a", "", ""]],
    ["byte order mark", "\uFEFFa\nb\n", ["a", "b"]],
    ["a carriage return inside a line", "a\rb\n", ["a\rb"]],
    ["nothing", "", []],
    ["one break", "\n", [""]],
    ["other scripts", "Grüße\n文字\n", ["Grüße", "文字"]],
  ])("%s", async (_name, content, lines) => {
    await using folder = await makeFolder({ "a.txt": content });
    expect(await read(folder.root, "a.txt")).toEqual({ path: "a.txt", from: 1, lines, total: lines.length });
  });

  test("any range is that of the file, whatever its breaks and length", async () => {
    await using folder = await makeFolder();
    const line = fc.oneof(fc.string(), fc.constant(""), fc.constant("é".repeat(200_000)));
    const text = fc
      .array(fc.tuple(line, fc.constantFrom("\n", "\r\n")), { maxLength: 8 })
      .map((pairs) => pairs.flat().join(""));
    await fc.assert(
      fc.asyncProperty(text, fc.nat(8), fc.nat(8), async (content, skip, count) => {
        const plain = content.replaceAll("\0", "");
        await folder.write("p.txt", plain);
        const whole = splitIntoLines(plain);
        const answer = await read(folder.root, "p.txt", skip + 1, skip + count);
        const wanted = whole.slice(skip, skip + count);
        expect(answer.total).toBe(whole.length);
        expect(answer.lines).toEqual(wanted.slice(0, answer.lines.length));
        expect(answer.lines.length < wanted.length && wanted.join("\n").length < 100_000).toBe(false);
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  test("a log of hundreds of megabytes is read without being held", async () => {
    await using folder = await makeFolder({ "huge.log": "first line\n".repeat(1_000) });
    await truncate(join(folder.root, "huge.log"), 300 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    const { lines, total } = await read(folder.root, "huge.log", 999, 1_000);
    expect([lines, total]).toEqual([["first line", "first line"], 1_001]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  test("more than a megabyte is cut to whole lines, and one endless line to its beginning", async () => {
    const long = "x".repeat(700_000);
    await using folder = await makeFolder({ "two.txt": `${long}\n${long}\n`, "one.txt": long + long });
    expect(await read(folder.root, "two.txt")).toMatchObject({ lines: [long], total: 2 });
    expect((await read(folder.root, "one.txt")).lines[0]).toHaveLength(1024 * 1024);
  });
});

describe("[Q3] nothing outside the workspace is read", () => {
  test.each(["../secret.txt", "a/../../secret.txt", "/etc/passwd", "", "a\0.md", ".."])("%j", async (path) => {
    await using folder = await makeFolder({ "secret.txt": "x", "inner/a.md": "x" });
    await expect(read(join(folder.root, "inner"), path)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("nor through links, to files or folders", async () => {
    await using outside = await makeFolder({ "secret.txt": "x" });
    await using folder = await makeFolder({ "a.md": "inside" });
    await symlink(join(outside.root, "secret.txt"), join(folder.root, "file.txt"));
    await symlink(outside.root, join(folder.root, "folder"));
    await symlink("a.md", join(folder.root, "inside.md"));
    for (const path of ["file.txt", "folder/secret.txt"])
      await expect(read(folder.root, path)).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringContaining("leaves") as string,
      });
    expect((await read(folder.root, "inside.md")).lines).toEqual(["inside"]);
  });
});

describe("refused with a reason", () => {
  test("keys and passwords, also under another name", async () => {
    await using folder = await makeFolder({ ".env": "TOKEN=1", ".git/config": "x", ".nomous/nomous.db": "x" });
    await symlink(".env", join(folder.root, "notes.md"));
    for (const path of [".env", "notes.md", ".git/config", ".nomous/nomous.db", "sub/../.env"])
      await expect(read(folder.root, path)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("what is no text, no file, or not there", async () => {
    await using folder = await makeFolder({
      "b.bin": Buffer.from([0, 1]),
      "l.txt": Buffer.from([0xfc, 0xdf]),
      "d/a.md": "x",
    });
    const server = createServer().listen(join(folder.root, "pipe"));
    await once(server, "listening");
    for (const path of ["b.bin", "l.txt", "d", "pipe"])
      await expect(read(folder.root, path)).rejects.toMatchObject({ code: "not-text" });
    server.close();
    for (const path of ["gone.md", "d/a.md/b"])
      await expect(read(folder.root, path)).rejects.toMatchObject({
        code: "not-found",
        message: `${path} does not exist.`,
      });
  });
});
