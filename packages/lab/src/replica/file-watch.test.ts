import { writeFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { FileWatch } from "./file-watch.ts";
import { createVersions } from "./kept-versions.ts";
import { readReplica } from "./read-replica.ts";
import { writeReplica } from "./write-replica.ts";

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  sleep(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);

/** The watch's two seconds go by in a twentieth of one; a program's steps stay as long as they are. */
const quick = (ms: number, signal?: AbortSignal): Promise<void> => pause(ms > 1_000 ? 50 : ms, signal);

function counting(root: string, path: string) {
  let count = 0;
  let told: (() => void) | undefined;
  const watch = new FileWatch(root, quick);
  const stop = watch.watch(path, () => {
    count += 1;
    told?.();
  });
  const after = async (act: () => Promise<void>): Promise<void> => {
    const more = new Promise<void>((resolve) => (told = resolve));
    await act();
    await more;
  };
  return { watch, stop, after, count: () => count };
}

test("each way to change a file is told, through the folder's end and its return", async () => {
  await using folder = await makeFolder({ "docs/a.md": "a", "docs/b.md": "b" });
  const file = join(folder.root, "docs/a.md");
  const { after, stop, count } = counting(folder.root, "docs/a.md");
  await pause(150);
  await after(() => writeFile(file, "in place"));
  await after(() => rename(join(folder.root, "docs/b.md"), file));
  await after(() => writeFile(file, "in place again"));
  await after(() => rm(join(folder.root, "docs"), { recursive: true }));
  await after(async () => {
    await mkdir(join(folder.root, "docs"));
    await writeFile(file, "anew");
  });
  await pause(150);
  const before = count();
  await after(() => writeFile(file, "in the new folder"));
  expect(count()).toBeGreaterThan(before);
  stop();
});

test("another file of the folder, and what comes after the stop, are not told", async () => {
  await using folder = await makeFolder({ "a.md": "a" });
  const { stop, count } = counting(folder.root, "a.md");
  await pause(200);
  const before = count();
  await writeFile(join(folder.root, "b.md"), "b");
  await pause(150);
  expect(count()).toBe(before);
  stop();
  await writeFile(join(folder.root, "a.md"), "more");
  await pause(150);
  expect(count()).toBe(before);
});

test("what we have left ourselves is not told; who writes into it in the same moment is", async () => {
  await using folder = await makeFolder({ "a.md": "0\n" });
  const { watch, after, stop, count } = counting(folder.root, "a.md");
  const workspace = { root: folder.root, name: "w" };
  const file = join(folder.root, "a.md");
  const write = async (text: string, left: (path: string, signature: string) => void): Promise<void> => {
    const { hash } = await readReplica(workspace, "a.md", pause);
    await writeReplica({ workspace, versions: createVersions(folder.root, () => 0), pause, left }, "a.md", text, hash);
  };
  await pause(200);
  const before = count();
  for (let i = 1; i < 4; i += 1) await write(`${i}\n`, (path, signature) => watch.left(path, signature));
  await pause(200);
  expect(count()).toBe(before);
  await after(() =>
    write("4\n", (path, signature) => {
      watch.left(path, signature);
      // As long as the clock of the disk stands still.
      writeFileSync(file, "5\n");
    }),
  );
  expect(count()).toBe(before + 1);
  stop();
});
