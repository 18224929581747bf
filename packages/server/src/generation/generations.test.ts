import { LIMITS, newCommandId, type Runtime, type StreamId, type TurnId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import { type Engine, EngineError, type EnginePart } from "../engine/engine.ts";
import { createScriptedEngine, scriptedToken } from "../engine/scripted-engine.ts";
import { interceptCommits, openServices, promptArgs, type ServicesFixture } from "../services-fixture.ts";
import { type Storage, StorageError } from "../storage/storage.ts";

function makeRuntime(seed = 1): Runtime & { clock: FakeClock } {
  return { clock: new FakeClock(), random: createSeededRandom(seed) };
}

const tokens = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, i) => scriptedToken(seed, i + 1)).join("");

const sid = (answer: TurnId): StreamId => `generation/${answer}` as StreamId;

const engine = (generate: Engine["generate"]): Engine => ({
  id: "custom",
  name: "custom engine",
  kind: "model",
  generate,
});

const text = (value: string): EnginePart => ({ type: "text", text: value });

async function outcomeOf(bridge: ServicesFixture, { conversation, answer }: ReturnType<typeof promptArgs>) {
  const turn = (await bridge.tree(conversation)).turns.get(answer);
  return turn?.role === "engine" ? turn.outcome : undefined;
}

describe("a generation", () => {
  test("[S5] is written whole and in order, and its END counts the items before it", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const args = promptArgs(runtime, "scripted: tokens=5000 rate=0 seed=7");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.settle();
    await until(async () => (await bridge.answer(args.answer)).end !== null);
    const { text, parts, end } = await bridge.answer(args.answer);
    expect(text).toBe(tokens(7, 5_000));
    expect(end).toEqual({ reason: "done", count: parts.length });
    expect(parts[0]).toMatchObject({ type: "route", route: { engine: "scripted" } });
    expect((await bridge.journal.state(sid(args.answer)))?.head).toBe(5_002);
  });

  test("keeps its outcome in the conversation, with the text, in the commit that ends it", async () => {
    const runtime = makeRuntime();
    const commits: { sids: (string | undefined)[]; removes: boolean }[] = [];
    const bridge = await openServices(runtime, {
      wrap: (storage) =>
        interceptCommits(storage, ({ appends = [], records = [] }) => {
          commits.push({ sids: appends.map(({ sid }) => sid), removes: records.some(({ value }) => value === null) });
        }),
    });
    const args = promptArgs(runtime, "scripted: tokens=3 rate=10");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.advance(1_000);
    expect(await outcomeOf(bridge, args)).toMatchObject({
      reason: "done",
      text: tokens(1, 3),
      count: 4,
      firstMs: 100,
      totalMs: 300,
      route: { engine: "scripted" },
    });
    expect(commits.at(-1)).toEqual({
      sids: [sid(args.answer), `conversation/${args.conversation}`],
      removes: true,
    });
    expect(await bridge.storage.records("generation")).toEqual([]);
    runtime.clock.assertNoTimers();
  });

  test("does not wait for a commit per token, and does not run ahead of the disk without bound", async () => {
    const runtime = makeRuntime();
    const gate = Promise.withResolvers<void>();
    const batches: number[] = [];
    let given = 0;
    const bridge = await openServices(runtime, {
      engines: [
        engine(async function* () {
          for (; given < 10_000; given += 1) yield text("x".repeat(100));
        }),
      ],
      wrap: (storage) =>
        interceptCommits(storage, async (change) => {
          batches.push(change.appends?.[0]?.count ?? 0);
          await (batches.length === 2 ? gate.promise : new Promise((resolve) => void setImmediate(resolve)));
        }),
    });
    const args = promptArgs(runtime, "go");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.settle();
    expect(given * 100).toBeLessThan(4 * LIMITS.replaySliceBytes);
    gate.resolve();
    await until(async () => (await bridge.answer(args.answer)).end !== null);
    expect((await bridge.answer(args.answer)).text.length).toBe(1_000_000);
    expect(batches.length).toBeLessThan(40);
  });

  test("leaves out of its conversation what is too long for it", async () => {
    const runtime = makeRuntime();
    const long = '"'.repeat(LIMITS.answerBytes);
    const bridge = await openServices(runtime, {
      engines: [
        engine(async function* ({ messages }) {
          if (messages.length === 1) yield text(long);
          else yield text(`${messages[1]?.text.length}`);
        }),
      ],
    });
    const first = promptArgs(runtime, "a");
    await bridge.send("conversation.prompt", first);
    await runtime.clock.settle();
    expect(await outcomeOf(bridge, first)).not.toHaveProperty("text");
    const { conversation, answer: parent } = first;
    const second = promptArgs(runtime, "b", { conversation, parent });
    await bridge.send("conversation.prompt", second);
    await runtime.clock.settle();
    expect((await bridge.answer(second.answer)).text).toBe(`${long.length}`);
  });

  test("cuts text that is larger than an item between characters", async () => {
    const runtime = makeRuntime();
    const long = "a😀é".repeat(40_000);
    const bridge = await openServices(runtime, {
      engines: [
        engine(async function* () {
          yield text(long);
          yield text("");
        }),
      ],
    });
    const args = promptArgs(runtime, "go");
    await bridge.send("conversation.prompt", args);
    await until(async () => (await bridge.answer(args.answer)).end !== null);
    expect((await bridge.answer(args.answer)).text).toBe(long);
  });

  test("that fails ends with the engine's words, and what it gave stays", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const args = promptArgs(runtime, "scripted: tokens=9 rate=0 fail=4");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.settle();
    const { text, end } = await bridge.answer(args.answer);
    expect(text).toBe(tokens(1, 4));
    expect(end).toMatchObject({ reason: "error", count: 5, error: { code: "engine-failed" } });
    expect(await outcomeOf(bridge, args)).toMatchObject({ reason: "error", text: tokens(1, 4) });
  });

  test("[E4] that throws something unknown tells nothing of it", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime, {
      engines: [
        // eslint-disable-next-line require-yield
        engine(async function* () {
          throw new TypeError("secret prompt");
        }),
      ],
    });
    const args = promptArgs(runtime, "go");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.settle();
    const { end } = await bridge.answer(args.answer);
    expect(end).toMatchObject({ reason: "error", error: { code: "engine-failed" } });
    expect(JSON.stringify(end)).not.toContain("secret");
  });
});

