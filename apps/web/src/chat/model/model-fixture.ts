// For tests: a list of models as the bridge gives it.
import type { ModelInfo, ModelList } from "@nomous/client";

export const tinyModel = (change: Partial<ModelInfo> = {}): ModelInfo => ({
  id: "llama/1",
  name: "Tiny",
  source: "models/ of this workspace",
  runtime: "llama",
  kind: "chat",
  owner: "person",
  isAdded: false,
  canSee: false,
  state: "ready",
  isDefault: false,
  ...change,
});

export const modelList = (
  models: readonly ModelInfo[],
  memory: ModelList["memory"] = { totalBytes: 16e9, freeBytes: 8e9 },
): ModelList => ({
  revision: 1,
  models: [...models],
  problems: [],
  searched: [],
  memory,
  gpus: [],
  chain: [],
  at: 0,
});
