// What a disk can do to the real bridge: each is told with the name of the file and what helps, and what was saved before
// stays.
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { systemRuntime } from "@nomous/client";
import { generationStream, ITEM, newCommandId, newConversationId, newTurnId, type TurnId } from "@nomous/protocol";
import { createPairingLink, scriptedToken } from "@nomous/server";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Desk } from "../support/desk.ts";
import { lacks } from "@nomous/testkit";
import { makeKey, RawSocket } from "./raw-socket.ts";

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const canBecomeNobody = isRoot && spawnSync("true", { uid: NOBODY }).error === undefined;
const canMount = isRoot && process.platform === "linux";

let desk: Desk;
let workspace: string;

beforeEach(() => {
  desk = new Desk();
  workspace = desk.path("harbor");
  mkdirSync(workspace);
});
afterEach(() => desk.end());

const databaseOf = (folder: string): string => join(folder, ".nomous", "nomous.db");

async function asked(folder: string, prompt: string): Promise<{ text: string; generation: TurnId }> {
  const { exit, out } = await desk.runWarm(["chat", "--json", "-w", folder, "-m", "scripted", prompt]);
  expect(exit).toBe(0);
  return JSON.parse(out) as { text: string; generation: TurnId };
}

async function texts(folder: string): Promise<string[]> {
  const { out } = await desk.runWarm(["export", "--format", "json", "--out", "-", "-w", folder]);
  const { conversations } = JSON.parse(out) as { conversations: { turns: { role: string; text: string }[] }[] };
  return conversations.flatMap(({ turns }) =>
    turns.filter(({ role }) => role === "engine").map(({ text }) => text.trim()),
  );
}

test("a file that is no database is named and left alone", async () => {
  mkdirSync(join(workspace, ".nomous"));
  const file = databaseOf(workspace);
  const garbage = "all work and no play\n".repeat(2_000);
  writeFileSync(file, garbage);
  for (const args of [["serve", "--port", "0"], ["chat", "hello"], ["doctor"]]) {
    const { exit, out, err } = await desk.runWarm([...args, "-w", workspace]);
    expect(exit).toBe(args[0] === "doctor" ? 1 : 3);
    expect(out + err).toContain(file);
    expect(out + err).toContain("nomous restore FILE");
  }
  expect(readFileSync(file, "utf8")).toBe(garbage);
});

test("[S12] a flipped byte in the log is found: that stream says so, its intact items and all others are read", async () => {
  const damaged = await asked(workspace, "scripted: tokens=9000 rate=0 seed=1");
  const whole = await asked(workspace, "scripted: tokens=9000 rate=0 seed=2");
  flipByte(databaseOf(workspace), scriptedToken(1, 7_000));

  const bridge = await desk.serve(workspace);
  const { secret } = await createPairingLink(join(workspace, ".nomous"), systemRuntime);
  const raw = await RawSocket.enter(bridge.url, makeKey(), secret);
  const read = async (generation: TurnId): Promise<number> => {
    const sid = generationStream(generation);
    raw.say({ type: "SUB", subs: [{ ref: raw.messages.length, sid, from: "start", credit: 2 ** 30 }] });
    const subbed = await raw.until(() => raw.all("SUBBED").find((message) => message.sid === sid));
    return subbed.channel;
  };
  const first = await read(damaged.generation);
  expect(await raw.next("UNSUBBED")).toMatchObject({ channel: first, why: "corrupt" });
  const intact = raw.text(first);
  expect(intact.length).toBeGreaterThan(1_000);
  expect(damaged.text.startsWith(intact)).toBe(true);
  expect(intact).not.toContain(scriptedToken(1, 7_000));

  const second = await read(whole.generation);
  await raw.until(() => raw.frames.find(({ items }) => items.at(-1)?.kind === ITEM.end));
  expect(raw.text(second)).toBe(whole.text);
  await raw.leave();
  await asked(workspace, "scripted: tokens=5 rate=0 seed=3");
  expect(await texts(workspace)).toEqual([intact.trim(), whole.text.trim(), scriptedText(3, 5)]);
  const doctor = await desk.runWarm(["doctor", "-w", workspace]);
  expect(doctor.exit).toBe(1);
  expect(doctor.out).toMatch(new RegExp(`items from \\d+ on of ${generationStream(damaged.generation)} are damaged`));
});

