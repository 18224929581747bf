// What can become of the file of a document: it is told in words, the bytes on disk stay, and what is typed meanwhile is saved.
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Client, LiveDocument } from "@nomous/client";
import { lacks } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DocumentBridge, inFile, shows, troubled, type, until } from "./document-bridge.ts";

/** Also on a machine that does something else beside. */
const SOON_MS = 3_000;

let bridge: DocumentBridge;
let client: Client;

beforeAll(async () => {
  bridge = await DocumentBridge.start();
  client = await bridge.client();
});
afterAll(() => bridge.end());

// Most of the time of these tests is waiting. They go on side by side, so no two files have a line in common: one that is gone is looked for
// among the others.

async function open(path: string, text: string): Promise<LiveDocument> {
  bridge.write(path, text);
  const document = await client.openDocument(path);
  await shows(document, text);
  await until(document, ({ file }) => file?.status === "current");
  return document;
}

const messageOf = (document: LiveDocument): string | undefined => document.view.current().file?.trouble?.message;
const refusal = (path: string) =>
  client.command("document.open", { path }).result.then(({ status, error }) => ({ status, ...error }));

const LATIN_1 = Buffer.from("Gr\xfc\xdfe\n", "latin1");

test.concurrent("a file that is no UTF-8 is refused with the place and left alone; one that becomes it is left alone until it is text again, then both are merged", async () => {
  bridge.write("latin.md", LATIN_1);
  expect(await refusal("latin.md")).toMatchObject({ status: "rejected", code: "not-supported" });
  expect((await refusal("latin.md")).message).toBe(
    "latin.md:1: byte 2 (0xFC) is not UTF-8. Open the file in the encoding it has, and save it as UTF-8.",
  );
  expect(readFileSync(bridge.path("latin.md"))).toEqual(LATIN_1);

  const document = await open("turned.md", "turned\nout\n");
  bridge.write("turned.md", LATIN_1);
  await troubled(document, "not-text");
  expect(messageOf(document)).toContain("turned.md:1: byte 2 (0xFC) is not UTF-8");
  await type(document, "typed\n");
  await pause(1_200);
  expect(readFileSync(bridge.path("turned.md"))).toEqual(LATIN_1);
  expect(document.view.current().file?.status).toBe("failed");
  bridge.write("turned.md", "turned\nout\nsaved as UTF-8\n");
  await shows(document, "typed\nturned\nout\nsaved as UTF-8\n");
  await inFile(document);
  expect(bridge.read("turned.md")).toBe("typed\nturned\nout\nsaved as UTF-8\n");
});

test.concurrent("a file of 50 MB is refused without being read; one that grows beyond 4 MiB is left alone until it is smaller", async () => {
  bridge.write("huge.md", "");
  truncateSync(bridge.path("huge.md"), 50_000_000);
  const began = performance.now();
  const { code, message } = await refusal("huge.md");
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  expect([code, message]).toEqual([
    "not-supported",
    "huge.md is larger than 4 MiB, too large to edit together. Split it.",
  ]);

  const document = await open("grows.md", "grown\n");
  bridge.write("grows.md", `grown\n${"x".repeat(5 << 20)}\n`);
  await troubled(document, "too-large");
  expect(messageOf(document)).toContain("larger than 4 MiB");
  await type(document, "typed\n");
  await pause(1_200);
  expect(statSync(bridge.path("grows.md")).size).toBeGreaterThan(5 << 20);
  bridge.write("grows.md", "grown\nshorter\n");
  await shows(document, "typed\ngrown\nshorter\n");
  await inFile(document);
  expect(bridge.read("grows.md")).toBe("typed\ngrown\nshorter\n");
});

test.concurrent("a file that is read-only is not written, also not by root; what is typed is saved, and written once it may be", async () => {
  const document = await open("locked.md", "key\n");
  chmodSync(bridge.path("locked.md"), 0o444);
  await type(document, "typed ");
  await troubled(document, "read-only");
  expect(messageOf(document)).toBe("locked.md is read-only. Make it writable to change it.");
  await type(document, "more ");
  expect(bridge.read("locked.md")).toBe("key\n");
  chmodSync(bridge.path("locked.md"), 0o644);
  await inFile(document);
  expect(bridge.read("locked.md")).toBe("more typed key\n");
});

