import { FakeClock } from "@nomous/testkit";
import { beforeEach, expect, test } from "vitest";
import type { DocumentSource } from "../document-source.ts";
import { createDocumentSourceFixture, type DocumentSourceFixture } from "../document-source-fixture.ts";
import { type FileAtRest, readAtRest } from "./read-at-rest.ts";

const PATH = "plan.md";

let clock: FakeClock;
let files: DocumentSourceFixture;

beforeEach(() => {
  clock = new FakeClock();
  files = createDocumentSourceFixture({ [PATH]: "one\n" });
  files.checkOut("c1");
});

async function read(
  source: DocumentSource,
  known = "",
  signal = new AbortController().signal,
): Promise<FileAtRest | null> {
  const reading = readAtRest({ source, clock }, PATH, (hash) => hash === known, signal);
  const [found] = await Promise.all([reading, clock.advance(2_000)]);
  return found;
}

test("what is known is read once, what is not until two looks see the same", async () => {
  let reads = 0;
  const source: DocumentSource = {
    ...files,
    read: (path) => {
      reads += 1;
      if (reads === 2) files.files.set(PATH, "two\n");
      return files.read(path);
    },
  };
  const { hash } = await files.read(PATH);
  expect(await read(source, hash)).toMatchObject({ file: { text: "one\n" }, commit: "c1" });
  expect(reads).toBe(1);
  expect(await read(source)).toMatchObject({ file: { text: "two\n" } });
  expect(reads).toBe(3);
});

test("a file that git replaces while it is read is read again, with the HEAD that belongs to it", async () => {
  let looks = 0;
  const source: DocumentSource = {
    ...files,
    // At rest before the first read, at work right after it.
    gitIdle: async () => {
      looks += 1;
      if (looks === 2) files.checkOut("c2", { [PATH]: "of c2\n" });
      return looks === 2;
    },
    read: (path) =>
      looks === 1 ? files.read(path).then((file) => ({ ...file, text: "half of c2\n" })) : files.read(path),
  };
  const { hash } = await files.read(PATH);
  expect(await read(source, hash)).toMatchObject({ file: { text: "of c2\n" }, commit: "c2" });
});

test("HEAD that moved between two looks at it is looked at again", async () => {
  const heads = ["c1", "c2"];
  const source: DocumentSource = { ...files, head: async () => heads.shift() ?? "c2" };
  const { hash } = await files.read(PATH);
  expect(await read(source, hash)).toMatchObject({ commit: "c2" });
});

test("while git works there is nothing to read, and a wait that is ended reads nothing", async () => {
  files.isGitBusy = true;
  expect(await read(files)).toBeNull();
  files.isGitBusy = false;
  expect(await read(files, "", AbortSignal.abort())).toBeNull();
});

test("a file that is not there is none, and trouble with it is told", async () => {
  files.files.delete(PATH);
  expect(await read(files)).toMatchObject({ file: null });
  files.trouble = { on: "read", code: "unreadable" };
  await expect(read(files)).rejects.toMatchObject({ code: "unreadable" });
});
