import type { ChatSettings } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, test } from "vitest";
import type { ChatModel } from "../model/chat-model.ts";
import { previewContext } from "../prompt/preview-context.ts";
import {
  asks,
  createTestFiles,
  createTestModel,
  foundPassages,
  requestOf,
  says,
  type TestModel,
} from "../prompt/prompt-fixture.ts";
import { EngineError, type EngineMessage, type EnginePart } from "./engine.ts";
import { createModelEngine } from "./model-engine.ts";

const text = (value: string): EnginePart => ({ type: "text", text: value });
const GUIDE = { path: "docs/guide.md", line: 3, endLine: 3, text: "The journal commits first." };

interface Asked {
  readonly model: TestModel;
  readonly messages?: readonly EngineMessage[];
  readonly settings?: ChatSettings;
  readonly clock?: FakeClock;
  readonly signal?: AbortSignal;
}

const partsWith = (clock: FakeClock) => ({
  retriever: foundPassages(GUIDE),
  workspace: createTestFiles({}),
  runtime: { clock, random: createSeededRandom(1) },
});

/** All parts, and what was thrown after them. */
async function answer(asked: Asked): Promise<{ parts: EnginePart[]; error: unknown }> {
  const { model, messages = [asks("what does the journal do?")], settings, clock = new FakeClock() } = asked;
  const engine = createModelEngine(model, partsWith(clock));
  const parts: EnginePart[] = [];
  try {
    const signal = asked.signal ?? new AbortController().signal;
    for await (const part of engine.generate(requestOf(messages, settings), signal)) parts.push(part);
    return { parts, error: undefined };
  } catch (error) {
    return { parts, error };
  }
}

const typesOf = (parts: readonly EnginePart[]): string[] => parts.map(({ type }) => type);

describe("a model as an engine", () => {
  test("is opened, given what belongs to the prompt, and what it says is passed on as it comes", async () => {
    const loading = [{ stage: "load", done: 50, total: 100 } as const];
    const said: EnginePart[] = [
      { type: "progress", progress: { stage: "prefill", done: 9, total: 9 } },
      { type: "reasoning", text: "Hm." },
      text("It "),
      { type: "tool-call", call: { index: 0, name: "find", arguments: "{}" } },
      text("commits."),
    ];
    const model = createTestModel({ contextTokens: 4_000, loading, parts: said });
    const { parts } = await answer({ model });
    expect(typesOf(parts)).toEqual(["progress", "citation", "context", ...typesOf(said), "stats"]);
    expect(parts.slice(3, -1)).toEqual(said);
    expect(parts[1]).toMatchObject({ citation: { n: 1, path: "docs/guide.md", line: 3 } });
    expect(parts[2]).toMatchObject({ context: { size: 4_000, isExact: true } });
    expect(model.asked).toMatchObject([{ conversation: "c", messages: [{ role: "user" }], sampling: {} }]);
  });

  test("is asked with the settings of the conversation, and with nothing that is left out there", async () => {
    const model = createTestModel({ parts: [text("{}")] });
    const settings = { temperature: 0, topP: 0.5, maxTokens: 9, seed: 4, stop: ["x"], schema: '{"type":"object"}' };
    await answer({ model, settings });
    await answer({ model });
    const { schema: _, ...others } = settings;
    expect(model.asked.map(({ sampling }) => sampling)).toEqual([{ ...others, schema: { type: "object" } }, {}]);
  });

  test("tells how long loading and preparing took together with its own times, as the last part", async () => {
    const clock = new FakeClock();
    const wait = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
    const stats = { prefillMs: 20, outputTokens: 7 };
    const model = createTestModel({
      async *open() {
        await wait(30);
        yield { type: "progress", progress: { stage: "load", done: 100, total: 100 } };
      },
      parts: [text("a"), { type: "stats", stats }, text("b")],
    });
    const slow: ChatModel = { ...model, count: (texts, signal) => wait(5).then(() => model.count(texts, signal)) };
    const engine = createModelEngine(slow, partsWith(clock));
    const parts: EnginePart[] = [];
    const reading = (async () => {
      for await (const part of engine.generate(requestOf([asks("hi")]), new AbortController().signal)) parts.push(part);
    })();
    await clock.advance(100);
    await reading;
    expect(parts.at(-1)).toEqual({ type: "stats", stats: { loadMs: 30, prepareMs: 5, ...stats } });
    expect(typesOf(parts).filter((type) => type === "stats")).toHaveLength(1);
  });

  test("that was ready took no time to load", async () => {
    const { parts } = await answer({ model: createTestModel() });
    expect(parts.at(-1)).toEqual({ type: "stats", stats: { prepareMs: 0 } });
  });

  test("that fails gives its stats first, and the failure is its own", async () => {
    const failure = new EngineError("It ran out of memory.");
    const model = createTestModel({
      async *chat() {
        yield text("half");
        yield { type: "stats", stats: { outputTokens: 1 } };
        throw failure;
      },
    });
    const { parts, error } = await answer({ model });
    expect(parts.slice(-2)).toEqual([text("half"), { type: "stats", stats: { prepareMs: 0, outputTokens: 1 } }]);
    expect(error).toBe(failure);
  });

  test("that cannot be opened says nothing, so that another engine can answer", async () => {
    const failure = new EngineError("x", { obstacle: { reason: "crashed while it was loaded" } });
    const model = createTestModel({
      // eslint-disable-next-line require-yield
      async *open() {
        throw failure;
      },
    });
    expect(await answer({ model })).toEqual({ parts: [], error: failure });
  });

  test("is not asked when the prompt is too much for it", async () => {
    const model = createTestModel({ contextTokens: 100 });
    const { error } = await answer({ model, messages: [asks("x".repeat(1_000))] });
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).obstacle).toBeUndefined();
    expect(model.asked).toEqual([]);
  });

  test("ends without an error when it is stopped, whatever that breaks", async () => {
    const abort = new AbortController();
    const model = createTestModel({
      async *chat() {
        yield text("half");
        abort.abort();
        yield { type: "stats", stats: { outputTokens: 1 } };
        throw new Error("the slot is gone");
      },
    });
    const { parts, error } = await answer({ model, signal: abort.signal, settings: { schema: "{}" } });
    expect(error).toBeUndefined();
    expect(parts.slice(-2)).toEqual([text("half"), { type: "stats", stats: { prepareMs: 0, outputTokens: 1 } }]);
  });

  test("that is stopped while it is opened is not asked", async () => {
    const abort = new AbortController();
    const model = createTestModel({
      async *open() {
        abort.abort();
        yield { type: "progress", progress: { stage: "load", done: 1, total: 100 } };
      },
    });
    expect(typesOf((await answer({ model, signal: abort.signal })).parts)).toEqual(["progress"]);
    expect(model.asked).toEqual([]);
  });
});