test("what leads out of the folder, or is nobody's document, is refused when it is opened", async () => {
  writeFileSync(join(bridge.folder, "outside.md"), "outside\n");
  symlinkSync(join(bridge.folder, "outside.md"), bridge.path("link.md"));
  symlinkSync(bridge.folder, bridge.path("folder-link"));
  symlinkSync("circle.md", bridge.path("circle.md"));
  symlinkSync("nowhere.md", bridge.path("dangling.md"));
  mkdirSync(bridge.path("folder.md"));
  bridge.write(".git/HEAD.md", "ref\n");
  bridge.write(".GIT/HEAD.md", "ref\n");
  bridge.write(".nomous/notes.md", "private\n");
  bridge.write(".env.md", "SECRET=1\n");
  bridge.write(".ssh/keys.md", "key\n");
  symlinkSync(".env.md", bridge.path("innocent.md"));
  bridge.write("data.json", "{}\n");
  symlinkSync("data.json", bridge.path("data.md"));
  const isFifo = makeFifo(bridge.path("fifo.md"));
  const paths: Record<string, string> = {
    "link.md": "forbidden",
    "folder-link/outside.md": "forbidden",
    "../outside.md": "invalid-arguments",
    "x/../../outside.md": "invalid-arguments",
    [join(bridge.folder, "outside.md")]: "invalid-arguments",
    [bridge.path("data.md")]: "invalid-arguments",
    "circle.md": "workspace-unreadable",
    "dangling.md": "not-found",
    "missing.md": "not-found",
    "folder.md": "not-supported",
    ".git/HEAD.md": "forbidden",
    ".GIT/HEAD.md": "forbidden",
    ".nomous/notes.md": "forbidden",
    "x/../.nomous/notes.md": "invalid-arguments",
    ".env.md": "forbidden",
    ".ssh/keys.md": "forbidden",
    "innocent.md": "forbidden",
    "data.md": "forbidden",
    "data.json": "not-supported",
    "nul\0.md": "invalid-arguments",
    "": "invalid-arguments",
    ...(isFifo && { "fifo.md": "not-supported" }),
  };
  for (const [path, code] of Object.entries(paths)) {
    const { status, message, code: told } = await refusal(path);
    expect([path, status, told]).toEqual([path, "rejected", code]);
    expect(message).toMatch(/^\S[^\n]+$/);
  }
});

function makeFifo(file: string): boolean {
  try {
    execFileSync("mkfifo", [file]);
    return true;
  } catch {
    return !lacks(false, "mkfifo");
  }
}

test.concurrent("a link that takes the place of an open document's file is not followed out of the folder, and nothing is written there", async () => {
  const document = await open("taken.md", "place\n");
  const outside = join(bridge.folder, "elsewhere.md");
  writeFileSync(outside, "elsewhere\n");
  rmSync(bridge.path("taken.md"));
  symlinkSync(outside, bridge.path("taken.md"));
  await troubled(document, "forbidden");
  expect(messageOf(document)).toBe("taken.md is a link that leaves the folder.");
  await type(document, "typed ");
  await pause(1_200);
  expect(readFileSync(outside, "utf8")).toBe("elsewhere\n");
  expect(readlinkSync(bridge.path("taken.md"))).toBe(outside);
  rmSync(bridge.path("taken.md"));
  bridge.write("taken.md", "place\nback\n");
  await shows(document, "typed place\nback\n");
  await inFile(document);
  expect(bridge.read("taken.md")).toBe("typed place\nback\n");
});

test.concurrent("a link to the file of another document that takes the place of a file: both go on as that file, and nothing is there twice", async () => {
  const [document, other] = [await open("first.md", "first\n"), await open("second.md", "second\n")];
  rmSync(bridge.path("first.md"));
  symlinkSync("second.md", bridge.path("first.md"));
  await shows(document, "second\n");
  await Promise.all([type(document, "1 "), type(other, "2 ")]);
  await expect
    .poll(() => bridge.read("second.md").split("").toSorted().join(""), { timeout: 10_000 })
    .toBe("\n  12cdenos");
  for (const one of [document, other]) await shows(one, bridge.read("second.md"));
  expect(readlinkSync(bridge.path("first.md"))).toBe("second.md");
});

