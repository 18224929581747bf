import { posix, win32 } from "node:path";
import { expect, test } from "vitest";
import { pathBelow, toWorkspacePath } from "./workspace-path.ts";

test.each([
  ["docs/plans", "docs/plans"],
  ["docs\\plans\\", "docs/plans"],
  [".\\docs\\.\\plans", "docs/plans"],
  ["./docs//plans/", "docs/plans"],
  ["Grüße/文", "Grüße/文"],
  ["..docs/a..b", "..docs/a..b"],
])("%j is %j", (written, path) => {
  expect(toWorkspacePath(written)).toBe(path);
});

test.each([
  "..",
  "docs/../..",
  "docs\\..\\x",
  "/etc",
  "\\\\server\\share",
  "C:\\docs",
  "c:/docs",
  "C:docs",
  ".",
  "",
  "a\0b",
])("%j is not below the workspace", (written) => {
  expect(toWorkspacePath(written)).toBeNull();
});

test.each([
  ["C:\\repo", "C:\\repo\\docs\\a.md", "docs/a.md"],
  ["C:\\repo", "c:\\Repo\\docs", "docs"],
  ["C:\\repo", "C:\\repo", ""],
  ["C:\\repo", "C:\\repo-two\\a.md", null],
  ["C:\\repo", "C:\\a.md", null],
  ["C:\\repo", "D:\\repo\\a.md", null],
  ["\\\\server\\share\\repo", "\\\\server\\share\\repo\\a.md", "a.md"],
  ["\\\\server\\share\\repo", "\\\\other\\share\\repo\\a.md", null],
])("on Windows, below %j the file %j is %j", (folder, file, path) => {
  expect(pathBelow(folder, file, win32)).toBe(path);
});

test.each([
  ["/repo", "/repo/docs/a.md", "docs/a.md"],
  ["/repo", "/repo/..a.md", "..a.md"],
  ["/repo", "/repo-two/a.md", null],
  ["/repo", "/", null],
  ["/", "/a.md", "a.md"],
])("elsewhere, below %j the file %j is %j", (folder, file, path) => {
  expect(pathBelow(folder, file, posix)).toBe(path);
});
