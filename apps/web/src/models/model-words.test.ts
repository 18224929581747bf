import type { ModelInfo, ModelRun } from "@nomous/client";
import { expect, test } from "vitest";
import { tinyModel } from "../chat/model/model-fixture.ts";
import { crashText, gigabytes, modelFacts, modelStatus } from "./model-words.ts";

const GB = 1_000_000_000;
const memory = { weightsBytes: 4 * GB, contextBytes: GB, overheadBytes: GB / 2, contextTokens: 4_096, slots: 1 };
const run: ModelRun = {
  model: "llama/1",
  name: "Tiny",
  state: "loading",
  progress: 0.416,
  where: "on the CPU",
  contextTokens: 4_096,
  slots: [],
  waiting: 0,
};
const text = (model: Partial<ModelInfo>, running?: ModelRun, free?: number): string =>
  modelStatus(tinyModel(model), running, free).text;
const parameters = (count: number): string => modelFacts(tinyModel({ parameters: count }));

test("what runs is told before what would, and what it lacks before how it would run", () => {
  expect(text({ memory }, run, GB)).toBe("loading, 41 %");
  expect(text({ state: "crashed" }, { ...run, state: "loaded" })).toBe("loaded, on the CPU");
  expect(text({ memory }, undefined, GB)).toBe("needs 5.5 GB (estimate), 1.0 GB are free");
  expect(text({ memory }, undefined, 6 * GB)).toBe("loads on first use");
  expect(text({ runtime: "server", kind: "embedding" })).toBe("for vectors, its server runs it");
  expect(text({ state: "away" })).toBe("its server does not answer");
  expect(text({ state: "unusable", why: "The file is empty." })).toBe("The file is empty.");
});

test("memory is lacking only where it is known, and not for what is in memory already", () => {
  expect(text({ memory })).toBe("loads on first use");
  expect(text({}, undefined, 1)).toBe("loads on first use");
  expect(text({ memory, state: "loaded" }, undefined, 1)).toBe("loaded");
});

test("a crash says when, and how often in a row", () => {
  expect(crashText({ during: "prefill", count: 1 })).toBe("crashed while it read a prompt");
  expect(crashText({ during: "decode", count: 3 })).toBe("crashed while it wrote, 3 times in a row");
});

test("sizes are told with the figures that matter", () => {
  expect([undefined, 700_000, 56_000_000, 4.68 * GB, 42.5 * GB].map(gigabytes)).toEqual([
    "",
    "< 0.01",
    "0.06",
    "4.68",
    "42.5",
  ]);
  expect([351_104, 1_540_000, 28_000_000, 7_600_000_000, 70_000_000_000].map(parameters)).toEqual([
    "351,104 parameters",
    "1.5 M parameters",
    "28 M parameters",
    "7.6 B parameters",
    "70 B parameters",
  ]);
  expect(modelFacts(tinyModel({ architecture: "llama", quantisation: "Q4_K_M", contextTokens: 8_192 }))).toBe(
    "llama · Q4_K_M · 8,192 tokens of context",
  );
});
