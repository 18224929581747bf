import { expect, test } from "vitest";
import { FakeClock } from "./fake-clock.ts";
import { createSeededRandom } from "./seeded-random.ts";

test("timers fire by time, then in the order of their making", async () => {
  const clock = new FakeClock();
  const random = createSeededRandom(1);
  const fired: [number, number][] = [];
  for (let i = 0; i < 500; i += 1) {
    const ms = random.int(50);
    clock.after(ms, () => fired.push([clock.elapsed(), i]));
  }
  await clock.advance(100);
  expect(fired).toHaveLength(500);
  expect(fired).toEqual(fired.toSorted(([a, i], [b, j]) => a - b || i - j));
});

test("what a timer sets going comes to rest before the next one fires", async () => {
  const clock = new FakeClock();
  const log: string[] = [];
  clock.after(10, () => {
    void (async () => {
      for (let i = 0; i < 20; i += 1) await Promise.resolve();
      log.push("work of the first");
    })();
  });
  clock.after(10, () => log.push("second"));
  await clock.advance(10);
  expect(log).toEqual(["work of the first", "second"]);
});

test("time stands still while held work is under way", async () => {
  const clock = new FakeClock();
  const signed = clock.hold(crypto.subtle.digest("SHA-256", new Uint8Array(100_000)));
  let isDone = false;
  void signed.then(() => (isDone = true));
  clock.after(1, () => expect(isDone).toBe(true));
  await clock.advance(1);
  expect(isDone).toBe(true);
});

test("a stopped timer neither fires nor counts as left", async () => {
  const clock = new FakeClock();
  const stop = clock.after(5, () => expect.unreachable());
  expect(() => clock.assertNoTimers()).toThrow("1 timers");
  stop();
  stop();
  await clock.advance(10);
  clock.assertNoTimers();
});

test("runUntil says what did not happen", async () => {
  const clock = new FakeClock();
  await expect(clock.runUntil(() => false, "the impossible", 5)).rejects.toThrow("the impossible did not happen");
});

test("a jump of the wall clock moves no timer", async () => {
  const clock = new FakeClock(1_000);
  let firedAt = 0;
  clock.after(10, () => (firedAt = clock.elapsed()));
  clock.jump(-500);
  expect(clock.now()).toBe(500);
  await clock.advance(10);
  expect(firedAt).toBe(10);
});

test("a seed and a fork's name reproduce the same numbers, whatever else was drawn", () => {
  const one = createSeededRandom(7);
  const two = createSeededRandom(7);
  one.uint32();
  expect(one.fork("network").bytes(8)).toEqual(two.fork("network").bytes(8));
  expect(two.fork("network").uint32()).not.toBe(two.fork("disk").uint32());
});
