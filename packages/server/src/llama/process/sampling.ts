// How to sample where a person did not say: as the model's file recommends, else as llama.cpp does by itself.
import type { LlamaModel } from "node-llama-cpp";
import type { Sampling } from "../../model/chat-model.ts";

/** The defaults of llama.cpp's own programs. */
const LLAMA_CPP = { temperature: 0.8, topK: 40, topP: 0.95, minP: 0.05 };

export interface RuntimeSampling {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
  readonly seed?: number;
  readonly repeatPenalty: false;
  readonly customStopTriggers?: readonly string[];
}

export function resolveSampling(model: LlamaModel, { temperature, topP, seed, stop }: Sampling): RuntimeSampling {
  const general: Readonly<Record<string, unknown>> = { ...model.fileInfo.metadata.general };
  const recommended: Readonly<Record<string, unknown>> = { ...(general["sampling"] as object | undefined) };
  const number = (key: string, otherwise: number): number => {
    const value = recommended[key];
    return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
  };
  return {
    temperature: temperature ?? number("temp", LLAMA_CPP.temperature),
    topK: number("top_k", LLAMA_CPP.topK),
    topP: topP ?? number("top_p", LLAMA_CPP.topP),
    minP: number("min_p", LLAMA_CPP.minP),
    ...(seed !== undefined && { seed }),
    repeatPenalty: false,
    ...(stop !== undefined && stop.length > 0 && { customStopTriggers: stop }),
  };
}
