// Disks that are full or may not be written, for files and for the log: what is typed is kept, and everything goes on by itself once there is
// room.
import { execFileSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Client, LiveDocument } from "@nomous/client";
import { lacks } from "@nomous/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DocumentBridge, inFile, shows, troubled, type, until } from "./document-bridge.ts";

const canMount = process.getuid?.() === 0 && process.platform === "linux";

let bridge: DocumentBridge;
let client: Client;

const mount = (folder: string, size: string): void => {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]);
};
const remount = (folder: string, mode: "ro" | "rw"): void =>
  void execFileSync("mount", ["-o", `remount,${mode}`, bridge.path(folder)]);

/** Writes until nothing goes in any more. */
function fill(file: string): void {
  const handle = openSync(file, "w");
  for (let size = 1 << 20; size > 0; size >>= 1) {
    const bytes = Buffer.alloc(size);
    try {
      while (writeSync(handle, bytes) > 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(handle);
}

async function open(path: string, text: string): Promise<LiveDocument> {
  bridge.write(path, text);
  const document = await client.openDocument(path);
  await shows(document, text);
  return document;
}

describe.skipIf(lacks(canMount, "root, to mount small disks"))("a disk of its own", () => {
  beforeAll(async () => {
    bridge = await DocumentBridge.start({}, ({ workspace }) => {
      mount(join(workspace, ".nomous"), "6m");
      mount(join(workspace, "docs"), "1m");
    });
    client = await bridge.client();
  });
  afterAll(async () => {
    await bridge.stop();
    for (const folder of [".nomous", "docs"]) execFileSync("umount", [bridge.path(folder)]);
    await bridge.end();
  });

  test("that may not be written: the file stays, edits are saved, and are in the file once it may be", async () => {
    const document = await open("docs/a.md", "one\n");
    remount("docs", "ro");
    await type(document, "typed ");
    await troubled(document, "read-only");
    expect(document.view.current().file?.trouble?.message).toMatch(/^docs\/a\.md cannot be written: .*\.$/);
    await type(document, "more ");
    expect(bridge.read("docs/a.md")).toBe("one\n");
    const refused = await client.command("document.open", { path: "docs/none.md" }).result;
    expect(refused.error?.code).toBe("not-found");
    remount("docs", "rw");
    await inFile(document);
    expect(bridge.read("docs/a.md")).toBe("more typed one\n");
  });

  test("that is full: the file is as it was, edits are saved, and are in the file once there is room", async () => {
    const document = await open("docs/b.md", "one\n");
    const line = `${"x".repeat(9_999)}\n`;
    fill(bridge.path("docs/filling"));
    await type(document, line);
    await troubled(document, "full");
    expect(document.view.current().file?.trouble?.message).toContain("there is no room for it");
    await type(document, "more ");
    expect(bridge.read("docs/b.md")).toBe("one\n");
    rmSync(bridge.path("docs/filling"));
    await inFile(document);
    expect(bridge.read("docs/b.md")).toBe(`more ${line}one\n`);
  });

  test("that is full under the log: edits are refused and kept by who made them, and saved by themselves once there is room", async () => {
    const [document, other] = [await open("c.md", "one\n"), await open("d.md", "other\n")];
    const second = await bridge.client();
    const reader = await second.openDocument("c.md");
    await shows(reader, "one\n");
    fill(bridge.path(".nomous/filling"));
    const text = "y".repeat(50_000);
    await document.edit([{ from: 0, to: 0, insert: text }]);
    await until(document, ({ saving }) => saving.refused?.code === "storage-failed");
    const { refused, waiting } = document.view.current().saving;
    expect(refused?.message).toContain("the disk is full");
    expect(waiting).toBeGreaterThan(0);
    // It can be read on, and written on.
    await document.edit([{ from: 0, to: 0, insert: "more " }]);
    bridge.write("d.md", "other\nby a program\n");
    await troubled(other, "full");
    expect(reader.view.current().text).toBe("one\n");
    expect(bridge.read("d.md")).toBe("other\nby a program\n");
    rmSync(bridge.path(".nomous/filling"));
    await document.saved();
    expect(document.view.current().saving).toMatchObject({ waiting: 0, refused: undefined });
    await shows(reader, `more ${text}one\n`);
    await shows(other, "other\nby a program\n");
    await Promise.all([inFile(document), inFile(other)]);
    expect(bridge.read("c.md")).toBe(`more ${text}one\n`);
    expect(existsSync(bridge.path(".nomous/filling"))).toBe(false);
  });
});
