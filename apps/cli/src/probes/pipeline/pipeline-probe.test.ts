import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { measure, PLAIN_MS, samplesOf, SLOW_MS } from "../probe-fixture.ts";
import type { ProbeResult } from "../probe.ts";
import { PIPELINE } from "./pipeline-probe.ts";

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "nomous-pipeline-"))));
afterAll(() => rmSync(folder, { recursive: true }));

/** A stage that waits before it passes a line on. */
const waiting = (ms: number): readonly string[] => [
  process.execPath,
  "-e",
  `require("readline").createInterface({ input: process.stdin })
    .on("line", (line) => setTimeout(() => console.log(line), ${ms}))`,
];

function run(stages: Readonly<Record<string, readonly string[]>>, given: object = {}): Promise<ProbeResult> {
  const file = join(folder, "stages.json");
  writeFileSync(file, JSON.stringify({ stages: Object.entries(stages).map(([id, argv]) => ({ id, run: argv })) }));
  return measure(PIPELINE, { file, frames: 10, warmup: 1, timeout: 2_000, ...given }, { cwd: folder });
}

const latenciesOf = (result: ProbeResult, stage: string): readonly number[] =>
  samplesOf((result["latency"] as Readonly<Record<string, readonly number[]>>)[stage]);

test("a stage that takes 10 % longer is found to take 10 % longer", async () => {
  const result = await run({ plain: waiting(PLAIN_MS), slow: waiting(SLOW_MS) }, { frames: 25 });
  const slowdown = Math.min(...latenciesOf(result, "slow")) / Math.min(...latenciesOf(result, "plain"));
  expect(slowdown).toBeGreaterThan(1.03);
  expect(slowdown).toBeLessThan(1.18);
  expect(Math.min(...samplesOf(result["end-to-end"]))).toBeGreaterThan(PLAIN_MS + SLOW_MS - 2);
  expect(result).toMatchObject({ drops: 0 });
});

test("programs that were not written for it are stages: they get the lines of a file", async () => {
  writeFileSync(join(folder, "frames.txt"), "one\ntwo\n");
  const stages = { upper: ["sed", "-u", "s/o/O/"], same: ["cat"] };
  const result = await run(stages, { input: "frames.txt" });
  expect(latenciesOf(result, "upper")).toHaveLength(10);
  expect(Object.keys(result["stages"] as object)).toEqual(["upper", "same", "waiting"]);
});

test("frames that come faster than a stage works wait, and are dropped when there is no room", async () => {
  const result = await run({ slow: waiting(20) }, { frames: 20, rate: 500, queue: 3 });
  expect(Math.max(...samplesOf(result["queue"]))).toBe(3);
  expect(result["drops"]).toBeGreaterThan(30);
  expect(samplesOf(result["end-to-end"])).toHaveLength(20 - (20 * Number(result["drops"])) / 100);
});

test("a stage that is missing, ends, is silent or talks too much fails in one line that says what to do", async () => {
  await expect(run({ a: ["no-such-program"] })).rejects.toThrow(/stage a cannot be started.*does not exist: correct/);
  const ending = ["sh", "-c", "read line; echo why >&2; exit 3"];
  await expect(run({ a: ["cat"], b: ending })).rejects.toThrow(/stage b ended with 3, why: it has to read lines/);
  await expect(run({ a: ["sh", "-c", "cat > /dev/null"] }, { timeout: 50 })).rejects.toThrow(/wrote nothing for 50 ms/);
  await expect(run({ a: ["sed", "-u", "p"] })).rejects.toThrow(/wrote more lines than it read/);
});

test("a file of stages that is missing or wrong is told with the place", async () => {
  await expect(measure(PIPELINE, { file: "none.yaml" }, { cwd: folder })).rejects.toThrow(/none\.yaml cannot be read/);
  writeFileSync(join(folder, "wrong.yaml"), "stages:\n  - id: a\n    runs: [cat]\n");
  await expect(measure(PIPELINE, { file: "wrong.yaml" }, { cwd: folder })).rejects.toThrow(/wrong\.yaml:\d:\d+: .*run/);
  await expect(run({})).rejects.toThrow(/stages\.json:1:/);
});
