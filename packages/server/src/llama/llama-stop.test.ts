// Stop at random moments of a long prompt and a long answer. `NOMOUS_LLAMA_ROUNDS` and `NOMOUS_LLAMA_SEED` make it longer.
import { systemRuntime } from "@nomous/client";
import { newConversationId, sleep } from "@nomous/protocol";
import { BENCH_GGUF, createSeededRandom, makeTinyGguf } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ChatModel } from "../model/chat-model.ts";
import { ask, collect, type LlamaFixture, makeLlama, NEVER } from "./llama-fixture.ts";

const ROUNDS = Number(process.env["NOMOUS_LLAMA_ROUNDS"] ?? 3);
const SEED = Number(process.env["NOMOUS_LLAMA_SEED"] ?? 1);
const { clock } = systemRuntime;
const LONG = "word ".repeat(700);
let fixture: LlamaFixture;
let slow: ChatModel;

beforeAll(async () => {
  fixture = await makeLlama(systemRuntime, { slots: 1 });
  slow = fixture.llama.chat(await fixture.model("slow", makeTinyGguf(BENCH_GGUF).file));
  await collect(slow.open(NEVER));
});
afterAll(() => fixture[Symbol.asyncDispose]());

const quantiles = (values: readonly number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (q: number): string => (sorted[Math.floor(q * (sorted.length - 1))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} p90 ${at(0.9)} max ${at(1)} ms of ${sorted.length}`;
};

/** Stops an answer `waitMs` after its first part of that type, and tells how long it took until the slot was free. */
async function stopOnce(prompt: string, after: "progress" | "text", waitMs: number) {
  const stop = new AbortController();
  let stoppedAt = Infinity;
  let textAt = 0;
  let stopped: Promise<void> | undefined;
  const stopLater = async (): Promise<void> => {
    await sleep(clock, waitMs);
    stoppedAt = clock.elapsed();
    stop.abort();
  };
  const answer = await collect(slow.chat(ask(systemRuntime, prompt), stop.signal), ({ type }) => {
    if (type === after) stopped ??= stopLater();
    if (type === "text") textAt = clock.elapsed();
  });
  await stopped;
  const next = await collect(slow.chat(ask(systemRuntime, "Hello", { maxTokens: 1 }), NEVER));
  const { prefillMs = 0, firstMs = 0 } = next.stats ?? {};
  return {
    answer,
    next,
    stage: answer.text === "" ? ("prefill" as const) : ("decode" as const),
    lastTextMs: Math.max(0, textAt - stoppedAt),
    freeMs: Math.max(0, clock.elapsed() - stoppedAt - prefillMs - firstMs),
  };
}

test("Stop ends an answer at any moment, and the slot is free for the next", async () => {
  const random = createSeededRandom(SEED);
  const rounds: Awaited<ReturnType<typeof stopOnce>>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // A new prompt each time, so that nothing of it is known; every other stop comes while an answer is written.
    const after = round % 2 === 0 ? "progress" : "text";
    const stopped = await stopOnce(`${round} ${LONG}`, after, random.uint32() % 400);
    expect([stopped.answer.error, stopped.next.error]).toEqual([undefined, undefined]);
    expect(stopped.answer.stats?.promptTokens).toBeGreaterThan(700);
    expect(stopped.next.stats?.outputTokens).toBe(1);
    rounds.push(stopped);
  }
  const stages = Object.groupBy(rounds, ({ stage }) => stage);
  expect(Object.keys(stages).toSorted()).toEqual(["decode", "prefill"]);
  for (const [stage, stops] of Object.entries(stages)) {
    const [text, free] = [stops.map(({ lastTextMs }) => lastTextMs), stops.map(({ freeMs }) => freeMs)];
    console.log(`stop in the ${stage}: last text after ${quantiles(text)}, slot free after ${quantiles(free)}`);
  }
});

test("a prompt that was stopped goes on where its reading ended", async () => {
  const stop = new AbortController();
  const input = ask(systemRuntime, `Read this. ${LONG}`, { maxTokens: 1 });
  await collect(slow.chat(input, stop.signal), ({ type }) => type === "progress" && stop.abort());
  const again = await collect(slow.chat(input, NEVER));
  expect(again.stats?.reusedTokens).toBeGreaterThan(0);
  expect(again.stats?.reusedTokens).toBeLessThan(again.stats?.promptTokens ?? 0);
  const fresh = await collect(slow.chat({ ...input, conversation: newConversationId(systemRuntime) }, NEVER));
  expect(again.text).toBe(fresh.text);
});

test("the reading of a prompt is told as it goes on", async () => {
  const input = ask(systemRuntime, `Tell. ${LONG}`, { maxTokens: 1 });
  const { progress: told } = await collect(slow.chat(input, NEVER));
  expect(told.length).toBeGreaterThan(2);
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
  for (const { stage, done, total } of told) {
    expect(stage).toBe("prefill");
    expect(done).toBeLessThanOrEqual(total);
  }
});

test("who finds no free slot waits in the order of coming, is told how many are ahead, and may give up", async () => {
  const short = { maxTokens: 10 };
  const ends: number[] = [];
  const askAs = async (i: number, signal: AbortSignal, onPart: () => void = () => undefined) => {
    const answer = await collect(slow.chat(ask(systemRuntime, "Hello", short), signal), onPart);
    ends.push(i);
    return answer;
  };
  const impatient = new AbortController();
  const answers = await Promise.all([
    askAs(0, NEVER),
    askAs(1, NEVER),
    askAs(2, impatient.signal, () => impatient.abort()),
    askAs(3, NEVER),
  ]);
  expect(ends).toEqual([2, 0, 1, 3]);
  const queued = answers.map(({ progress }) =>
    progress.filter(({ stage }) => stage === "queue").map(({ done }) => done),
  );
  expect(queued).toEqual([[], [0], [1], [2, 1, 0]]);
  expect(answers.map(({ error }) => error)).toEqual([undefined, undefined, undefined, undefined]);
  expect(answers.map(({ text }) => text === "")).toEqual([false, false, true, false]);
  expect(answers[3]?.stats?.queueMs).toBeGreaterThan(answers[1]?.stats?.queueMs ?? 0);
});
