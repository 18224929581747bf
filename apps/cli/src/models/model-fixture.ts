import type { ModelInfo, ModelList } from "@nomous/protocol";

export const model = (own: Partial<ModelInfo> = {}): ModelInfo => ({
  id: "llama/3f2a9c1b77",
  name: "Qwen2.5 7B Instruct Q4_K_M",
  source: "LM Studio",
  runtime: "llama",
  kind: "chat",
  path: "/models/qwen2.5-7b-instruct-q4_k_m.gguf",
  owner: "tool",
  isAdded: false,
  canSee: false,
  state: "ready",
  isDefault: false,
  ...own,
});

export const modelList = (own: Partial<ModelList> = {}): ModelList => ({
  revision: 1,
  models: [],
  problems: [],
  searched: [],
  memory: { totalBytes: 16e9, freeBytes: 8e9 },
  gpus: [],
  chain: [],
  at: 0,
  ...own,
});