describe("stream.cancel", () => {
  test("[C7] ends a generation within 50 ms, and nothing follows", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const args = promptArgs(runtime, "scripted: tokens=100 rate=100");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.advance(205);
    expect(await bridge.send("stream.cancel", { sid: sid(args.answer) })).toMatchObject({ status: "applied" });
    await runtime.clock.advance(50);
    const { text, end } = await bridge.answer(args.answer);
    expect(end).toEqual({ reason: "cancelled", count: 21 });
    expect(text).toBe(tokens(1, 20));
    await runtime.clock.advance(1_000);
    expect((await bridge.answer(args.answer)).text).toBe(text);
    runtime.clock.assertNoTimers();
  });

  test("[C7] ends an engine that does not listen", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime, {
      engines: [
        engine(async function* () {
          yield text("begun");
          await new Promise(() => undefined);
        }),
      ],
    });
    const args = promptArgs(runtime, "go");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.settle();
    await bridge.send("stream.cancel", { sid: sid(args.answer) });
    await runtime.clock.settle();
    expect(await bridge.answer(args.answer)).toMatchObject({ text: "begun", end: { reason: "cancelled" } });
  });

  test("[C7] of what has ended is applied and changes nothing; of what never was it is rejected", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const args = promptArgs(runtime, "scripted: tokens=2 rate=0");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.settle();
    const before = await bridge.answer(args.answer);
    expect(await bridge.send("stream.cancel", { sid: sid(args.answer) })).toMatchObject({ status: "applied" });
    expect(await bridge.answer(args.answer)).toEqual(before);
    const unknown = promptArgs(runtime, "x").answer;
    expect(await bridge.send("stream.cancel", { sid: sid(unknown) })).toMatchObject({ error: { code: "not-found" } });
    const conversation = `conversation/${args.conversation}` as StreamId;
    expect(await bridge.send("stream.cancel", { sid: conversation })).toMatchObject({
      error: { code: "not-supported" },
    });
  });

  test("[C7] sent behind its prompt finds the answer", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const args = promptArgs(runtime, "scripted: tokens=100 rate=1");
    const results = await Promise.all([
      bridge.send("conversation.prompt", args),
      bridge.send("stream.cancel", { sid: sid(args.answer) }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["applied", "applied"]);
    await runtime.clock.settle();
    expect((await bridge.answer(args.answer)).end?.reason).toBe("cancelled");
  });
});

