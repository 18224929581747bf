import {
  type ConversationId,
  LIMITS,
  newCommandId,
  newTurnId,
  type Runtime,
  titleOf,
  type TurnId,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { openServices, promptArgs, type ServicesFixture } from "../services-fixture.ts";

const FAST = "scripted: tokens=1 rate=0";
const DAY_MS = 24 * 3_600_000;

function makeRuntime(): Runtime & { clock: FakeClock } {
  return { clock: new FakeClock(), random: createSeededRandom(1) };
}

async function hits(bridge: ServicesFixture, text: string, limit = 10) {
  const { result } = await bridge.ask("conversation.search", { text, limit });
  return (result as { hits: { conversation: ConversationId; turn: TurnId; title: string; excerpt: string }[] }).hits;
}

describe("a title", () => {
  test.each([
    ["  What is   this?\nAnd that?", "What is this?"],
    ["\n\n second line first", "second line first"],
    ["   ", "Untitled"],
    ["word ".repeat(30), `${"word ".repeat(15).trim()}…`],
    ["x".repeat(200), `${"x".repeat(79)}…`],
    ["😀".repeat(90), `${"😀".repeat(79)}…`],
  ])("of %j is %j", (prompt, title) => {
    expect(titleOf(prompt)).toBe(title);
  });
});

describe("a prompt is refused", () => {
  test("when what it rests on is not so, and nothing changes", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const first = promptArgs(runtime, FAST);
    await bridge.send("conversation.prompt", first);
    await runtime.clock.settle();
    const { conversation, turn, answer } = first;
    const same = newTurnId(runtime);
    const refusals = [
      [{ conversation, parent: newTurnId(runtime) }, "conflict", "conflict"],
      [{ parent: newTurnId(runtime) }, "conflict", "conflict"],
      [{ conversation, turn }, "conflict", "conflict"],
      [{ conversation, answer }, "conflict", "conflict"],
      [{ answer }, "conflict", "conflict"],
      [{ turn: same, answer: same }, "conflict", "conflict"],
      [{ settings: { engine: "nowhere" } }, "rejected", "not-found"],
      [{ text: '"'.repeat(LIMITS.promptBytes) }, "rejected", "invalid-arguments"],
      [{ text: "x".repeat(LIMITS.promptBytes + 1) }, "rejected", "invalid-arguments"],
      [{ attachments: [{ path: "../secret" }] }, "rejected", "invalid-arguments"],
    ] as const;
    for (const [more, status, code] of refusals) {
      const args = promptArgs(runtime, FAST, more as Partial<typeof first>);
      expect(await bridge.send("conversation.prompt", args)).toMatchObject({ status, error: { code } });
    }
    expect((await bridge.list()).size).toBe(1);
    expect((await bridge.tree(conversation)).turns.size).toBe(2);
  });

  test("while its conversation is deleted, and taken once that is restored", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const first = promptArgs(runtime, FAST);
    const { conversation } = first;
    await bridge.send("conversation.prompt", first);
    await bridge.send("conversation.delete", { conversation });
    const second = promptArgs(runtime, FAST, { conversation });
    expect(await bridge.send("conversation.prompt", second)).toMatchObject({ status: "conflict" });
    expect(await bridge.send("conversation.rename", { conversation, title: "x" })).toMatchObject({
      status: "conflict",
    });
    await bridge.send("conversation.restore", { conversation });
    expect(await bridge.send("conversation.prompt", second, newCommandId(runtime))).toMatchObject({
      status: "applied",
    });
  });
});

test("two prompts with the same parent are two branches, and none is lost", async () => {
  const runtime = makeRuntime();
  const bridge = await openServices(runtime);
  const first = promptArgs(runtime, FAST);
  const { conversation, answer: parent } = first;
  await bridge.send("conversation.prompt", first);
  await Promise.all([
    bridge.send("conversation.prompt", promptArgs(runtime, FAST, { conversation, parent })),
    bridge.send("conversation.prompt", promptArgs(runtime, FAST, { conversation, parent })),
  ]);
  expect((await bridge.list()).get(conversation)).toMatchObject({ turns: 6, branches: 2 });
  expect((await bridge.tree(conversation)).children.get(parent)?.length).toBe(2);
});

test("what was deleted can be restored for 30 days, then its streams go at the next start", async () => {
  const runtime = makeRuntime();
  const bridge = await openServices(runtime);
  const gone = promptArgs(runtime, FAST);
  const kept = promptArgs(runtime, FAST);
  await bridge.send("conversation.prompt", gone);
  await bridge.send("conversation.prompt", kept);
  await bridge.send("conversation.delete", { conversation: gone.conversation });
  await runtime.clock.advance(29 * DAY_MS);
  await bridge.send("conversation.delete", { conversation: kept.conversation });

  const second = await openServices(runtime, { disk: bridge.disk });
  expect((await second.list()).size).toBe(2);
  await runtime.clock.advance(2 * DAY_MS);
  const third = await openServices(runtime, { disk: bridge.disk });
  expect([...(await third.list()).keys()]).toEqual([kept.conversation]);
  expect(await third.storage.stream(`conversation/${gone.conversation}` as never)).toBeUndefined();
  expect(await third.storage.stream(`generation/${gone.answer}` as never)).toBeUndefined();
  expect(await third.storage.stream(`generation/${kept.answer}` as never)).toBeDefined();
  const { conversation } = gone;
  expect(await third.send("conversation.restore", { conversation })).toMatchObject({ error: { code: "not-found" } });
  expect(await third.send("conversation.restore", { conversation: kept.conversation })).toMatchObject({
    status: "applied",
  });
});

describe("conversation.search", () => {
  test("finds turns that hold all words, newest first, and nothing that is deleted", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const prompts = ["How does the Journal commit?", "journal of a commit, later", "something else"].map((text) =>
      promptArgs(runtime, `scripted: echo\n${text}`),
    );
    for (const args of prompts) {
      await bridge.send("conversation.prompt", args);
      await runtime.clock.advance(1_000);
    }
    const found = await hits(bridge, "COMMIT journal");
    expect(found.map(({ conversation }) => conversation)).toEqual([1, 1, 0, 0].map((i) => prompts[i]?.conversation));
    expect(found[0]?.excerpt).toContain("journal of a commit");
    expect(found[0]?.title).toBe("scripted: echo");
    expect(await hits(bridge, "commit", 1)).toHaveLength(1);
    expect(await hits(bridge, "...")).toEqual([]);
    const conversation = prompts[1]?.conversation as ConversationId;
    await bridge.send("conversation.delete", { conversation });
    expect(new Set((await hits(bridge, "commit")).map((hit) => hit.conversation))).toEqual(
      new Set([prompts[0]?.conversation]),
    );
  });

  test("finds what was said since the last search, also the end of an answer that was open then", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const args = promptArgs(runtime, "scripted: rate=1 echo\nzebra");
    await bridge.send("conversation.prompt", args);
    expect(await hits(bridge, "zebra")).toHaveLength(1);
    await runtime.clock.advance(5_000);
    expect(await hits(bridge, "zebra")).toHaveLength(2);
  });
});
