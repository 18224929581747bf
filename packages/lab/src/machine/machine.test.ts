import { expect, test } from "vitest";
import { describeMachine } from "./describe-machine.ts";
import { readProcessor } from "./disturbances.ts";
import { readGpus } from "./nvidia-smi.ts";
import { numberAfter } from "./system-file.ts";

test("the fingerprint of a machine is the same as long as the machine is", async () => {
  const [first, second] = [await describeMachine(), await describeMachine()];
  expect(first).toEqual(second);
  expect(first.fingerprint).toMatch(/^[0-9a-f]{12}$/);
});

test("what the host of a virtual machine took is a part of all processor time", () => {
  const stat = "cpu  100 1 20 300 4 5 6 7 8 9\ncpu0 50 0 10 150 2 2 3 3 4 4\n";
  expect(readProcessor(stat)).toMatchObject({ all: 443, stolen: 7 });
  expect(readProcessor(null)).toBeNull();
  expect(readProcessor("cpu  1 2 3\n")).toBeNull();
});

test("several GPUs are told together, and a driver that cannot tell is not taken for zero", () => {
  const lines = ["0, 1000, 30, 61, 75.50, 1980", "1, 24, 90, 40, [N/A], 345"];
  const MiB = 1024 * 1024;
  expect(readGpus(lines)).toEqual({ memory: 1024 * MiB, utilisation: 90, temperature: 61, power: 75.5, clock: 345 });
  const untold = { memory: null, utilisation: null, temperature: null, power: null, clock: null };
  expect(readGpus(["0, [N/A], [N/A], [N/A], [N/A], [N/A]"])).toEqual(untold);
});

test("a number in a file of the system is found by its name", () => {
  expect(numberAfter("VmSize:\t  900 kB\nVmHWM:\t  1234 kB", "VmHWM:")).toBe(1234);
  expect(numberAfter("VmHWM:\tmuch", "VmHWM:")).toBeNull();
  expect(numberAfter(null, "VmHWM:")).toBeNull();
});
