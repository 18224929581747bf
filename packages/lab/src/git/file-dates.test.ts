import { expect, test } from "vitest";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { fileDates } from "./file-dates.ts";

const commitAt = (folder: FolderFixture, date: string): void => {
  folder.git(["add", "."]);
  folder.git(["commit", "-q", "-m", "x", `--date=${date}`]);
};

test("a file has the dates of its first and last commit, with their zones, also when it was called otherwise", async () => {
  await using folder = await makeFolder({ "old.md": "one\ntwo\nthree\n", "other.md": "x" });
  const workspace = { root: folder.root, name: "w" };
  expect(await fileDates(workspace, "old.md")).toBeNull();
  folder.git(["init", "-q"]);
  expect(await fileDates(workspace, "old.md")).toBeNull();
  commitAt(folder, "2026-01-02T03:04:05+01:00");
  const first = "2026-01-02T03:04:05+01:00";
  expect(await fileDates(workspace, "old.md")).toEqual({ first, last: first });
  folder.git(["mv", "old.md", "new.md"]);
  commitAt(folder, "2026-02-03T04:05:06-05:00");
  await folder.write("new.md", "one\ntwo\nthree\nfour\n");
  commitAt(folder, "2026-03-04T05:06:07+00:00");
  const dates = await fileDates(workspace, "new.md");
  expect(dates).toEqual({ first, last: expect.stringMatching(/^2026-03-04T05:06:07(?:Z|\+00:00)$/) as string });
});

test("a path is a path, not a pattern or an option", async () => {
  await using folder = await makeFolder({ "a.md": "x" });
  folder.git(["init", "-q"]);
  commitAt(folder, "2026-01-02T03:04:05+01:00");
  for (const path of ["*.md", ":(top)a.md", "--all", "gone.md"])
    expect(await fileDates({ root: folder.root, name: "w" }, path)).toBeNull();
});
