import { type AnswerOutcome, type GenerationPart, generationStream, type Item, ITEM, utf8 } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { asked, conversation, end, ended, json, newTurn, openLibrary, SID, started, text } from "./library-fixture.ts";

const setUp = async (storage?: ClientStorage) => {
  const clock = new FakeClock();
  const runtime = { clock, random: createSeededRandom(5), pass: (ms: number) => clock.advance(ms) };
  return { clock, ...(await openLibrary(runtime, storage)) };
};

const part = (value: GenerationPart, atMs = 0): Item => ({ atMs, kind: ITEM.json, data: utf8(JSON.stringify(value)) });
const endedWith = (id: ReturnType<typeof newTurn>, more: Partial<AnswerOutcome>): Item =>
  json({
    type: "answer.ended",
    id,
    at: 3,
    outcome: { reason: "done", text: "", citations: [], turns: [], count: 4, totalMs: 9, ...more },
  });

describe("an answer", () => {
  const [q, a] = [newTurn(), newTurn()];
  const GENERATION = generationStream(a);

  it("is written as its generation grows, and ends with it", async () => {
    const { library, online, append, clock } = await setUp();
    await append(GENERATION, text("one ", 10));
    const view = library.answer(a);
    view.subscribe(() => {});
    expect(view.current().status).toBe("loading");
    await online();
    await append(GENERATION, text("two", 30));
    await clock.advance(20);
    expect(view.current()).toMatchObject({
      status: "writing",
      text: "one two",
      count: 2,
      firstAt: 1_010,
      lastAt: 1_030,
    });
    await append(GENERATION, end(2));
    await clock.advance(20);
    expect(view.current()).toMatchObject({ status: "ended", text: "one two", end: { reason: "done", count: 2 } });
  });

  it("that stands in its conversation needs no generation", async () => {
    const { library, online, append, subscribed, clock } = await setUp();
    await append(SID, asked(q, null), started(a, q), ended(a, "the text"));
    library.conversation(conversation).subscribe(() => {});
    await online();
    const view = library.answer(a);
    view.subscribe(() => {});
    await clock.settle();
    expect(view.current()).toMatchObject({ status: "ended", text: "the text", firstAt: 6, lastAt: 10 });
    expect(subscribed).not.toContain(GENERATION);
  });

  it("that is too long for its conversation is read from its generation", async () => {
    const { library, online, append, clock } = await setUp();
    await append(SID, asked(q, null), started(a, q), ended(a, undefined));
    await append(GENERATION, text("long"), end(1));
    library.conversation(conversation).subscribe(() => {});
    const view = library.answer(a);
    view.subscribe(() => {});
    await online();
    await clock.advance(20);
    expect(view.current()).toMatchObject({ status: "ended", text: "long" });
  });

  it("[S12] whose log is damaged keeps its intact part and says so, also with the bridge away", async () => {
    const { library, online, offline, append, damage, clock } = await setUp();
    await append(SID, asked(q, null), started(a, q), ended(a, undefined));
    await append(GENERATION, text("intact"));
    library.conversation(conversation).subscribe(() => {});
    const view = library.answer(a);
    view.subscribe(() => {});
    await online();
    await clock.advance(20);
    expect(view.current()).toMatchObject({ status: "writing", text: "intact" });
    damage(GENERATION);
    await clock.advance(20);
    expect(view.current()).toMatchObject({ status: "damaged", text: "intact", end: undefined });
    await offline();
    expect(view.current()).toMatchObject({ status: "damaged", text: "intact" });
  });

  it("that was cut off by the bridge going away opens with what is here, and goes on without a repetition", async () => {
    const storage = createMemoryStorage();
    const first = await setUp(storage);
    await first.append(GENERATION, text("one "), text("two "));
    first.library.answer(a).subscribe(() => {});
    await first.online();
    await first.offline();
    const second = await setUp(storage);
    const view = second.library.answer(a);
    view.subscribe(() => {});
    await second.clock.settle();
    expect(view.current()).toMatchObject({ status: "writing", text: "one two " });
    await second.append(GENERATION, text("one "), text("two "), text("three"), end(3));
    await second.online();
    await second.clock.advance(20);
    expect(view.current()).toMatchObject({ status: "ended", text: "one two three" });
  });

  it("that has not begun is looked for again when its conversation grows", async () => {
    const { library, online, append, clock } = await setUp();
    await append(SID, asked(q, null));
    library.conversation(conversation).subscribe(() => {});
    const view = library.answer(a);
    view.subscribe(() => {});
    await online();
    await clock.advance(20);
    expect(view.current().status).toBe("missing");
    await append(GENERATION, text("now"));
    await append(SID, started(a, q));
    await clock.advance(20);
    expect(view.current()).toMatchObject({ status: "writing", text: "now" });
  });

  it("at 500 tokens a second causes at most one change in 16 ms", async () => {
    const { library, online, append, clock } = await setUp();
    await append(GENERATION, text("0 "));
    const view = library.answer(a);
    const at: number[] = [];
    view.subscribe(() => at.push(clock.elapsed()));
    await online();
    for (let token = 1; token <= 500; token += 1) {
      await append(GENERATION, text(`${token} `));
      await clock.advance(2);
    }
    await clock.advance(20);
    expect(view.current().count).toBe(501);
    expect(at.length).toBeGreaterThan(40);
    const pauses = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(16);
  });

  describe("of a model", () => {
    const route = { engine: "llama/a", name: "A", reason: "because it is loaded", refused: [] };
    const context = { size: 100, isExact: true, sections: [], reserved: 25, dropped: [] };
    const stats = { outputTokens: 2 };
    const calls = [{ index: 0, id: "c1", name: "find", arguments: '{"a":1}' }];

    it("shows what goes on until its first word, then reasoning, calls, context and stats beside its text", async () => {
      const { library, online, append, clock } = await setUp();
      await append(GENERATION, part({ type: "route", route }));
      const view = library.answer(a);
      view.subscribe(() => {});
      await online();
      const progress = { stage: "load" as const, done: 40, total: 100 };
      await append(GENERATION, part({ type: "progress", progress }), part({ type: "context", context }));
      await clock.advance(20);
      expect(view.current()).toMatchObject({ status: "writing", text: "", progress, context, firstAt: undefined });
      await append(GENERATION, part({ type: "reasoning", text: "Hm, " }, 30), part({ type: "progress", progress }, 35));
      await clock.advance(20);
      expect(view.current()).toMatchObject({ reasoning: "Hm, ", progress: undefined, count: 0, firstAt: 1_030 });
      await append(
        GENERATION,
        part({ type: "reasoning", text: "yes." }, 40),
        text("It ", 50),
        part({ type: "tool-call", call: { index: 0, id: "c1", name: "find", arguments: '{"a"' } }, 60),
        part({ type: "tool-call", call: { index: 0, arguments: ":1}" } }, 60),
        text("is.", 70),
        part({ type: "stats", stats }, 80),
      );
      await clock.advance(20);
      expect(view.current()).toMatchObject({
        reasoning: "Hm, yes.",
        text: "It is.",
        calls,
        stats,
        count: 2,
        lastAt: 1_070,
      });
    });

    it("that failed before its first word is no longer under way", async () => {
      const { library, online, append, clock } = await setUp();
      await append(GENERATION, part({ type: "progress", progress: { stage: "load", done: 1, total: 100 } }), end(1));
      const view = library.answer(a);
      view.subscribe(() => {});
      await online();
      await clock.advance(20);
      expect(view.current()).toMatchObject({ status: "ended", progress: undefined });
    });

    it("has the same shape when it stands in its conversation", async () => {
      const { library, online, append, clock } = await setUp();
      const outcome = {
        text: "It is.",
        reasoning: "Hm.",
        calls,
        context,
        stats,
        route,
        count: 9,
        textCount: 2,
        firstMs: 5,
      };
      await append(SID, asked(q, null), started(a, q), endedWith(a, outcome));
      await append(GENERATION, part({ type: "route", route }), text("It is."), end(2));
      library.conversation(conversation).subscribe(() => {});
      await online();
      const view = library.answer(a);
      view.subscribe(() => {});
      await clock.settle();
      expect(view.current()).toEqual({
        status: "ended",
        text: "It is.",
        reasoning: "Hm.",
        calls,
        route,
        citations: [],
        turns: [],
        progress: undefined,
        context,
        stats,
        count: 2,
        end: { reason: "done", count: 9 },
        firstAt: 6,
        lastAt: 10,
      });
    });

    it("is read from its generation when its conversation left something out", async () => {
      const { library, online, append, clock } = await setUp();
      await append(SID, asked(q, null), started(a, q), endedWith(a, { text: "short", isShortened: true }));
      await append(GENERATION, part({ type: "reasoning", text: "long" }), text("short"), end(2));
      library.conversation(conversation).subscribe(() => {});
      const view = library.answer(a);
      view.subscribe(() => {});
      await online();
      await clock.advance(20);
      expect(view.current()).toMatchObject({ status: "ended", text: "short", reasoning: "long" });
    });

    it("from before answers counted their text counts what is neither route nor source", async () => {
      const { library, online, append, clock } = await setUp();
      const citations = [{ n: 1, path: "a.md", line: 1, endLine: 1, excerpt: "x" }];
      await append(SID, asked(q, null), started(a, q), endedWith(a, { text: "x", route, citations, count: 7 }));
      library.conversation(conversation).subscribe(() => {});
      await online();
      const view = library.answer(a);
      view.subscribe(() => {});
      await clock.settle();
      expect(view.current().count).toBe(5);
    });
  });
});
