import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { unboundModel } from "./unbound.ts";

const planWith = (models: string): { text: string } => ({
  text: `---\nnomous: plan\n---\n# Local dictation\n\n## ML/AI Components\n\n### Model requirements and versions\n\n${models}\n`,
});
const told = (models: string): string[] => problemsOf(unboundModel, planWith(models)).map(({ text }) => text);
const row = (cells: string): string => `| Model | Version | Quantisation | Used for |\n| - | - | - | - |\n| ${cells} |`;

test("the example is told, and is not when it is bound", () => {
  expect(problemsOf(unboundModel, unboundModel.bad)).toHaveLength(1);
  expect(problemsOf(unboundModel, unboundModel.good)).toEqual([]);
});

describe("a name alone stands for many files", () => {
  for (const cells of [
    "whisper small | | | dictation",
    "Qwen2.5-7B | 2.5 | | chat",
    "gemma | | Q4_K_M | chat",
    "crack | see the share | fp32 | parts",
    "Llama 3 8B | - | | chat",
  ])
    test(`of ${cells}`, () => expect(told(row(cells))).toEqual([cells.split(" | ")[0]]));
  test("in a list", () => {
    expect(told("- Dictation: whisper small\n- Integration: one process for each model")).toEqual([
      "- Dictation: whisper small",
    ]);
  });
  test("in prose", () => expect(told("We use Qwen for chat.")).toHaveLength(1));
  test("in a spike's comparison", () => {
    const text = `---\nnomous: spike\n---\n# Which model\n\n## Technical Details\n\n### Models compared\n\n${row("whisper small | | | x")}\n`;
    expect(problemsOf(unboundModel, { text }).map(({ line }) => line)).toEqual([12]);
  });
});

describe("a file, its hash, or version and quantisation bind it", () => {
  for (const cells of [
    "whisper small | v3 | q5_1 | dictation",
    "Qwen2.5-7B-Instruct Q4_K_M | | | chat",
    "`models/gemma-3-1b.gguf` | | | chat",
    "gemma | sha256:9f86d081884c7d659a2f | | chat",
    "none, because nothing is inferred | | | -",
    "no model | | | rules only",
    " | | | ",
  ])
    test(`of ${cells}`, () => expect(told(row(cells))).toEqual([]));
  test("in a list", () => expect(told("- Dictation: whisper-small v3, q5_1\n- VAD: `silero_vad.onnx`")).toEqual([]));
  test("what is no model is left alone", () => expect(told("Not applicable, because it uses no model.")).toEqual([]));
});
