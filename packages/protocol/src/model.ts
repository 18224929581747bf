// The models that this machine has: files that llama.cpp can run, and servers that run them.
import * as z from "zod/mini";
import { ConversationId } from "./ids.ts";

/** `llama/<hash of the file's path>`, `server/<host:port>/<name>`: the same for as long as the file or server is. */
export const ModelId = z.string().check(z.minLength(1), z.maxLength(200));
export type ModelId = z.infer<typeof ModelId>;

/** What a person adds: a file, a folder or a server. */
export const ModelSource = z.object({
  /** An absolute path, or an `http(s)` URL up to `/v1`. */
  target: z.string().check(z.minLength(1), z.maxLength(2_000)),
  /** The environment variable that holds the server's key; the key itself is never kept. */
  keyVariable: z.optional(z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.maxLength(100))),
});
export type ModelSource = z.infer<typeof ModelSource>;

const bytes = z.number().check(z.gte(0));

/** Bytes that a model needs in memory, estimated from its header. */
export const ModelMemory = z.object({
  weightsBytes: bytes,
  /** For `slots` conversations of `contextTokens` each. */
  contextBytes: bytes,
  overheadBytes: bytes,
  contextTokens: z.int(),
  slots: z.int(),
});
export type ModelMemory = z.infer<typeof ModelMemory>;

/** A model took its process down. It is not chosen again before somebody forgives it. */
export const ModelCrash = z.object({
  at: z.number(),
  during: z.enum(["load", "prefill", "decode", "embedding", "idle"]),
  /** "the process was killed by SIGABRT" */
  how: z.string().check(z.maxLength(200)),
  /** The last words of the runtime; they hold no text of a person. */
  lastWords: z.string().check(z.maxLength(2_000)),
  /** Times in a row. */
  count: z.int(),
});
export type ModelCrash = z.infer<typeof ModelCrash>;

export const ModelInfo = z.object({
  id: ModelId,
  /** For people: "Qwen2.5 7B Instruct Q4_K_M". */
  name: z.string(),
  /** Where it was found, for people: "models/ of this workspace", "Ollama store", "Ollama at 127.0.0.1:11434". */
  source: z.string(),
  /** A file is run by us, a server runs it itself. */
  runtime: z.enum(["llama", "server"]),
  kind: z.enum(["chat", "embedding"]),
  path: z.optional(z.string()),
  url: z.optional(z.string()),
  /** The host that text goes to, when that is not this machine. */
  leavesTo: z.optional(z.string()),
  /** Who put it there: only what Nomous fetched may be deleted by it. */
  owner: z.enum(["nomous", "person", "tool"]),
  /** It stands in the machine's list, and can be taken off it. */
  isAdded: z.boolean(),
  fileBytes: z.optional(bytes),
  architecture: z.optional(z.string()),
  parameters: z.optional(z.number()),
  quantisation: z.optional(z.string()),
  /** Tokens of context it was trained for, or that the server gives it. */
  contextTokens: z.optional(z.int()),
  canSee: z.boolean(),
  memory: z.optional(ModelMemory),
  /** `unusable`: `why` says what is wrong with it; `crashed`: see `crash`; `away`: its server does not answer. */
  state: z.enum(["ready", "loading", "loaded", "crashed", "unusable", "away"]),
  why: z.optional(z.string()),
  remedy: z.optional(z.string()),
  crash: z.optional(ModelCrash),
  /** It answers where nobody asked for another. */
  isDefault: z.boolean(),
});
export type ModelInfo = z.infer<typeof ModelInfo>;

/** One engine in the order in which they are tried. */
export const RouteStep = z.object({
  engine: z.string(),
  name: z.string(),
  outcome: z.enum(["refused", "taken", "later"]),
  reason: z.string(),
  remedy: z.optional(z.string()),
});
export type RouteStep = z.infer<typeof RouteStep>;

export const ModelList = z.object({
  /** Goes up with every change of the list; `ModelsState` has it too. */
  revision: z.int(),
  models: z.array(ModelInfo),
  /** Files and folders that could not be read, for people. */
  problems: z.array(z.string()),
  /** Where was looked, whether anything was there or not. */
  searched: z.array(z.object({ source: z.string(), place: z.string(), found: z.int() })),
  /** Memory of the machine, bytes; `gpus` as the runtime sees them. */
  memory: z.object({ totalBytes: bytes, freeBytes: bytes }),
  gpus: z.array(z.object({ name: z.string(), totalBytes: bytes, freeBytes: bytes })),
  /** How the next prompt without a wish is answered. */
  chain: z.array(RouteStep),
  at: z.number(),
});
export type ModelList = z.infer<typeof ModelList>;

/** A place for one conversation in a loaded model. */
export const ModelSlot = z.object({
  doing: z.enum(["idle", "prefill", "decode"]),
  conversation: z.optional(ConversationId),
  /** Tokens it holds. */
  tokens: z.int(),
  perSecond: z.optional(z.number()),
});
export type ModelSlot = z.infer<typeof ModelSlot>;

export const ModelRun = z.object({
  model: ModelId,
  name: z.string(),
  state: z.enum(["loading", "loaded", "unloading"]),
  /** 0 to 1 while it loads. */
  progress: z.number(),
  /** "on the CPU, 3 of 4 threads", "on the GPU, 25 of 29 layers". */
  where: z.string(),
  contextTokens: z.int(),
  slots: z.array(ModelSlot),
  /** Prompts that wait for a slot. */
  waiting: z.int(),
  processBytes: z.optional(bytes),
  /** When it is unloaded if nobody asks it, wall clock. */
  unloadAt: z.optional(z.number()),
});
export type ModelRun = z.infer<typeof ModelRun>;

/** The item of the stream `models`: what changes while one looks. */
export const ModelsState = z.object({ revision: z.int(), runs: z.array(ModelRun) });
export type ModelsState = z.infer<typeof ModelsState>;
