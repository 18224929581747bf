// What the bridge and a llama.cpp process say to each other. Both ends are ours and of one version, so nothing is checked;
// what happens in one tick of the process is one message.
import type { ConversationId, ModelSlot } from "@nomous/protocol";
import type { EnginePart } from "../engine/engine.ts";
import type { ChatMessage, Sampling } from "../model/chat-model.ts";

export interface LoadPlan {
  readonly path: string;
  /** The name for people. */
  readonly name: string;
  readonly use: "chat" | "embedding";
  readonly contextTokens: number;
  readonly slots: number;
  readonly threads: number;
  /** Tokens that llama.cpp reads at once. */
  readonly batchTokens: number;
  /** A `node_modules` folder with the GPU builds; without it the CPU is used. */
  readonly gpuPackages?: string;
}

export interface GpuDevice {
  readonly name: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
}

/** An `EngineError` as data. */
export interface Failure {
  readonly message: string;
  readonly obstacle?: { readonly reason: string; readonly remedy?: string };
}

export interface ChatCall {
  readonly conversation: ConversationId;
  readonly messages: readonly Pick<ChatMessage, "role" | "text">[];
  readonly sampling: Sampling;
}

/** `call` is a number that the answer names. */
export type LlamaCall =
  | { readonly type: "load"; readonly plan: LoadPlan }
  | { readonly type: "gpus"; readonly gpuPackages: string }
  | ({ readonly type: "chat"; readonly call: number } & ChatCall)
  | { readonly type: "stop"; readonly call: number }
  | { readonly type: "count"; readonly call: number; readonly texts: readonly string[] }
  | { readonly type: "embed"; readonly call: number; readonly texts: readonly string[] };

export type LlamaEvent =
  /** 0 to 1. */
  | { readonly type: "loading"; readonly progress: number }
  | { readonly type: "loaded"; readonly where: string; readonly contextTokens: number }
  /** The process is of no use any more. */
  | { readonly type: "unusable"; readonly failure: Failure }
  | { readonly type: "gpus"; readonly gpus: readonly GpuDevice[] }
  | { readonly type: "part"; readonly call: number; readonly part: EnginePart }
  | { readonly type: "end"; readonly call: number; readonly failure?: Failure }
  | { readonly type: "counted"; readonly call: number; readonly tokens: readonly number[] }
  | { readonly type: "embedded"; readonly call: number; readonly vectors: readonly (readonly number[])[] }
  /** After every change of a slot, and twice a second while something is asked of it. */
  | {
      readonly type: "state";
      readonly slots: readonly ModelSlot[];
      readonly waiting: number;
      readonly processBytes: number;
    };
