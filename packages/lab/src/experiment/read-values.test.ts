import type { Metric, RunRecord } from "@nomous/workbench/experiments";
import { expect, test } from "vitest";
import { readValues, type RunOutput } from "./read-values.ts";
import { metricOf } from "./session-fixture.contract.ts";

const process: RunRecord["process"] = {
  wallMs: 1_500,
  cpuMs: 700,
  peakMemory: 52_000_000,
  diskRead: null,
  diskWritten: 0,
  outputBytes: 9,
  gpuMemory: null,
  gpuUtilisation: null,
};
const read = (metric: Metric, output: Partial<RunOutput>) =>
  readValues([metric], { printed: "", files: {}, process, exitCode: 3, ...output });
const keyed = (key: string, more: Partial<Metric> = {}): Metric =>
  metricOf("m", { source: { from: "output", key }, ...more });
const measured = (measure: "wall-time" | "peak-memory" | "disk-read" | "exit-code", unit: string): Metric =>
  metricOf("m", { unit, source: { from: "process", measure } });

test.each([
  ["a key leads inwards with dots", keyed("latency.p95"), '{"latency":{"p95":2}}', 2],
  ["a key that has dots itself is found first", keyed("latency.p95"), '{"latency.p95":1,"latency":{"p95":2}}', 1],
  ["a key that has dots itself is found further in", keyed("a.b.c"), '{"a":{"b.c":3}}', 3],
  ["the last object counts, whatever comes behind it", keyed("m"), '{"m":1}\n{"m":2}\nDone in {time}.\n', 2],
  ["samples are kept one by one", keyed("m"), '{"m":[3,1,2]}', [3, 1, 2]],
  ["passes are kept by prompt", keyed("m", { kind: "passes" }), '{"m":{"a":true,"b":false}}', { a: true, b: false }],
])("%s", (_, metric, printed, value) => {
  expect(read(metric, { printed })).toEqual({ ok: true, values: { m: value }, stages: {} });
});

test.each([
  ["what is inherited is not there", keyed("constructor"), '{"m":1}', 'm: constructor is missing in {"m":1}'],
  ["no samples are no value", keyed("m"), '{"m":[]}', "found []"],
  ["one sample that is no number spoils them", keyed("m"), '{"m":[1,null]}', "found [1,null]"],
  [
    "a number does not pass",
    keyed("m", { kind: "passes" }),
    '{"m":{"a":1}}',
    "expected a mapping of prompts to true or false in m",
  ],
  ["a line that is cut off is told with its place", keyed("m"), '{"m":}', "expected a value at column 6"],
])("%s", (_, metric, printed, reason) => {
  expect(read(metric, { printed })).toMatchObject({ ok: false, reason: expect.stringContaining(reason) as string });
});

test("stages are kept where the output names them", () => {
  const printed = '{"m":1,"stages":{"decode":2.5,"render":4,"note":"x"}}';
  expect(read(keyed("m"), { printed })).toMatchObject({ stages: { decode: 2.5, render: 4 } });
});

test("what is measured of the process comes in the unit of the metric", () => {
  expect(read(measured("wall-time", "s"), {})).toMatchObject({ values: { m: 1.5 } });
  expect(read(measured("peak-memory", "MB"), {})).toMatchObject({ values: { m: 52 } });
  expect(read(measured("exit-code", ""), {})).toMatchObject({ values: { m: 3 } });
});

test("what the system does not tell of the process is no value, and no fault of the run", () =>
  expect(read(measured("disk-read", "MB"), {})).toEqual({ ok: true, values: {}, stages: {} }));

test("a file is read as the metric names it", () => {
  const metric = metricOf("m", { source: { from: "file", path: "out.json", key: "m" } });
  expect(read(metric, { files: { "out.json": '{"m":4}' } })).toMatchObject({ values: { m: 4 } });
  expect(read(metric, { files: { "out.json": "4" } })).toMatchObject({ reason: "m: out.json is no JSON object" });
  expect(read(metric, { files: { "out.json": null } })).toMatchObject({ reason: "m: the run wrote no file out.json" });
});
