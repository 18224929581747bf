import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorkspace, startWorkspaceIndex } from "@nomous/lab";
import { WorkspaceError, type WorkspaceSource } from "@nomous/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorkspaceSource } from "./workspace-source.ts";

const PNG = Buffer.from("\x89PNG\r\n\x1a\n…", "latin1");

describe("the workspace as the server sees it", () => {
  let source: WorkspaceSource;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), "nomous-source-")));
    await writeFile(join(root, "notes.md"), "one\npassword = 'a8Fk2nQ9xL0zP7'\nthree\n");
    await writeFile(join(root, "empty.md"), "");
    await writeFile(join(root, "logo"), PNG);
    const workspace = await openWorkspace(root);
    const index = startWorkspaceIndex({ workspace, elapsed: () => 0 });
    source = createWorkspaceSource(workspace, index);
    close = async () => {
      await index.close();
      await rm(root, { recursive: true, force: true });
    };
  });

  afterAll(() => close());

  test("covers keys and passwords in the lines of a file, and keeps their numbers", async () => {
    const { lines, total } = await source.read("notes.md", 1, 9);
    expect([lines, total]).toEqual([["one", "password = '[redacted]'", "three"], 3]);
    expect((await source.read("notes.md", 3, 3)).lines).toEqual(["three"]);
    expect((await source.read("empty.md", 1, 9)).lines).toEqual([]);
  });

  test("reads images, and says why what is none cannot be read", async () => {
    expect(await source.readImage("logo")).toMatchObject({ type: "image/png" });
    const refused = source.readImage("notes.md");
    await expect(refused).rejects.toBeInstanceOf(WorkspaceError);
    await expect(refused).rejects.toMatchObject({ code: "not-text" });
  });
});
