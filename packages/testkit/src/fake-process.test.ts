import { expect, test } from "vitest";
import { FakeClock } from "./fake-clock.ts";
import { FakeProcess } from "./fake-process.ts";

test("what a dead process waits for never comes, and its timers are gone", async () => {
  const clock = new FakeClock();
  const process = new FakeProcess(clock);
  process.clock.after(10, () => expect.unreachable());
  const answers: string[] = [];
  void process.ask(async () => "answer", 5, 10).then((answer) => answers.push(answer));
  await clock.advance(7);
  process.die();
  void process.ask(async () => "late").then((answer) => answers.push(answer));
  await clock.advance(100);
  expect(answers).toEqual([]);
  clock.assertNoTimers();
});

test("whether a request got there before the death is seen outside only", async () => {
  const clock = new FakeClock();
  const done: string[] = [];
  for (const [name, livesMs] of [
    ["dies before", 4],
    ["dies between", 6],
  ] as const) {
    const process = new FakeProcess(clock);
    void process.ask(async () => done.push(name), 5, 5);
    await clock.advance(livesMs);
    process.die();
    await clock.advance(100);
  }
  expect(done).toEqual(["dies between"]);
});
