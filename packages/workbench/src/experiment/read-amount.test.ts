import { expect, test } from "vitest";
import { readingIn } from "./metric-unit.ts";
import { readDuration, readThreshold } from "./read-amount.ts";

test.each([
  ["200 ms", 200],
  ["60 s", 60_000],
  ["1.5 s", 1_500],
  ["2min", 120_000],
  ["1 h", 3_600_000],
])("%s are %d ms", (text, ms) => {
  expect(readDuration(text)).toBe(ms);
});

test.each([
  ["5 %", "ms", { kind: "share", share: 0.05 }],
  ["0.5%", "ms", { kind: "share", share: 0.005 }],
  ["2 ms", "ms", { kind: "value", value: 2 }],
  ["2 s", "ms", { kind: "value", value: 2_000 }],
  ["1 MiB", "bytes", { kind: "value", value: 1_048_576 }],
  ["10 tokens/s", "tokens/s", { kind: "value", value: 10 }],
  [3, "", { kind: "value", value: 3 }],
  ["5 %", "%", { kind: "share", share: 0.05 }],
  ["5 points", "%", { kind: "value", value: 5 }],
  ["5 percentage points", "%", { kind: "value", value: 5 }],
  ["5 pp", "%", { kind: "value", value: 5 }],
])("%j of a metric in %j", (written, unit, threshold) => {
  expect(readThreshold(written, { unit, kind: "number" })).toEqual({ ok: true, threshold });
});

test.each(["a little", "", "5", "-5 %", "5 MB", "5 points", "Infinity ms", "1e3 ms"])(
  "%j is no threshold in ms",
  (written) => {
    expect(readThreshold(written, { unit: "ms", kind: "number" }).ok).toBe(false);
  },
);

test("of prompts that pass the difference of shares is compared, however it is written", () => {
  for (const written of ["5 %", "5 points"])
    expect(readThreshold(written, { unit: "", kind: "passes" })).toEqual({
      ok: true,
      threshold: { kind: "value", value: 0.05 },
    });
});

test("what is measured of the process comes in the unit of the metric", () => {
  expect(readingIn("s", "wall-time", 1_500)).toBe(1.5);
  expect(readingIn("MB", "peak-memory", 52_000_000)).toBe(52);
  expect(readingIn("bytes", "output-bytes", 24)).toBe(24);
  expect(readingIn("%", "gpu-utilisation", 40)).toBe(40);
  expect(readingIn("", "exit-code", 3)).toBe(3);
});
