import type { EngineInfo, QueryArgs, QueryResult, Runtime, Scope, StreamId, WorkspaceStatus } from "@nomous/protocol";
import { ITEM, LIMITS, utf8 } from "@nomous/protocol";
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

test("[Q4] heads of streams come in pages, by name, with the epoch of the store, and only to whoever may read them", async () => {
  const runtime = makeRuntime();
  const bridge = await openServices(runtime);
  const ask = async (args: QueryArgs<"streams.heads">, scopes: readonly Scope[] = CALLER.scopes) => {
    const { result, error } = await bridge.ask("streams.heads", args, { ...CALLER, scopes });
    return { ...(result as QueryResult<"streams.heads"> | undefined), error: error?.code };
  };
  for (let i = 0; i < 3; i += 1)
    await bridge.send("conversation.prompt", promptArgs(runtime, "scripted: tokens=1 rate=0"));
  await runtime.clock.settle();
  const all = await ask({ family: "conversation" });
  expect(all).toMatchObject({ hasMore: false, error: undefined });
  expect(all.streams?.map(({ sid }) => sid)).toEqual(
    [...(await bridge.list()).keys()].map((id) => `conversation/${id}`).toSorted(),
  );
  for (const { sid, epoch, head } of all.streams ?? [])
    expect([epoch, head]).toEqual([bridge.storage.store.epoch, (await bridge.journal.state(sid))?.head]);
  expect((await ask({ family: "conversation", after: all.streams?.[1]?.sid })).streams).toEqual(all.streams?.slice(2));
  expect((await ask({ family: "document" })).streams).toEqual([]);
  expect((await ask({ family: "conversation" }, ["document:read"])).error).toBe("forbidden");
  expect((await ask({ family: "conversation" }, ["conversation:read"])).error).toBe("forbidden");
  expect((await ask({ family: "document" }, ["document:read"])).error).toBeUndefined();

  // More than a page.
  const actor = CALLER.actor;
  const appends = Array.from({ length: LIMITS.headsListed + 1 }, (_, i) => ({
    sid: `document/${String(i).padStart(4, "0")}` as StreamId,
    items: [{ kind: ITEM.json, data: utf8("{}") }],
    actor,
  }));
  await bridge.journal.commit({ appends });
  const page = await ask({ family: "document" });
  expect([page.streams?.length, page.hasMore]).toEqual([LIMITS.headsListed, true]);
  const rest = await ask({ family: "document", after: page.streams?.at(-1)?.sid });
  expect(rest).toMatchObject({ streams: [{ sid: appends.at(-1)?.sid, head: 1 }], hasMore: false });
});

test("the status names the folder and its engines", async () => {
  const bridge = await openServices(makeRuntime());
  const { result } = await bridge.ask("workspace.status", {});
  const engines: EngineInfo[] = [{ id: "scripted", name: "scripted engine", kind: "scripted" }];
  expect(result).toMatchObject({ name: "empty", engines } satisfies Partial<WorkspaceStatus>);
});
