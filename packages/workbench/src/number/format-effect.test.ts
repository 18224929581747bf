import { expect, test } from "vitest";
import { metricWith } from "../experiment/experiment-fixture.ts";
import { formatEffect, formatMedian, formatThreshold, formatValue } from "./format-effect.ts";

const time = metricWith("p95");
const count = metricWith("dropped", { unit: "" });
const passes = metricWith("right", { unit: "", kind: "passes" });
const ratio = (effect: number | null, low = 0, high = 0) =>
  formatEffect(time, { scale: "ratio", effect, interval: { low, high } });

test.each([
  [ratio(-0.1478, -0.1721, -0.1204), "−14.8 % [−17.2, −12.0]"],
  [ratio(-0.067, -0.2, 0.034), "−7 % [−20, +3]"],
  [ratio(-0.0626, -0.0641, -0.0612), "−6.26 % [−6.41, −6.12]"],
  [ratio(-0.0004, -0.012, 0.011), "0.0 % [−1.2, +1.1]"],
  [ratio(0, 0, 0), "0 % [0, 0]"],
  [ratio(49.2, 41.3, 60.1), "+4,920 % [+4,130, +6,010]"],
  [ratio(null), "not measured"],
  [formatEffect(time, { scale: "ratio", effect: -0.1, interval: null }), "too few rounds for an interval"],
  [
    formatEffect(time, { scale: "difference", effect: -1.26, interval: { low: -1.9, high: -0.6 } }),
    "−1.3 ms [−1.9, −0.6]",
  ],
  [formatEffect(count, { scale: "difference", effect: 0, interval: { low: 0, high: 1 } }), "0.0 [0.0, +1.0]"],
  [
    formatEffect(passes, { scale: "difference", effect: 0.042, interval: { low: -0.01, high: 0.09 } }),
    "+4 pp [−1, +9]",
  ],
])(
  "an effect has its unit, its sign, its interval, and no digit that the interval does not carry: %s",
  (text, expected) => {
    expect(text).toBe(expected);
  },
);

test("a median is no finer than its interval; alone it has three digits", () => {
  expect(formatMedian(time, { median: 36.118, interval: { low: 35.2, high: 37.11 } })).toBe("36.1 ms [35.2, 37.1]");
  expect(formatMedian(time, { median: 1214.4, interval: { low: 1180, high: 1251 } })).toBe("1,214 ms [1,180, 1,251]");
  expect(formatMedian(time, { median: 36.118, interval: null })).toBe("36.1 ms");
  expect(formatMedian(time, { median: null, interval: null })).toBe("not measured");
  expect(formatValue(passes, 0.825)).toBe("82.5 %");
  expect(formatValue(count, 3)).toBe("3");
});

test("a threshold is written as it was meant", () => {
  expect(formatThreshold(time, { scale: "ratio", threshold: 0.05 })).toBe("±5 %");
  expect(formatThreshold(time, { scale: "difference", threshold: 2.5 })).toBe("±2.5 ms");
  expect(formatThreshold(passes, { scale: "difference", threshold: 0.05 })).toBe("±5 pp");
  expect(formatThreshold(count, { scale: "difference", threshold: 1 })).toBe("±1");
});
