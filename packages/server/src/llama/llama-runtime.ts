// The runtime of model files: one llama.cpp process a loaded model. What may be in memory at the same time is decided in
// `llama-house.ts`, what a model does in its life is in `llama-model.ts`, what happens inside a process in `process/`.
//
// The bridge itself never loads llama.cpp: a file can abort what reads it, and only a process that ends gives all memory back.
import { availableParallelism } from "node:os";
import type { ModelCrash, Runtime } from "@nomous/protocol";
import type { Logger } from "pino";
import type { ChatModel } from "../model/chat-model.ts";
import type { CrashMarks, ModelRuntime } from "../model/model-runtime.ts";
import type { LoadSizes } from "./fit-plan.ts";
import { freeBytes } from "./free-memory.ts";
import { createChatModel } from "./llama-chat-model.ts";
import { LlamaHouse } from "./llama-house.ts";

export interface LlamaOptions {
  /** Tokens of one conversation, as far as a model was trained for them; 8,192 when left out. */
  readonly contextTokens?: number;
  /** Conversations at once, at most; 8 when left out. */
  readonly slots?: number;
  /** All cores but one when left out. */
  readonly threads?: number;
  /** Tokens that llama.cpp reads at once; 512 when left out. */
  readonly batchTokens?: number;
  /** A `node_modules` folder of the GPU builds. They are used once it is there. */
  readonly gpuPackages?: string;
  /** Milliseconds without a question until a model is unloaded; ten minutes when left out. */
  readonly idleMs?: number;
  /** Milliseconds without a sign of life until a busy process is killed; 30 s when left out. */
  readonly hangMs?: number;
  /** Bytes that may be taken now; asks the machine when left out. */
  readonly freeBytes?: () => number;
  /** Flags of Node for the processes. */
  readonly nodeFlags?: readonly string[];
}

export interface LlamaRuntimeParts {
  readonly runtime: Runtime;
  readonly crashes: CrashMarks;
  readonly logger?: Logger;
  readonly options?: LlamaOptions;
}

const TEN_MINUTES_MS = 600_000;
const HANG_MS = 30_000;
/** Longer than the slowest step of a machine that swaps. */
const STOP_MS = 20_000;

/** What a model is given at most, with the defaults. */
export const loadSizes = (options: LlamaOptions): LoadSizes => ({
  contextTokens: options.contextTokens ?? 8_192,
  slots: options.slots ?? 8,
  threads: options.threads ?? Math.max(1, availableParallelism() - 1),
  batchTokens: options.batchTokens ?? 512,
  ...(options.gpuPackages !== undefined && { gpuPackages: options.gpuPackages }),
});

export function createLlamaRuntime({ runtime, crashes, logger, options = {} }: LlamaRuntimeParts): ModelRuntime {
  const sizes = loadSizes(options);
  const house = new LlamaHouse({
    clock: runtime.clock,
    crashes,
    sizes,
    idleMs: options.idleMs ?? TEN_MINUTES_MS,
    hangMs: options.hangMs ?? HANG_MS,
    stopMs: STOP_MS,
    freeBytes: options.freeBytes ?? freeBytes,
    nodeFlags: options.nodeFlags ?? [],
    mark: (id, crash) => mark(crashes, logger, id, crash),
  });
  const chats = new Map<string, ChatModel>();
  return {
    chat(model) {
      const llama = house.model(model);
      const chat = chats.get(model.id) ?? createChatModel(llama, sizes);
      chats.set(model.id, chat);
      return chat;
    },
    embedding(model) {
      const llama = house.model(model);
      return { id: model.id, embed: (texts, signal) => llama.embed(texts, signal) };
    },
    load: (model, signal) => house.model(model).load(signal),
    unload: async (id) => house.find(id)?.unload(),
    runs: () => house.all.map((model) => model.run()).filter((run) => run !== undefined),
    gpus: () => house.gpus(),
    watch: (changed) => house.watch(changed),
    close: () => house.close(),
  };
}

/** A mark that cannot be kept must not leave those who wait for an answer without one. */
async function mark(
  crashes: CrashMarks,
  logger: Logger | undefined,
  id: string,
  crash: Omit<ModelCrash, "count">,
): Promise<void> {
  // The last words may name its file, which is nobody's business in a log.
  logger?.error({ model: id, during: crash.during, how: crash.how }, "a model crashed");
  try {
    await crashes.mark(id, crash);
  } catch (error) {
    logger?.error({ model: id, err: error }, "the mark of a crash could not be kept");
  }
}
