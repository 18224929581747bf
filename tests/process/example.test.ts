// The programs in examples/ are what the README promises: they run as they stand.
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { Desk } from "../support/desk.ts";

const desk = new Desk();
afterEach(() => desk.end());

test("examples/ask.ts asks a running bridge and prints the answer", async () => {
  const workspace = desk.path("workspace");
  mkdirSync(workspace);
  writeFileSync(join(workspace, "relay.md"), "# Relay\n\nThe zanzibar relay listens on port 7070.\n");
  const { link } = await desk.serve(workspace);
  const example = join(import.meta.dirname, "../../examples/ask.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [
    example,
    link,
    "Where does the zanzibar relay listen?",
  ]);
  expect(stdout).toContain("Search results: no model connected");
  expect(stdout).toContain("> The zanzibar relay listens on port 7070.");
});