/** Changes one byte of the place in a stopped database where `text` stands. */
function flipByte(file: string, text: string): void {
  const at = readFileSync(file).indexOf(text);
  expect(at).toBeGreaterThan(0);
  const handle = openSync(file, "r+");
  writeSync(handle, "8", at);
  closeSync(handle);
}

test.skipIf(lacks(canBecomeNobody, `root, to run as user ${NOBODY}`))(
  "a folder that may not be read, or not be written, is told with its name",
  async () => {
    chmodSync(desk.folder, 0o755);
    for (const [mode, words] of [
      [0o000, "cannot be read: permission denied"],
      [0o555, "Cannot write into"],
    ] as const) {
      chmodSync(workspace, mode);
      const { exit, out, err } = await desk.run(["serve", "--port", "0", "-w", workspace], { uid: NOBODY });
      expect({ exit, out }).toEqual({ exit: 3, out: "" });
      expect(err).toContain(words);
      expect(err).toContain(workspace);
      expect(err).toContain("--workspace DIR");
    }
    chmodSync(workspace, 0o755);
    expect(readdirSync(workspace)).toEqual([]);
  },
);

test.skipIf(lacks(canMount, "root on Linux, to mount a small file system"))(
  "[S2] on a full disk a new prompt is refused in words, and an answer waits for space and goes on",
  async ({ skip }) => {
    const small = desk.path("small");
    mkdirSync(small);
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", small]).status !== 0) {
      console.log("skipped: this machine does not let its root mount a small file system");
      skip();
    }
    try {
      const before = await asked(small, "scripted: tokens=40 rate=0 seed=4");
      const bridge = await desk.serve(small);
      const { secret } = await createPairingLink(join(small, ".nomous"), systemRuntime);
      const raw = await RawSocket.enter(bridge.url, makeKey(), secret);
      const asking = desk.start(["chat", "-w", small, "-m", "scripted", "scripted: tokens=1500 rate=1000 seed=5"]);
      await asking.saw("100.");
      const filling = join(small, "filling");
      fill(filling);
      await expect.poll(() => readFileSync(join(small, ".nomous", "bridge.log"), "utf8")).toContain('"code":"full"');
      const heard = asking.said.out;
      expect(heard).not.toContain("1500.");

      const id = newCommandId(systemRuntime);
      const command = { type: "CMD", id, name: "conversation.prompt", args: prompt() } as const;
      raw.say(command);
      const refusal = await raw.next("RES");
      expect(refusal).toMatchObject({ id, status: "rejected", error: { code: "storage-failed" } });
      expect(refusal.error?.message).toContain("the disk is full");
      expect(refusal.error?.message).toContain("Free some space");
      const doctor = await desk.runWarm(["doctor", "-w", small]);
      expect(doctor.out).toMatch(/^fail {2}disk space .* 0 bytes free/m);

      rmSync(filling);
      const answered = await asking.result;
      expect(answered).toMatchObject({ exit: 0 });
      expect(answered.out.trim()).toBe(scriptedText(5, 1_500));
      raw.say(command);
      await raw.until(() => raw.all("RES").find((result) => result.id === id && result.status === "applied"));
      await raw.leave();
      const kept = await texts(small);
      expect([before.text, answered.out].every((text) => kept.includes(text.trim()))).toBe(true);
    } finally {
      await desk.stop();
      execFileSync("umount", [small]);
    }
  },
);

/** Writes until nothing goes in any more. */
function fill(file: string): void {
  const handle = openSync(file, "w");
  for (let size = 1 << 20; size > 0; size >>= 1) {
    const bytes = Buffer.alloc(size);
    try {
      while (writeSync(handle, bytes) > 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
  closeSync(handle);
}

const prompt = () => ({
  conversation: newConversationId(systemRuntime),
  turn: newTurnId(systemRuntime),
  answer: newTurnId(systemRuntime),
  parent: null,
  text: "scripted: tokens=3 rate=0",
  attachments: [],
  settings: { engine: "scripted" },
});

const scriptedText = (seed: number, tokens: number): string =>
  Array.from({ length: tokens }, (_, i) => scriptedToken(seed, i + 1))
    .join("")
    .trim();
