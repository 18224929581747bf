import { expect, test } from "vitest";
import {
  formatBytes,
  formatDuration,
  formatNumber,
  formatP,
  formatPercent,
  formatPlain,
  formatSigned,
} from "./format-number.ts";

test.each([
  [formatNumber(-1234567.891, 2), "−1,234,567.89"],
  [formatNumber(999.996, 2), "1,000.00"],
  [formatSigned(-0.04, 1), "0.0"],
  [formatSigned(0.06, 1), "+0.1"],
  [formatPlain(1 / 3), "0.333"],
  [formatPlain(2.5), "2.5"],
  [formatPlain(1214), "1,214"],
  [formatPercent(0.9818), "98.18 %"],
  [formatPercent(0.95), "95 %"],
  [formatP(0.0312), "p = 0.031"],
  [formatP(0.0002), "p < 0.001"],
  [formatBytes(0), "0 bytes"],
  [formatBytes(999_600), "1 MB"],
  [formatBytes(52e6), "52 MB"],
  [formatDuration(0), "0 ms"],
  [formatDuration(5.25), "5.25 ms"],
  [formatDuration(999.6), "1 s"],
  [formatDuration(60_000), "1 min"],
  [formatDuration(200_000), "3 min 20 s"],
])("%s", (text, expected) => {
  expect(text).toBe(expected);
});
