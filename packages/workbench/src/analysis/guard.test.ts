import { expect, test } from "vitest";
import type { GuardReadings } from "../evidence/evidence.ts";
import { sessionOf } from "./analyse-fixture.ts";
import { guardFlags, sessionFlags } from "./guard.ts";

const messagesOf = (change: Partial<GuardReadings>): string[] => {
  const { runs } = sessionOf({
    run: ({ round, position, guard }) => (round === 3 && position === 2 ? { guard: { ...guard, ...change } } : {}),
  });
  return runs.flatMap((run) =>
    guardFlags(run, runs).map(({ round, position, cause, message }) => `${round}.${position} ${cause}: ${message}`),
  );
};

const GPU = { temperature: 60, power: 200, clock: 1800, otherProcesses: 0 };

test("a quiet session has no flag", () => {
  expect(messagesOf({})).toEqual([]);
});

test("every disturbance is flagged at its run, in words with its numbers", () => {
  const cases: readonly (readonly [Partial<GuardReadings>, string])[] = [
    [{ load: 2.9, cores: 2 }, "load: load 2.9 on 2 cores"],
    [{ load: 2.9, cores: 2, others: 0.31 }, "others: other programs used 31 % of 2 cores"],
    [{ canaryMs: 15.1 }, "canary: a fixed piece of work took 15.1 ms, usually 10.0 ms"],
    [{ governor: "powersave" }, "governor: governor powersave, at first performance"],
    [{ onBattery: true }, "battery: on battery"],
    [{ throttled: 3 }, "throttled: throttled 3 times"],
    [{ memoryPressure: 0.12 }, "memory: waited for memory 12 % of the time"],
    [{ stolen: 0.08 }, "stolen: the host took 8 % of the processor time"],
    [{ clockJumpMs: -3600 }, "clock: the clock went back by 3600 ms"],
    [{ gpu: { ...GPU, otherProcesses: 2 } }, "gpu: 2 other programs on the GPU"],
    [{ gpu: { ...GPU, temperature: 91 } }, "gpu: GPU at 91 °C"],
  ];
  for (const [change, message] of cases) expect(messagesOf(change)).toEqual([`3.2 ${message}`]);
});

test("what lies within the limits, or is not told, is no flag", () => {
  expect(
    messagesOf({ load: 2.5, cores: 2, canaryMs: 15, memoryPressure: 0.05, stolen: 0.05, clockJumpMs: 100 }),
  ).toEqual([]);
  expect(
    messagesOf({ load: null, onBattery: null, throttled: null, memoryPressure: null, stolen: null, gpu: GPU }),
  ).toEqual([]);
});

test("a slow clock of the GPU is measured against what is usual", () => {
  const { runs } = sessionOf({
    run: ({ round, guard }) => ({ guard: { ...guard, gpu: { ...GPU, clock: round === 9 ? 900 : 1800 } } }),
  });
  expect(sessionFlags(runs).map(({ round, message }) => `${round} ${message}`)).toEqual(
    Array<string>(3).fill("9 GPU at 900 MHz, usually 1800 MHz"),
  );
});

test("a run is judged by what ran before it, so that a flag does not come and go while the session grows", () => {
  const { runs } = sessionOf({ run: ({ round, guard }) => ({ guard: { ...guard, canaryMs: round < 6 ? 10 : 18 } }) });
  const flags = sessionFlags(runs);
  const early = runs.filter(({ round }) => round <= 7);
  expect(sessionFlags(early)).toEqual(flags.filter(({ round }) => round <= 7));
  expect(flags.some(({ round, cause }) => round === 7 && cause === "canary")).toBe(true);
});
