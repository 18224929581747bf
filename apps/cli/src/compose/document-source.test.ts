import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { type DocumentSource, FileTrouble } from "@nomous/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDocumentSource } from "./document-source.ts";

let root: string;
let source: DocumentSource;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "nomous-source-")));
  source = createDocumentSource({ root, name: "w" }, systemRuntime);
});
afterEach(() => rm(root, { recursive: true, force: true }));

test("a file goes through the port and back: read, kept, written, watched", async () => {
  await writeFile(join(root, "a.md"), "\uFEFFone\r\ntwo\r\n");
  const before = await source.read("a.md");
  expect(before).toMatchObject({ path: "a.md", text: "one\ntwo\n", ending: "crlf", hasMark: true });
  expect(await source.keep("a.md", before.hash)).toBe(true);
  const changed = new Promise<void>((resolve) => {
    const stop = source.watch("a.md", () => {
      stop();
      resolve();
    });
  });
  const outcome = await source.write("a.md", "one\n2\n", before.hash);
  expect(outcome).toEqual({ status: "written", file: await source.read("a.md"), late: null });
  // What the source itself writes is not told.
  await writeFile(join(root, "a.md"), "foreign\r\n");
  await changed;
  expect(await source.kept(before.hash)).toEqual({ text: "one\ntwo\n" });
  expect([await source.kept("0".repeat(64)), await source.head()]).toEqual([null, null]);
  expect(await source.gitIdle(new AbortController().signal)).toBe(false);
  await rm(join(root, "a.md"));
  await writeFile(join(root, "b.md"), "\uFEFFone\r\n2\r\n");
  const { hash, text } = outcome.status === "written" ? outcome.file : before;
  expect(await source.movedTo({ path: "a.md", hash, text }, () => true)).toBe("b.md");
});

test("the lab's refusals are the server's, with code and message", async () => {
  const refused = source.read("none.md");
  await expect(refused).rejects.toBeInstanceOf(FileTrouble);
  await expect(refused).rejects.toMatchObject({ code: "missing", message: "none.md does not exist." });
});
