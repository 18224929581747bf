import { beforeEach, expect, test } from "vitest";
import { applyPreset, BUILT_IN, dropPreset, keepPreset, readPresets } from "./presets.ts";
import { schemaProblem } from "./settings.ts";

beforeEach(() => localStorage.clear());

test("a preset keeps everything but the model, and is applied to the one that is chosen", () => {
  keepPreset("mine", { engine: "llama/1", temperature: 0.3 });
  const [mine] = readPresets();
  expect(mine).toEqual({ name: "mine", settings: { temperature: 0.3 } });
  if (mine === undefined) throw new Error("not kept");
  expect(applyPreset({ engine: "llama/2", seed: 7 }, mine)).toEqual({ engine: "llama/2", temperature: 0.3 });
});

test("a name is kept once, and presets stand in the order of their names", () => {
  keepPreset("b", { seed: 1 });
  keepPreset("a", { seed: 2 });
  keepPreset("b", { seed: 3 });
  expect(readPresets().map(({ name, settings }) => [name, settings.seed])).toEqual([
    ["a", 2],
    ["b", 3],
  ]);
  dropPreset("a");
  expect(readPresets().map(({ name }) => name)).toEqual(["b"]);
});

test.each(["{", "null", '"a"', '{"broken": {"temperature": "hot"}}'])(
  "what is stored as %s holds no preset",
  (text) => {
    localStorage.setItem("nomous.presets", text);
    expect(readPresets()).toEqual([]);
  },
);

test("the schema of a built-in preset is one", () => {
  const schemas = BUILT_IN.flatMap(({ settings }) => settings.schema ?? []);
  expect(schemas.map(schemaProblem)).toEqual([undefined]);
});