describe("a prompt below an open answer", () => {
  test("[C9] is answered after it, with its text", async () => {
    const runtime = makeRuntime();
    const seen: string[][] = [];
    const scripted = createScriptedEngine(runtime);
    const bridge = await openServices(runtime, {
      engines: [
        {
          ...scripted,
          generate(request, signal) {
            seen.push(request.messages.map(({ text }) => text));
            return scripted.generate(request, signal);
          },
        },
      ],
    });
    const first = promptArgs(runtime, "scripted: tokens=3 rate=10");
    const { conversation, answer: parent } = first;
    const second = promptArgs(runtime, "scripted: tokens=2 rate=0", { conversation, parent });
    const third = promptArgs(runtime, "scripted: tokens=1 rate=0", { conversation, parent: second.answer });
    const aside = promptArgs(runtime, "scripted: tokens=1 rate=0 seed=2", { conversation, parent: null });
    for (const args of [first, second, third, aside]) await bridge.send("conversation.prompt", args);
    await runtime.clock.advance(150);
    expect((await bridge.answer(second.answer)).text).toBe("");
    expect((await bridge.answer(aside.answer)).end?.reason).toBe("done");
    await runtime.clock.advance(1_000);
    expect(seen.at(-1)).toEqual([first.text, tokens(1, 3), second.text, tokens(1, 2), third.text]);
    expect((await bridge.answer(third.answer)).end?.reason).toBe("done");
  });

  test("[C9] can be cancelled while it waits, and those behind it go on", async () => {
    const runtime = makeRuntime();
    const bridge = await openServices(runtime);
    const first = promptArgs(runtime, "scripted: tokens=10 rate=10");
    const { conversation } = first;
    const second = promptArgs(runtime, "scripted: tokens=2 rate=0", { conversation, parent: first.answer });
    const third = promptArgs(runtime, "scripted: tokens=1 rate=0", { conversation, parent: second.answer });
    for (const args of [first, second, third]) await bridge.send("conversation.prompt", args);
    await bridge.send("stream.cancel", { sid: sid(second.answer) });
    await runtime.clock.settle();
    expect((await bridge.answer(second.answer)).end).toEqual({ reason: "cancelled", count: 1 });
    expect((await bridge.answer(third.answer)).text).toBe("");
    await runtime.clock.advance(2_000);
    expect((await bridge.answer(third.answer)).text).toBe(tokens(1, 1));
  });
});

