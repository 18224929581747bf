import { appendFile, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandId, conversationStream, ITEM, newConversationId, utf8 } from "@nomous/protocol";
import { afterEach, describe, expect, it } from "vitest";
import { idAt } from "../outbox/command-ids.ts";
import { systemRuntime } from "../runtime-system.ts";
import { createFileStorage } from "./file-storage.ts";
import { storageContract } from "./storage.contract.ts";

const directories: string[] = [];
const newDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), "nomous-client-"));
  directories.push(directory);
  return directory;
};
afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true });
});

storageContract("files", async () => {
  const directory = await newDirectory();
  return { open: () => createFileStorage(directory) };
});

const one = (first: number) => ({
  epoch: 0,
  createdAt: 0,
  first,
  items: [{ atMs: first, kind: ITEM.text, data: utf8("x") }],
});

describe("files after a crash", () => {
  const sid = conversationStream(newConversationId(systemRuntime));

  it("a record that was cut off or damaged costs itself, and the copy goes on before it", async () => {
    const directory = await newDirectory();
    const storage = await createFileStorage(directory);
    for (const first of [1, 2, 3]) await storage.addToCopy(sid, one(first));
    const file = join(directory, "streams", encodeURIComponent(sid));
    const whole = await readFile(file);
    for (let length = 0; length < whole.length; length += 1) {
      await writeFile(file, whole.subarray(0, length));
      const after = await createFileStorage(directory);
      const before = (await after.readCopy(sid))?.items.length ?? 0;
      expect(before).toBe(Math.floor(length / (whole.length / 3)));
      await after.addToCopy(sid, one(before + 1));
      expect((await (await createFileStorage(directory)).readCopy(sid))?.items).toHaveLength(before + 1);
    }
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 1] = 0;
    await writeFile(file, damaged);
    expect((await (await createFileStorage(directory)).readCopy(sid))?.items).toHaveLength(2);
  });

  it("what another program left in the outbox is not taken for a command", async () => {
    const directory = await newDirectory();
    const storage = await createFileStorage(directory);
    await writeFile(join(directory, "outbox", "x.waiting.123-1.tmp"), "half");
    await writeFile(join(directory, "outbox", "y.waiting"), "{");
    expect((await storage.readOutbox()).commands).toEqual([]);
  });

  it("its files are for their owner only", async () => {
    const directory = await newDirectory();
    const storage = await createFileStorage(directory);
    await storage.addToCopy(sid, one(1));
    await appendFile(join(directory, "floor"), "");
    const [file = ""] = await readdir(join(directory, "streams"));
    expect((await stat(join(directory, "streams", file))).mode & 0o077).toBe(0);
    expect((await stat(join(directory, "outbox"))).mode & 0o077).toBe(0);
  });
});

describe("files of documents", () => {
  const sid = conversationStream(newConversationId(systemRuntime));

  it("a copy that was cut off or damaged is none", async () => {
    const directory = await newDirectory();
    const storage = await createFileStorage(directory);
    await storage.putState(sid, { cursor: { epoch: 0, seq: 1 }, data: utf8("text") });
    const file = join(directory, "documents", encodeURIComponent(sid));
    const whole = await readFile(file);
    for (const damaged of [whole.subarray(0, 3), whole.subarray(0, whole.length - 1)]) {
      await writeFile(file, damaged);
      expect(await storage.readState(sid)).toBeUndefined();
    }
  });

  it("[C6] a command that was being replaced when the process ended waits again", async () => {
    const directory = await newDirectory();
    const storage = await createFileStorage(directory);
    const id = idAt(5) as CommandId;
    await storage.putCommand({ id, name: "conversation.rename", args: {}, maybeSent: false });
    await rename(join(directory, "outbox", `${id}.waiting`), join(directory, "outbox", `${id}.replaced`));
    expect(await storage.claimCommand(id)).toBe(false);
    const after = await createFileStorage(directory);
    expect((await after.readOutbox()).commands).toMatchObject([{ id, maybeSent: false }]);
  });
});
