import { decodeJson, fromUtf8, SYSTEM, SystemSample } from "@nomous/protocol";
import { expect, it } from "vitest";
import { TestBridge } from "../connection/wire-peer.contract.ts";
import { engineLoad } from "./engine-load.ts";
import type { Gpu, Machine } from "./machine.ts";
import { createNodeMachine } from "./node-machine.ts";
import { SystemSampler } from "./system-sampler.ts";

const gpu = (use: number): Gpu => ({ name: "A2000", use, totalBytes: 6e9, usedBytes: 1e9, celsius: 50 });

/** A sampler on a bridge, and a machine that does what it is told. */
function setUp(answer: () => Promise<readonly Gpu[] | undefined> = async () => [gpu(0.5)]) {
  const house = new TestBridge();
  const { clock, latest } = house;
  const state = { busyMs: 0, idleMs: 0, slots: 0, asked: 0, signal: new AbortController().signal };
  const machine: Machine = {
    cores: 4,
    cpuTimes: () => ({ busyMs: state.busyMs, idleMs: state.idleMs }),
    memory: () => ({ totalBytes: 32e9, usedBytes: 12e9 }),
    processBytes: () => 74e6,
    gpus(signal) {
      state.asked += 1;
      state.signal = signal;
      return answer();
    },
  };
  const sampler = new SystemSampler({
    clock,
    latest,
    machine,
    engines: () => ({ slots: state.slots, busy: 0, waiting: 0 }),
  });
  return { house, clock, state, sampler };
}

it("a sample a second says what share of all cores was busy since the one before", async () => {
  const { clock, state, sampler } = setUp();
  for (const [busyMs, idleMs] of [
    [1_000, 3_000],
    [0, 4_000],
    [4_000, 0],
  ] as const) {
    state.busyMs += busyMs;
    state.idleMs += idleMs;
    await clock.advance(1_000);
  }
  // After a sleep, counters may stand still or go backwards.
  await clock.advance(1_000);
  state.busyMs -= 500;
  await clock.advance(1_000);
  expect(sampler.history().map(({ cpu }) => cpu)).toEqual([0.25, 0, 1, 0, 0]);
  expect(sampler.history()[0]).toMatchObject({ cores: 4, bridgeBytes: 74e6, memory: { usedBytes: 12e9 }, gpus: [] });
  sampler.close();
});

it("five minutes are kept, and none is taken after the end", async () => {
  const { clock, sampler } = setUp();
  const startedAt = clock.now();
  await clock.advance(310_000);
  expect(sampler.history().map(({ at }) => (at - startedAt) / 1_000)).toEqual(
    Array.from({ length: 300 }, (_, i) => i + 11),
  );
  sampler.close();
  clock.assertNoTimers();
});

it("who looks sees each sample as the stream's schema wants it", async () => {
  const { house, clock, sampler } = setUp();
  await clock.advance(2_000);
  const peer = await house.connect();
  await house.subscribe(peer, SYSTEM);
  await clock.advance(3_000);
  const seen = peer.frames.flatMap(({ items }) => items.map(({ data }) => decodeJson(SystemSample, fromUtf8(data))));
  expect(seen).toEqual(sampler.history().slice(1));
  sampler.close();
});

it("GPUs are asked every five seconds while somebody looks or a model is loaded, and not otherwise", async () => {
  const { house, clock, state, sampler } = setUp();
  await clock.advance(20_000);
  expect(state.asked).toBe(0);
  const peer = await house.connect();
  const { channel } = await house.subscribe(peer, SYSTEM);
  await clock.advance(11_000);
  expect(state.asked).toBe(3);
  expect(sampler.history().at(-1)?.gpus).toEqual([gpu(0.5)]);
  peer.say({ type: "UNSUB", channel });
  await clock.advance(20_000);
  expect([state.asked, sampler.history().at(-1)?.gpus]).toEqual([3, []]);
  state.slots = 4;
  await clock.advance(6_000);
  expect([state.asked, sampler.history().at(-1)?.gpus]).toEqual([5, [gpu(0.5)]]);
  sampler.close();
});

it("a machine without NVIDIA's tool is asked once", async () => {
  const { clock, state, sampler } = setUp(async () => undefined);
  state.slots = 1;
  await clock.advance(60_000);
  expect([state.asked, sampler.history().at(-1)?.gpus]).toEqual([1, []]);
  sampler.close();
});

it("a GPU that does not answer is not asked a second time meanwhile, and is given up at the end", async () => {
  const { clock, state, sampler } = setUp(() => new Promise(() => {}));
  state.slots = 1;
  await clock.advance(60_000);
  expect([state.asked, sampler.history().length]).toEqual([1, 60]);
  sampler.close();
  expect(state.signal.aborted).toBe(true);
});

it("this machine can be measured", async () => {
  const machine = createNodeMachine();
  const { totalBytes, usedBytes } = machine.memory();
  expect(machine.cores).toBeGreaterThan(0);
  expect(machine.cpuTimes().idleMs).toBeGreaterThan(0);
  expect(usedBytes).toBeGreaterThan(0);
  expect(totalBytes).toBeGreaterThan(usedBytes);
  expect(machine.processBytes()).toBeGreaterThan(1e6);
  const gpus = await machine.gpus(new AbortController().signal);
  expect(gpus ?? []).toBeInstanceOf(Array);
});

const slotThat = (doing: "idle" | "prefill" | "decode") => ({ doing, tokens: 0 });

it("the load of the engines counts slots that work and prompts that wait, over all models", () => {
  const run = { model: "m", name: "m", state: "loaded", progress: 1, where: "", contextTokens: 1 } as const;
  expect(
    engineLoad([
      { ...run, slots: [slotThat("idle"), slotThat("decode")], waiting: 2 },
      { ...run, slots: [slotThat("prefill")], waiting: 1 },
    ]),
  ).toEqual({ slots: 3, busy: 2, waiting: 3 });
});
