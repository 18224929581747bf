import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { startWorkspaceIndex } from "./workspace-index.ts";

const never = new AbortController().signal;

test("the thread answers questions about files and passages, and looks again when two seconds have passed", async () => {
  await using folder = await makeFolder({ "docs/port.md": "# Port\n\nThe port is 4747.\n", "a.ts": "const a = 1;\n" });
  let time = 0;
  const index = startWorkspaceIndex({ workspace: await openWorkspace(folder.root), elapsed: () => time });
  expect(index.status().index.state).toBe("indexing");
  expect(await index.find("port", 5)).toEqual({ files: [{ path: "docs/port.md", sizeBytes: 26 }], total: 1 });
  const [passage] = await index.search("which port?", 5, never);
  expect(passage).toMatchObject({ path: "docs/port.md", line: 1, endLine: 3, text: "# Port\n\nThe port is 4747." });
  expect(index.status()).toMatchObject({
    files: { markdown: 1, source: 1 },
    index: { state: "ready", done: 2, total: 2 },
  });

  await folder.write("new.md", "port\n");
  expect((await index.find("new", 5)).total).toBe(0);
  time = 2_000;
  expect((await index.find("new", 5)).total).toBe(1);
  await index.close();
});

test("a search that nobody waits for any more is let go", async () => {
  await using folder = await makeFolder({ "a.md": "a" });
  const index = startWorkspaceIndex({ workspace: await openWorkspace(folder.root), elapsed: () => 0 });
  const controller = new AbortController();
  const search = index.search("a", 1, controller.signal);
  controller.abort(new Error("stopped"));
  await expect(search).rejects.toThrow("stopped");
  await expect(index.search("a", 1, controller.signal)).rejects.toThrow("stopped");
  await index.close();
});

test("whoever waits when it is closed, and whoever asks later, is told", async () => {
  await using folder = await makeFolder({ "a.md": "a" });
  const index = startWorkspaceIndex({ workspace: await openWorkspace(folder.root), elapsed: () => 0 });
  const waiting = index.search("a", 1, never);
  await Promise.all([expect(waiting).rejects.toThrow(WorkspaceError), index.close()]);
  await expect(index.find("a", 1)).rejects.toMatchObject({
    code: "unreadable",
    message: `The index of ${folder.root} is closed.`,
  });
  expect(index.status().index.state).toBe("failed");
});

test("an error keeps its code on the way from the thread", async () => {
  const gone = { root: "/nowhere-at-all", name: "gone" };
  const index = startWorkspaceIndex({ workspace: gone, elapsed: () => 0 });
  const failed = { code: "not-found", message: "The folder /nowhere-at-all does not exist." };
  await expect(index.search("a", 1, never)).rejects.toMatchObject(failed);
  await expect(index.find("a", 1)).rejects.toMatchObject(failed);
  expect(index.status().index).toMatchObject({ state: "failed", why: failed.message });
  await index.close();
});
