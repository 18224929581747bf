import { expect, test } from "vitest";
import { lookMarks, lookText, paceOf, roundedText, runsText } from "./progress-words.ts";

test("runs are counted, and what is left of them is an estimate", () => {
  expect(runsText({ done: 24, total: 51 }, undefined)).toBe("24 of at most 51 runs");
  expect(runsText({ done: 42, total: 64 }, 16_000)).toBe("42 of at most 64 runs, about 6 min left (estimate)");
  expect(runsText({ done: 64, total: 64 }, 16_000)).toBe("64 of at most 64 runs");
  expect(runsText({ done: 0, total: 0 }, undefined)).toBeUndefined();
});

test.each([
  [200, "1 s"],
  [89_000, "89 s"],
  [91_000, "2 min"],
  [3 * 3_600_000, "3 h"],
])("%d ms are about %s", (ms, text) => expect(roundedText(ms)).toBe(text));

test("each look but the last is a mark on the bar, which rounds that warm up are part of", () => {
  expect(lookMarks({ looks: [8, 16], warmup: 0 })).toEqual([50]);
  expect(lookMarks({ looks: [8, 19], warmup: 1 })).toEqual([45]);
  expect(lookMarks({ looks: [16], warmup: 1 })).toEqual([]);
});

test("it is said which look the verdicts are from, and when the next one is", () => {
  expect(lookText([8, 16], null)).toBe("Looked at first after round 8.");
  expect(lookText([8, 16], { index: 1, of: 2, isLast: false })).toBe(
    "Verdicts are from look 1, after round 8. Look 2 is after round 16.",
  );
  expect(lookText([8, 16], { index: 2, of: 2, isLast: true })).toBe("Verdicts are from look 2, after round 16.");
});

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 29) + seconds * 1_000).toISOString();

test("the pace is the usual time between two runs, more when rounds are run again, and a night between sessions is none", () => {
  expect(paceOf([at(0), at(2), at(4), at(40_000), at(40_002)], 5)).toBe(2_000);
  expect(paceOf([at(0), at(2), at(4), at(6)], 2)).toBe(4_000);
  expect(paceOf([at(0)], 1)).toBeUndefined();
});
