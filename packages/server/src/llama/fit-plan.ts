// How a model is loaded so that it fits: with as many slots as half of the free memory takes, because the other half is for
// what people do beside it, or as the GPU takes without leaving layers to the CPU; with one slot when only that fits at all.
import type { ModelMemory } from "@nomous/protocol";
import { estimateMemory } from "../gguf/estimate-memory.ts";
import type { RunnableModel } from "../model/model-runtime.ts";
import type { LoadPlan } from "./llama-message.ts";

export interface LoadSizes {
  readonly contextTokens: number;
  /** At most. */
  readonly slots: number;
  readonly threads: number;
  readonly batchTokens: number;
  readonly gpuPackages?: string;
}

export interface FitPlan {
  readonly plan: LoadPlan;
  readonly needBytes: number;
  readonly fits: boolean;
}

/** The context that the model gets: never more than it was trained for. */
export function contextFor({ gguf }: RunnableModel, { contextTokens }: LoadSizes): number {
  return Math.min(gguf.contextTokens, contextTokens);
}

export function fitPlan(model: RunnableModel, sizes: LoadSizes, freeBytes: number, gpuBytes = 0): FitPlan {
  const contextTokens = contextFor(model, sizes);
  const need = (slots: number): number =>
    bytesOf(estimateMemory(model.gguf, { contextTokens, slots, batchTokens: sizes.batchTokens }));
  const most = model.gguf.kind === "embedding" ? 1 : sizes.slots;
  const comfortBytes = gpuBytes > 0 ? gpuBytes : freeBytes / 2;
  let slots = most;
  while (slots > 1 && need(slots) > comfortBytes) slots -= 1;
  const plan: LoadPlan = {
    path: model.path,
    name: model.name,
    use: model.gguf.kind === "embedding" ? "embedding" : "chat",
    contextTokens,
    slots,
    threads: sizes.threads,
    batchTokens: sizes.batchTokens,
    ...(sizes.gpuPackages !== undefined && { gpuPackages: sizes.gpuPackages }),
  };
  return { plan, needBytes: need(slots), fits: need(slots) <= freeBytes + gpuBytes };
}

const bytesOf = ({ weightsBytes, contextBytes, overheadBytes }: ModelMemory): number =>
  weightsBytes + contextBytes + overheadBytes;