test.concurrent("two files that swap their names: each document has the text that is under its name", async () => {
  const [a, b] = [await open("a.md", "alpha\n"), await open("b.md", "beta\n")];
  renameSync(bridge.path("a.md"), bridge.path("c.tmp"));
  renameSync(bridge.path("b.md"), bridge.path("a.md"));
  renameSync(bridge.path("c.tmp"), bridge.path("b.md"));
  await shows(a, "beta\n");
  await shows(b, "alpha\n");
  await type(a, "1 ");
  await type(b, "2 ");
  await Promise.all([inFile(a), inFile(b)]);
  expect([bridge.read("a.md"), bridge.read("b.md")]).toEqual(["1 beta\n", "2 alpha\n"]);
});

test.concurrent("a file that is renamed while it is open is the same document under the new name, also with what was being typed", async () => {
  const document = await open("old.md", "some line\nanother line\n");
  await type(document, "typed ");
  renameSync(bridge.path("old.md"), bridge.path("new.md"));
  await type(document, "more ");
  await until(document, ({ path }) => path === "new.md");
  await inFile(document);
  expect(bridge.read("new.md")).toBe("more typed some line\nanother line\n");
  expect(existsSync(bridge.path("old.md"))).toBe(false);
  expect((await client.openDocument("new.md")).id).toBe(document.id);
  // The old name is free for another document.
  expect((await open("old.md", "new here\n")).id).not.toBe(document.id);
  expect(document.view.current().text).toBe("more typed some line\nanother line\n");
});

test.concurrent("a file that is moved over another one: that document has its text, and its own document makes it anew when somebody edits", async () => {
  const [over, under] = [await open("over.md", "over\n"), await open("under.md", "under\n")];
  renameSync(bridge.path("over.md"), bridge.path("under.md"));
  await shows(under, "over\n");
  await troubled(over, "missing");
  await pause(2_100);
  await type(over, "1 ");
  await type(under, "2 ");
  await Promise.all([inFile(over), inFile(under)]);
  expect([bridge.read("over.md"), bridge.read("under.md")]).toEqual(["1 over\n", "2 over\n"]);
});

test.concurrent("a file that is deleted stays deleted until somebody edits; one that comes back with other content at once is a change", async () => {
  const document = await open("gone.md", "leaves\nsoon\n");
  rmSync(bridge.path("gone.md"));
  await troubled(document, "missing");
  expect(messageOf(document)).toBe("gone.md is gone. The log has its text; the next edit makes the file again.");
  await pause(2_100);
  expect(existsSync(bridge.path("gone.md"))).toBe(false);
  await type(document, "typed ");
  await inFile(document);
  expect(bridge.read("gone.md")).toBe("typed leaves\nsoon\n");

  rmSync(bridge.path("gone.md"));
  await pause(60);
  bridge.write("gone.md", "something else\n");
  await shows(document, "something else\n");
  await inFile(document);
});

test.concurrent("a folder that is renamed takes its documents along", async () => {
  const [a, b] = [await open("specs/a.md", "gamma\nthird\n"), await open("specs/deep/b.md", "delta\nfourth\n")];
  renameSync(bridge.path("specs"), bridge.path("plans"));
  await until(a, ({ path }) => path === "plans/a.md");
  await until(b, ({ path }) => path === "plans/deep/b.md");
  await type(a, "1 ");
  await type(b, "2 ");
  await Promise.all([inFile(a), inFile(b)]);
  expect([bridge.read("plans/a.md"), bridge.read("plans/deep/b.md")]).toEqual([
    "1 gamma\nthird\n",
    "2 delta\nfourth\n",
  ]);
  expect(existsSync(bridge.path("specs"))).toBe(false);
});

const CASE = "a disk that ignores letter case (for all disks: replica-place.test.ts)";
test.skipIf(lacks(ignoresCase(), CASE))("two spellings of one file are one document", async () => {
  const document = await open("Docs/Spelling.md", "one\n");
  expect((await client.openDocument("docs/spelling.MD")).id).toBe(document.id);
});

function ignoresCase(): boolean {
  const folder = mkdtempSync(join(tmpdir(), "nomous-Case-"));
  const isIgnored = existsSync(folder.replace("-Case-", "-cASE-"));
  rmSync(folder, { recursive: true });
  return isIgnored;
}

test("nothing of all this is a fault of the bridge", () => {
  expect(bridge.faults).toEqual([]);
});
