import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseAttachment } from "./attachments.ts";

let home: string;
let workspace: string;
beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "nomous-attach-")));
  workspace = join(home, "workspace");
  mkdirSync(join(workspace, "docs"), { recursive: true });
  for (const name of ["a.md", "docs/b.md", "odd:3"]) writeFileSync(join(workspace, name), "text\n");
  writeFileSync(join(home, "secret"), "text\n");
});
afterEach(() => rmSync(home, { recursive: true }));

test("a path counts from where the person is and is named from the workspace", () => {
  expect(parseAttachment("b.md", join(workspace, "docs"), workspace)).toEqual({ path: "docs/b.md" });
  expect(parseAttachment("../a.md", join(workspace, "docs"), workspace)).toEqual({ path: "a.md" });
});

test("lines follow a colon, unless a file has that name", () => {
  expect(parseAttachment("a.md:3-9", workspace, workspace)).toEqual({ path: "a.md", lines: [3, 9] });
  expect(parseAttachment("a.md:3", workspace, workspace)).toEqual({ path: "a.md", lines: [3, 3] });
  expect(parseAttachment("odd:3", workspace, workspace)).toEqual({ path: "odd:3" });
});

test("what is not there, no file, outside, or no lines is wrong usage", () => {
  symlinkSync(join(home, "secret"), join(workspace, "link"));
  for (const [text, words] of [
    ["gone.md", "no file"],
    ["docs", "is no file"],
    ["../secret", "outside"],
    ["link", "outside"],
    ["a.md:0-2", "count from 1"],
    ["a.md:9-2", "count from 1"],
  ] as const)
    expect(() => parseAttachment(text, workspace, workspace)).toThrow(words);
});
