// Runs model files: brings them into memory, takes them out, and tells what they do. One model is one process, so that a
// file that kills its runtime kills nothing else, and unloading gives all memory back.
import type { ModelCrash, ModelRun } from "@nomous/protocol";
import type { RunnableGguf } from "../gguf/read-gguf.ts";
import type { ChatModel, EmbeddingModel } from "./chat-model.ts";

/** A file that was looked at and found fit to run. */
export interface RunnableModel {
  readonly id: string;
  readonly name: string;
  /** Absolute path; of a split model its first part. */
  readonly path: string;
  readonly gguf: RunnableGguf;
}

export interface ModelRuntime {
  /** The same object for the same id. Loads when it is asked. */
  chat(model: RunnableModel): ChatModel;
  embedding(model: RunnableModel): EmbeddingModel;
  /** Resolves when it is loaded; rejects with an `EngineError`. Aborting stops the load and frees its memory. */
  load(model: RunnableModel, signal: AbortSignal): Promise<void>;
  /** After its answers are written; harmless when it is not loaded. */
  unload(id: string): Promise<void>;
  /** What is in memory or on its way. */
  runs(): readonly ModelRun[];
  /** Devices of the GPU build that is installed; empty without one. Asked of a process of its own, once. */
  gpus(): Promise<readonly { name: string; totalBytes: number; freeBytes: number }[]>;
  watch(changed: () => void): () => void;
  close(): Promise<void>;
}

/** Kept over restarts: a file that kills its runtime must not do so at every start. */
export interface CrashMarks {
  get(id: string): ModelCrash | undefined;
  /** Counts those in a row. */
  mark(id: string, crash: Omit<ModelCrash, "count">): Promise<void>;
  /** After a whole answer, or when a person forgives it. */
  clear(id: string): Promise<void>;
}
