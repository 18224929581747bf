// Streams of which only the newest item counts, between a real client and a real bridge over a network that is slow, breaks
// and loses the bridge.
import { LIMITS, MODELS, type ModelsState } from "@nomous/protocol";
import { expect, test } from "vitest";
import { judge } from "./verdict.ts";
import { World } from "./world.ts";

/** A state of a few hundred bytes, told by its revision. */
const state = (revision: number): ModelsState => ({
  revision,
  runs: Array.from({ length: 4 }, (_, i) => ({
    model: `llama/${i}`,
    name: `model ${i}`,
    state: "loaded" as const,
    progress: 1,
    where: "on the CPU, 1 of 1 threads",
    contextTokens: 4_096,
    slots: [{ doing: "decode" as const, tokens: revision, perSecond: 7 }],
    waiting: 0,
  })),
});

/** Each open tab looks, and writes down what it sees. */
function look(world: World): Map<string, number[]> {
  const seen = new Map<string, number[]>();
  for (const { name, client } of world.tabs) {
    const revisions: number[] = [];
    seen.set(name, revisions);
    const models = client.latest("models");
    models.subscribe(() => {
      const revision = models.current()?.revision;
      if (revision !== undefined) revisions.push(revision);
    });
  }
  return seen;
}

test("[L2] [L3] a browser on a slow line costs one item, gets the newest, and counts what it missed", async () => {
  const world = await World.create({ seed: 2 });
  const { clock, network } = world;
  const [fast, slow] = [...world.tabs];
  if (fast === undefined || slow === undefined) throw new Error("two browsers are needed");
  const seen = look(world);
  await clock.advance(1_000);
  const line = network.connections[1];
  line?.throttle("down", 2_000);
  const before = line?.peakBufferedBytes("down") ?? 0;
  for (let revision = 1; revision <= 600; revision += 1) {
    world.machine.latest?.show(MODELS, state(revision));
    await clock.advance(100);
  }
  expect(line?.peakBufferedBytes("down")).toBeLessThanOrEqual(Math.max(before, 2_000));
  expect(seen.get(fast.name)?.length).toBeGreaterThan(500);
  expect(seen.get(slow.name)?.length).toBeLessThan(300);
  await clock.advance(LIMITS.deadMs);
  expect([...seen.values()].map((revisions) => revisions.at(-1))).toEqual([...seen].map(() => 600));
  for (const revisions of seen.values()) expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
  const { skippedItems } = slow.client.counts();
  expect(skippedItems).toBe(600 - (seen.get(slow.name)?.length ?? 0));
  expect(await judge(world)).toEqual([]);
});

test.each([11, 12, 13, 14])(
  "[L4] everybody sees the newest in the end, whatever broke meanwhile (seed %s)",
  async (seed) => {
    const world = await World.create({ seed });
    const { clock, network, machine } = world;
    const random = world.random.fork("latest");
    const seen = look(world);
    let revision = 0;
    for (let i = 0; i < 300; i += 1) {
      machine.latest?.show(MODELS, state((revision += 1)));
      if (random.chance(0.05) && network.connections.length > 0) {
        const line = random.pick(network.connections);
        random.pick([
          () => line.cut(),
          () => line.stall(random.int(20_000)),
          () => line.throttle("down", random.between(300, 9_000)),
        ])();
      }
      if (random.chance(0.02)) {
        machine.kill();
        await clock.advance(random.int(5_000));
        await world.wait(machine.start());
      }
      await clock.advance(random.int(500));
    }
    machine.latest?.show(MODELS, state((revision += 1)));
    await clock.advance(120_000);
    expect([...seen.values()].map((revisions) => revisions.at(-1))).toEqual([...seen].map(() => revision));
    expect(await judge(world)).toEqual([]);
  },
);
