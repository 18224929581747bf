import { symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { openWorkspace } from "./open-workspace.ts";

test("a folder that is reached through a link is known by its real place", async () => {
  await using folder = await makeFolder({ "inner/a.md": "a" });
  await symlink(join(folder.root, "inner"), join(folder.root, "link"));
  expect(await openWorkspace(join(folder.root, "link"))).toEqual({ root: join(folder.root, "inner"), name: "inner" });
  expect((await openWorkspace(folder.root)).name).toBe(basename(folder.root));
});

test("what cannot be served is refused with a reason", async () => {
  await using folder = await makeFolder({ "a.md": "a" });
  const missing = join(folder.root, "missing");
  await expect(openWorkspace(missing)).rejects.toMatchObject({
    code: "not-found",
    message: `The folder ${missing} does not exist.`,
  });
  await expect(openWorkspace(join(folder.root, "a.md"))).rejects.toMatchObject({
    code: "not-found",
    message: expect.stringContaining("is a file. Name the folder") as string,
  });
  await symlink("circle", join(folder.root, "circle"));
  await expect(openWorkspace(join(folder.root, "circle"))).rejects.toMatchObject({ code: "unreadable" });
});
