import { expect, test } from "vitest";
import {
  changeSettings,
  parseStop,
  sameSettings,
  schemaProblem,
  settingRows,
  settingsText,
  stopProblem,
  stopText,
} from "./settings.ts";

test("a setting that is taken away is left to the model again", () => {
  expect(changeSettings({ temperature: 0, seed: 7 }, { temperature: undefined })).toEqual({ seed: 7 });
});

test("settings are the same whatever order they were set in", () => {
  expect(sameSettings({ temperature: 0, seed: 7 }, { seed: 7, temperature: 0 })).toBe(true);
  expect(sameSettings({ temperature: 0 }, { temperature: 0, seed: 7 })).toBe(false);
  expect(sameSettings({ stop: ["a", "b"] }, { stop: ["b", "a"] })).toBe(false);
});

test("one line tells short values and names long ones, without the model", () => {
  expect(settingsText({ engine: "x", temperature: 0, maxTokens: 2_000, system: "s".repeat(90) })).toBe(
    "system text · temperature 0 · tokens at most 2,000",
  );
  expect(settingsText({})).toBe("");
});

test("the model is told by its name", () => {
  expect(settingRows({ engine: "llama/1", retrieval: false }, () => "Tiny")).toEqual([
    { name: "engine", label: "model", value: "Tiny" },
    { name: "retrieval", label: "passages", value: "off" },
  ]);
});

test.each([[["\n\n", "END"]], [["a\\nb", "\t"]], [["\\"]]])("stop texts %j come back as they were written", (stop) => {
  expect(parseStop(stopText(stop))).toEqual(stop);
});

test("more stop texts than a prompt takes are told", () => {
  expect(stopProblem(Array.from({ length: 9 }, String))).toBe("9 texts; 8 at most");
  expect(stopProblem(["a".repeat(101)])).toMatch(/longer than 100/);
  expect(stopProblem(["a"])).toBeUndefined();
});

test.each([
  ['{"type": "object"', "Not JSON yet"],
  ["[]", 'A schema is an object, as in {"type": "object"}'],
  ["null", 'A schema is an object, as in {"type": "object"}'],
  [`{"title": "${"a".repeat(8_000)}"}`, "8,013 characters; 8,000 at most"],
  ['{"type": "object"}', undefined],
])("of the schema %.20s it is told: %s", (text, problem) => {
  expect(schemaProblem(text)).toBe(problem);
});
