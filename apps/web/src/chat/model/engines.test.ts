import type { EngineInfo, ModelInfo, ModelList } from "@nomous/client";
import { expect, test } from "vitest";
import { engineOptions, findEngines, takenStep } from "./engines.ts";
import { modelList, tinyModel } from "./model-fixture.ts";

const ENGINES: readonly EngineInfo[] = [
  { id: "scripted", name: "scripted engine", kind: "scripted" },
  { id: "workspace", name: "workspace search (no model)", kind: "search" },
];

const stateOf = (change: Partial<ModelInfo>, memory?: ModelList["memory"]): string | undefined =>
  engineOptions(modelList([tinyModel(change)], memory), [])[0]?.state;

test("models stand by their source, then search, and the scripted engine last, for tests", () => {
  const models = [
    tinyModel({ id: "llama/1", source: "models/ of this workspace" }),
    tinyModel({ id: "server/a", source: "Ollama at 127.0.0.1:11434", runtime: "server" }),
    tinyModel({ id: "llama/2", source: "models/ of this workspace" }),
    tinyModel({ id: "llama/3", kind: "embedding" }),
  ];
  expect(engineOptions(modelList(models), ENGINES).map(({ id, group }) => [id, group])).toEqual([
    ["llama/1", "models/ of this workspace"],
    ["llama/2", "models/ of this workspace"],
    ["server/a", "Ollama at 127.0.0.1:11434"],
    ["workspace", "Without a model"],
    ["scripted", "For tests"],
  ]);
});

test.each([
  [{ state: "loaded" }, "loaded"],
  [{ state: "ready" }, "loads on first use"],
  [{ state: "ready", runtime: "server" }, "its server runs it"],
  [{ state: "unusable", why: "the file is cut off" }, "the file is cut off"],
  [{ state: "away" }, "its server does not answer"],
  [
    { state: "crashed", crash: { at: 0, during: "load", how: "", lastWords: "", count: 2 } },
    "crashed while it was loaded, 2 times in a row",
  ],
] as const)("%j is told as: %s", (change, words) => {
  expect(stateOf(change)).toBe(words);
});

test("a model that needs more memory than is free says so, unless it is in memory already", () => {
  const memory = { weightsBytes: 5e9, contextBytes: 3e8, overheadBytes: 1e8, contextTokens: 8_192, slots: 4 };
  const machine = { totalBytes: 8e9, freeBytes: 4.9e9 };
  expect(stateOf({ memory }, machine)).toBe("needs 5.4 GB (estimate), 4.9 GB are free");
  expect(stateOf({ memory, state: "loaded" }, machine)).toBe("loaded");
  expect(stateOf({ memory }, { totalBytes: 8e9, freeBytes: 6e9 })).toBe("loads on first use");
});

test("without a list of models there are the engines", () => {
  expect(engineOptions(undefined, ENGINES).map(({ id }) => id)).toEqual(["workspace", "scripted"]);
});

test("options are found by words of name, source and state", () => {
  const options = engineOptions(modelList([tinyModel({ name: "Qwen2.5 7B" })]), ENGINES);
  expect(findEngines(options, "qwen workspace").map(({ name }) => name)).toEqual(["Qwen2.5 7B"]);
  expect(findEngines(options, "mistral")).toEqual([]);
});

test("what the bridge would take is the step of the chain that is taken", () => {
  const chain = [
    { engine: "a", name: "A", outcome: "refused", reason: "is away" },
    { engine: "b", name: "B", outcome: "taken", reason: "because it is loaded" },
  ] as const;
  expect(takenStep(chain)?.name).toBe("B");
});