describe("an answer that shall be JSON", () => {
  const settings = { schema: '{"type":"object","properties":{"age":{"type":"integer"}}}' };

  test("is checked as a whole after its last part", async () => {
    const { parts, error } = await answer({
      model: createTestModel({ parts: [text('{"age"'), text(":3}")] }),
      settings,
    });
    expect(error).toBeUndefined();
    expect(typesOf(parts).slice(-3)).toEqual(["text", "text", "stats"]);
  });

  test("that does not fit fails with the first place, and its text stays", async () => {
    const { parts, error } = await answer({ model: createTestModel({ parts: [text('{"age":"3"}')] }), settings });
    expect(parts).toContainEqual(text('{"age":"3"}'));
    expect((error as EngineError).message).toContain("/age must be integer");
  });

  test("with a schema that is wrong is not begun", async () => {
    const model = createTestModel({ loading: [{ stage: "load", done: 1, total: 2 }] });
    const { parts, error } = await answer({ model, settings: { schema: '{"type":"x"}' } });
    expect(parts).toEqual([]);
    expect(error).toBeInstanceOf(EngineError);
  });
});

describe("a preview", () => {
  test("says what the answer's context will be, and neither loads nor asks the model", async () => {
    const opened: string[] = [];
    const model = createTestModel({
      contextTokens: 4_000,
      // eslint-disable-next-line require-yield
      async *open() {
        opened.push("opened");
      },
    });
    const messages = [asks("one"), says("two"), asks("what does the journal do?")];
    const request = requestOf(messages);
    const preview = await previewContext(model, partsWith(new FakeClock()), request, new AbortController().signal);
    expect([opened, model.asked]).toEqual([[], []]);
    const { parts } = await answer({ model, messages });
    expect(parts).toContainEqual({ type: "context", context: preview });
  });

  test("of what is too much tells how much; of an attachment that cannot be given nothing", async () => {
    const model = createTestModel({ contextTokens: 100 });
    const preview = (message: EngineMessage) =>
      previewContext(model, partsWith(new FakeClock()), requestOf([message]), new AbortController().signal);
    expect(await preview(asks("x".repeat(1_000)))).toMatchObject({ size: 100, sections: [{ tokens: 258 }] });
    expect(await preview(asks("hi", "gone.md"))).toBeNull();
  });
});
