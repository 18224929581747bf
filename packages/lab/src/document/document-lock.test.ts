import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { lacks } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { makeFolder } from "../folder-fixture.ts";
import { withLock } from "./document-lock.ts";
import { describeSelf, isDead, type LockHolder, readHolder } from "./lock-holder.ts";
import { prepareProcesses } from "./process-fixture.ts";

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const locksOf = (root: string): string => join(root, ".nomous/locks");

/** The file of the lock that `name` has, found by taking it once. */
async function lockFileOf(root: string, name: string): Promise<string> {
  return withLock(root, name, { pause }, async () => {
    const [file = ""] = (await readdir(locksOf(root))).filter((entry) => entry.endsWith(".lock"));
    return join(locksOf(root), file);
  });
}

/** A process that is over. */
async function deadHolder(): Promise<LockHolder> {
  const child = spawn(process.execPath, ["-e", ""]);
  await once(child, "exit");
  return { ...(await describeSelf()), pid: child.pid ?? 0 };
}

test("work under one name never overlaps, under two it may", async () => {
  await using folder = await makeFolder();
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await pause(10);
    inside -= 1;
  };
  await Promise.all(Array.from({ length: 8 }, () => withLock(folder.root, "a.md", { pause }, work)));
  expect(most).toBe(1);
  await withLock(folder.root, "a.md", { pause }, () => withLock(folder.root, "b.md", { pause }, work));
  expect(await readdir(locksOf(folder.root))).toEqual([]);
});

test("a lock is given back when the work fails", async () => {
  await using folder = await makeFolder();
  const failing = withLock(folder.root, "a.md", { pause }, () => Promise.reject(new Error("No.")));
  await expect(failing).rejects.toThrow("No.");
  expect(await withLock(folder.root, "a.md", { pause }, () => Promise.resolve("free"))).toBe("free");
});

test("waiting ends with the limit, and tells who has the lock and what to do", async () => {
  await using folder = await makeFolder();
  const waited: number[] = [];
  const noted = (ms: number): Promise<void> => Promise.resolve(void waited.push(ms));
  await withLock(folder.root, "docs/a.md", { pause }, async () => {
    const second = withLock(folder.root, "docs/a.md", { pause: noted, limitMs: 1_000 }, () => Promise.resolve());
    await expect(second).rejects.toMatchObject({
      code: "locked",
      message: expect.stringMatching(
        /^docs\/a\.md is being changed by process \d+ on \S+, and was not free within 1 s\. Try again; if that process is gone, remove .*\.lock\.$/,
      ) as string,
    });
  });
  expect(waited.slice(0, 5)).toEqual([5, 10, 20, 40, 80]);
  expect(waited.reduce((sum, ms) => sum + ms)).toBeLessThan(1_100);
});

test("a signal ends the waiting with its reason", async () => {
  await using folder = await makeFolder();
  await withLock(folder.root, "a.md", { pause }, async () => {
    const signal = AbortSignal.abort(new Error("Stopped."));
    await expect(withLock(folder.root, "a.md", { pause, signal }, () => Promise.resolve())).rejects.toThrow("Stopped.");
  });
});

describe("a lock that was left behind", () => {
  test("by a dead process is taken over", async () => {
    await using folder = await makeFolder();
    const lock = await lockFileOf(folder.root, "a.md");
    await writeFile(lock, JSON.stringify(await deadHolder()));
    expect(await withLock(folder.root, "a.md", { pause, limitMs: 0 }, () => Promise.resolve("taken"))).toBe("taken");
    expect(await readdir(locksOf(folder.root))).toEqual([]);
  });

  test("by a process that died while it took over is taken over all the same", async () => {
    await using folder = await makeFolder();
    const lock = await lockFileOf(folder.root, "a.md");
    const [first, second] = [await deadHolder(), await deadHolder()];
    await writeFile(lock, JSON.stringify(first));
    await writeFile(join(locksOf(folder.root), `${first.token}.claim`), JSON.stringify(second));
    expect(await withLock(folder.root, "a.md", { pause }, () => Promise.resolve("taken"))).toBe("taken");
    expect(await readdir(locksOf(folder.root))).toEqual([]);
  });

  test.skipIf(lacks(process.platform === "linux", "a system that tells when a process began"))(
    "by a process whose number another has now is taken over",
    async () => {
      const self = await describeSelf();
      expect(await isDead(self)).toBe(false);
      expect(await isDead({ ...self, start: "1" })).toBe(true);
    },
  );

  test("on another machine, or by nobody who can be told, is respected", async () => {
    await using folder = await makeFolder();
    const lock = await lockFileOf(folder.root, "a.md");
    const elsewhere = { ...(await deadHolder()), host: `not-${hostname()}` };
    const otherContainer = { ...(await deadHolder()), container: "pid:[1]" };
    for (const left of [JSON.stringify(elsewhere), JSON.stringify(otherContainer), "", "{"]) {
      await writeFile(lock, left);
      const second = withLock(folder.root, "a.md", { pause, limitMs: 0 }, () => Promise.resolve());
      await expect(second).rejects.toMatchObject({ code: "locked" });
      await rm(lock);
    }
  });

  test("and removed by hand is not taken from whoever has it next", async () => {
    await using folder = await makeFolder();
    const lock = await lockFileOf(folder.root, "a.md");
    const next = { ...(await describeSelf()), pid: process.pid };
    await withLock(folder.root, "a.md", { pause }, async () => {
      await rm(lock);
      await writeFile(lock, JSON.stringify(next));
    });
    expect((await readHolder(lock))?.token).toBe(next.token);
  });
});

test("of 6 processes that find a lock of a dead one, one at a time gets it", { timeout: 120_000 }, async () => {
  await using folder = await makeFolder();
  const lock = await lockFileOf(folder.root, "a.md");
  const script = `
    import { appendFile, mkdir, rmdir } from "node:fs/promises";
    import { withLock } from ${JSON.stringify(new URL("document-lock.ts", import.meta.url).href)};
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    for (let i = 0; i < 3; i += 1)
      await withLock(args[0], "a.md", { pause, limitMs: 60000 }, async () => {
        await mkdir(args[0] + "/inside");
        await pause(2);
        await rmdir(args[0] + "/inside");
        await appendFile(args[0] + "/done", id + " ");
      });
  `;
  const processes = await prepareProcesses(6, script, [folder.root]);
  await writeFile(lock, JSON.stringify(await deadHolder()));
  expect(new Set(await processes.run())).toEqual(new Set([0]));
  const done = (await readFile(join(folder.root, "done"), "utf8")).trim().split(" ");
  const ids = Array.from({ length: 6 }, (_, id) => String(id));
  expect(done.toSorted()).toEqual([...ids, ...ids, ...ids].toSorted());
  expect(await readdir(locksOf(folder.root))).toEqual([]);
});