describe("a disk that refuses", () => {
  test("is tried again, and no token is lost or doubled", async () => {
    const runtime = makeRuntime();
    const disk = { isFull: false };
    const bridge = await openServices(runtime, { wrap: (storage) => filling(storage, disk) });
    const args = promptArgs(runtime, "scripted: tokens=100 rate=100 seed=3");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.advance(300);
    disk.isFull = true;
    await runtime.clock.advance(20_000);
    disk.isFull = false;
    await runtime.clock.advance(30_000);
    expect(await bridge.answer(args.answer)).toMatchObject({
      text: tokens(3, 100),
      end: { reason: "done", count: 101 },
    });
    runtime.clock.assertNoTimers();
  });

  test("for more than a minute ends the answer, which is said once it can be", async () => {
    const runtime = makeRuntime();
    const disk = { isFull: false };
    const bridge = await openServices(runtime, { wrap: (storage) => filling(storage, disk) });
    const args = promptArgs(runtime, "scripted: tokens=100000 rate=100 seed=3");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.advance(300);
    disk.isFull = true;
    await runtime.clock.advance(120_000);
    disk.isFull = false;
    await runtime.clock.advance(30_000);
    const { text, end } = await bridge.answer(args.answer);
    expect(end).toMatchObject({ reason: "error", error: { code: "storage-failed" } });
    expect(tokens(3, 20_000).startsWith(text)).toBe(true);
    runtime.clock.assertNoTimers();
  });

  test("[C8] at the stop leaves the answer to the next start", async () => {
    const runtime = makeRuntime();
    const disk = { isFull: false };
    const bridge = await openServices(runtime, { wrap: (storage) => filling(storage, disk) });
    const args = promptArgs(runtime, "scripted: tokens=100 rate=100");
    await bridge.send("conversation.prompt", args);
    await runtime.clock.advance(55);
    disk.isFull = true;
    await runtime.clock.advance(200);
    await bridge.services.stop();
    runtime.clock.assertNoTimers();
    const again = await openServices(runtime, { disk: bridge.disk });
    expect(await again.answer(args.answer)).toMatchObject({ text: tokens(1, 5), end: { reason: "interrupted" } });
  });
});

test("stopping ends what runs and what waits as interrupted, with all that was given saved", async () => {
  const runtime = makeRuntime();
  const bridge = await openServices(runtime);
  const first = promptArgs(runtime, "scripted: tokens=100 rate=100");
  const { conversation, answer: parent } = first;
  const second = promptArgs(runtime, "scripted: tokens=2 rate=0", { conversation, parent });
  await bridge.send("conversation.prompt", first);
  await bridge.send("conversation.prompt", second);
  await runtime.clock.advance(105);
  await bridge.services.stop();
  expect(await bridge.answer(first.answer)).toMatchObject({ text: tokens(1, 10), end: { reason: "interrupted" } });
  expect((await bridge.answer(second.answer)).end).toEqual({ reason: "interrupted", count: 1 });
  expect(await bridge.storage.records("generation")).toEqual([]);
  runtime.clock.assertNoTimers();
});

test("what an engine says of a failure reaches the reader, and the observer counts", async () => {
  const runtime = makeRuntime();
  const seen: unknown[] = [];
  const bridge = await openServices(runtime, {
    engines: [
      engine(async function* () {
        yield text("half");
        throw new EngineError("The model's file is damaged. Download it again.");
      }),
    ],
    observer: {
      started: () => seen.push("started"),
      firstPart: (ms) => seen.push(ms),
      finished: (reason) => seen.push(reason),
    },
  });
  const args = promptArgs(runtime, "go");
  await bridge.send("conversation.prompt", args, newCommandId(runtime));
  await runtime.clock.settle();
  expect((await bridge.answer(args.answer)).end?.error?.message).toContain("damaged");
  expect(seen).toEqual(["started", 0, "error"]);
});

/** For work that takes more turns than a clock's `settle` waits for. */
async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 10_000; i += 1) {
    if (await isDone()) return;
    await new Promise((resolve) => void setImmediate(resolve));
  }
  throw new Error("did not happen");
}

const filling = (storage: Storage, disk: { isFull: boolean }): Storage =>
  interceptCommits(storage, () => {
    if (disk.isFull) throw new StorageError("full", "The disk is full.");
  });
