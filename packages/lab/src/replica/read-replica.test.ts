import { rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "../document/content-hash.ts";
import { makeFolder } from "../folder-fixture.ts";
import { keepReplica } from "./read-replica.ts";
import { makeReplicas } from "./replica-fixture.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("a file is LF text without mark, and says what it has instead", async () => {
  await using place = await makeReplicas(pause, { "docs/a.md": "\uFEFF# A\r\nb\r\n" });
  expect(await place.read("docs/a.md")).toEqual({
    path: "docs/a.md",
    text: "# A\nb\n",
    hash: sha256("\uFEFF# A\r\nb\r\n"),
    sizeBytes: 11,
    ending: "crlf",
    hasMark: true,
  });
});

test("what cannot be a document is refused, each with its reason", async () => {
  await using outside = await makeFolder({ "b.md": "b" });
  await using place = await makeReplicas(pause, {
    "latin.md": Buffer.from("Gr\xfc\xdfe\n", "latin1"),
    "large.md": Buffer.alloc(4 * 1024 * 1024 + 1, "a"),
    "code.ts": "export {};\n",
    "folder.md/a.md": "a",
    ".git/a.md": "a",
  });
  await symlink(join(outside.root, "b.md"), join(place.folder.root, "link.md"));
  const codes = [];
  for (const path of ["none.md", "latin.md", "large.md", "link.md", "../b.md", "code.ts", "folder.md", ".git/a.md"])
    codes.push(
      await place.read(path).then(
        () => "read",
        (error: { code: string }) => error.code,
      ),
    );
  expect(codes).toEqual([
    "missing",
    "not-text",
    "too-large",
    "forbidden",
    "forbidden",
    "forbidden",
    "not-text",
    "forbidden",
  ]);
});

test("a link in the workspace and the file it leads to are one document", async () => {
  await using place = await makeReplicas(pause, { "docs/a.md": "a\n" });
  await symlink("docs/a.md", join(place.folder.root, "link.md"));
  expect((await place.read("link.md")).path).toBe("docs/a.md");
});

test("an editor that saves is waited for: neither the emptied file nor the moved one is read", async () => {
  await using place = await makeReplicas(pause, { "a.md": "", "new.md": "moved\n" });
  const { root } = place.folder;
  const emptied = place.read("a.md");
  await pause(10);
  await writeFile(join(root, "a.md"), "whole\n");
  expect((await emptied).text).toBe("whole\n");

  await rm(join(root, "a.md"));
  const gone = place.read("a.md");
  await pause(10);
  await rename(join(root, "new.md"), join(root, "a.md"));
  expect((await gone).text).toBe("moved\n");
});

test("a file that stays empty is empty", async () => {
  await using place = await makeReplicas(pause, { "a.md": "" });
  expect(await place.read("a.md")).toMatchObject({ text: "", ending: "none", sizeBytes: 0 });
});

test("a version is kept while it is there, and can be had again as text", async () => {
  await using place = await makeReplicas(pause, { "a.md": "one\r\n" });
  const { workspace, versions } = place;
  const { hash } = await place.read("a.md");
  expect(await keepReplica(workspace, versions, "a.md", hash)).toBe(true);
  await place.folder.write("a.md", "two\n");
  expect(await keepReplica(workspace, versions, "a.md", hash)).toBe(true);
  expect(await keepReplica(workspace, versions, "a.md", sha256("never"))).toBe(false);
  await rm(join(workspace.root, "a.md"));
  expect(await keepReplica(workspace, versions, "a.md", hash)).toBe(true);
  expect(await versions.textOf(hash)).toBe("one\n");
});
