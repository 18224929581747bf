import type { EngineInfo, Runtime, WorkspaceStatus } from "@nomous/protocol";
import { LIMITS } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { CALLER, EMPTY_WORKSPACE, interceptCommits, openServices, promptArgs } from "../services-fixture.ts";
import { WorkspaceError, type WorkspaceSource } from "../workspace/workspace-source.ts";

function makeRuntime(): Runtime & { clock: FakeClock } {
  return { clock: new FakeClock(), random: createSeededRandom(1) };
}

test("[Q1] a query changes nothing and leaves nothing behind", async () => {
  const runtime = makeRuntime();
  let commits = 0;
  const bridge = await openServices(runtime, {
    wrap: (storage) => interceptCommits(storage, () => void (commits += 1)),
  });
  await bridge.send("conversation.prompt", promptArgs(runtime, "scripted: tokens=1 rate=0"));
  await runtime.clock.settle();
  const before = commits;
  await bridge.ask("conversation.search", { text: "scripted", limit: 5 });
  await bridge.ask("workspace.status", {});
  await bridge.ask("workspace.files", { text: "", limit: 5 });
  await bridge.ask("workspace.read", { path: "a.md", from: 1, to: 2 });
  expect(commits).toBe(before);
});

test("[Q2] each ASK gets one REPLY with its ref and a result or an error", async () => {
  const bridge = await openServices(makeRuntime());
  const { handlers } = bridge.services;
  const signal = new AbortController().signal;
  const asks = [
    ["workspace.files", { text: "", limit: 1 }, undefined],
    ["workspace.files", { text: "", limit: 0 }, "invalid-arguments"],
    ["workspace.explode", {}, "not-supported"],
    ["constructor", {}, "not-supported"],
    ["conversation.search", undefined, "invalid-arguments"],
  ] as const;
  for (const [ref, [name, args, code]] of asks.entries()) {
    const reply = await handlers.ask(CALLER, { type: "ASK", ref, name, args }, signal);
    expect(reply).toMatchObject({ type: "REPLY", ref });
    expect(reply.error?.code).toBe(code);
    expect(reply.result === undefined).toBe(code !== undefined);
  }
});

test("[Q3] a path that leaves the workspace never reaches the disk", async () => {
  const read: string[] = [];
  const workspace: WorkspaceSource = {
    ...EMPTY_WORKSPACE,
    read: async (path, from) => {
      read.push(path);
      return { path, from, lines: [], total: 0 };
    },
  };
  const bridge = await openServices(makeRuntime(), { workspace });
  for (const path of ["../x", "a/../../x", "/etc/passwd", "C:/x", "a\\..\\x", "a\0b", "..", ""]) {
    const reply = await bridge.ask("workspace.read", { path, from: 1, to: 1 });
    expect(reply.error?.code).toBe("invalid-arguments");
  }
  expect(read).toEqual([]);
});

test("what the workspace refuses is told with its words", async () => {
  const codes = [
    ["not-found", "not-found"],
    ["forbidden", "forbidden"],
    ["not-text", "not-supported"],
    ["unreadable", "workspace-unreadable"],
  ] as const;
  for (const [thrown, code] of codes) {
    const read = (): Promise<never> => Promise.reject(new WorkspaceError(thrown, "a.md: why"));
    const bridge = await openServices(makeRuntime(), { workspace: { ...EMPTY_WORKSPACE, read } });
    const reply = await bridge.ask("workspace.read", { path: "a.md", from: 1, to: 1 });
    expect(reply.error).toEqual({ code, message: "a.md: why" });
  }
  const broken = { ...EMPTY_WORKSPACE, read: () => Promise.reject(new Error("secret")) };
  const bridge = await openServices(makeRuntime(), { workspace: broken });
  const reply = await bridge.ask("workspace.read", { path: "a.md", from: 1, to: 1 });
  expect(reply.error?.code).toBe("internal");
  expect(JSON.stringify(reply)).not.toContain("secret");
});

test("a reply fits into one frame, however long the lines are", async () => {
  const lines = Array.from({ length: 100 }, () => "\u0001".repeat(50_000));
  const workspace = {
    ...EMPTY_WORKSPACE,
    read: async (path: string, from: number) => ({ path, from, lines, total: 100 }),
  };
  const bridge = await openServices(makeRuntime(), { workspace });
  const reply = await bridge.ask("workspace.read", { path: "a.md", from: 1, to: 100 });
  expect(JSON.stringify(reply).length).toBeLessThan(LIMITS.frameBytes);
  expect(reply.result).toMatchObject({ total: 100 });
});

test("the status names the folder and its engines", async () => {
  const bridge = await openServices(makeRuntime());
  const { result } = await bridge.ask("workspace.status", {});
  const engines: EngineInfo[] = [{ id: "scripted", name: "scripted engine", kind: "scripted" }];
  expect(result).toMatchObject({ name: "empty", engines } satisfies Partial<WorkspaceStatus>);
});
