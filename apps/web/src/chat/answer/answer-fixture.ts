// For tests: an answer as the page has it.
import type { Answer } from "./use-answer.ts";

export const answerOf = (change: Partial<Answer> = {}): Answer => ({
  status: "writing",
  text: "a b",
  reasoning: "",
  calls: [],
  progress: undefined,
  context: undefined,
  stats: undefined,
  route: { engine: "llama/1", name: "Tiny", reason: "because it is loaded", refused: [] },
  citations: [],
  turns: [],
  end: undefined,
  tokens: 121,
  firstMs: 312,
  totalMs: undefined,
  firstAt: 1_000,
  lastAt: 5_000,
  ...change,
});
