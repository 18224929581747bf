// A runtime on model files made for a test, with what a test needs to see: the marks of crashes and the processes.
import { setMaxListeners } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AnswerProgress,
  type AnswerStats,
  type ModelCrash,
  newConversationId,
  type Runtime,
} from "@nomous/protocol";
import type { EnginePart } from "../engine/engine.ts";
import { readGguf } from "../gguf/read-gguf.ts";
import type { ChatInput, Sampling } from "../model/chat-model.ts";
import type { CrashMarks, ModelRuntime, RunnableModel } from "../model/model-runtime.ts";
import { createLlamaRuntime, type LlamaOptions } from "./llama-runtime.ts";

export interface LlamaFixture extends AsyncDisposable {
  readonly llama: ModelRuntime;
  readonly marks: Map<string, ModelCrash>;
  /** The flag of Node by which its processes are found. */
  readonly flag: string;
  /** Writes the file and looks at it as the list of models does. */
  model(name: string, file: Uint8Array): Promise<RunnableModel>;
  /** Ids of its living llama.cpp processes. Linux only. */
  processes(): Promise<readonly number[]>;
}

export async function makeLlama(runtime: Runtime, options: LlamaOptions = {}): Promise<LlamaFixture> {
  const folder = await mkdtemp(join(tmpdir(), "nomous-llama-"));
  const flag = `--conditions=${folder}`;
  const marks = new Map<string, ModelCrash>();
  const nodeFlags = [flag, ...(options.nodeFlags ?? [])];
  const sizes = { threads: 1, contextTokens: 1_024, batchTokens: 512 };
  const llama = createLlamaRuntime({ runtime, crashes: keepIn(marks), options: { ...sizes, ...options, nodeFlags } });
  return {
    llama,
    marks,
    flag,
    async model(name, file) {
      const path = join(folder, `${name}.gguf`);
      await writeFile(path, file);
      const gguf = await readGguf(path);
      if (gguf.kind !== "model" && gguf.kind !== "embedding") throw new Error(`This is no model but a ${gguf.kind}.`);
      return { id: `llama/${name}`, name, path, gguf };
    },
    async processes() {
      const ids = (await readdir("/proc")).map(Number).filter((id) => id > 0);
      const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, "utf8").catch(() => "")));
      return ids.filter((_, i) => lines[i]?.includes(flag) === true);
    },
    async [Symbol.asyncDispose]() {
      await llama.close();
      await rm(folder, { recursive: true });
    },
  };
}

function keepIn(marks: Map<string, ModelCrash>): CrashMarks {
  return {
    get: (id) => marks.get(id),
    async mark(id, crash) {
      marks.set(id, { ...crash, count: (marks.get(id)?.count ?? 0) + 1 });
    },
    async clear(id) {
      marks.delete(id);
    },
  };
}

export interface Answer {
  text: string;
  reasoning: string;
  readonly progress: AnswerProgress[];
  stats?: AnswerStats;
  error?: unknown;
}

/** Takes all parts; a failure is kept beside them. `seen` is told each part. */
export async function collect(
  parts: AsyncIterable<EnginePart>,
  seen: (part: EnginePart) => void = () => undefined,
): Promise<Answer> {
  const answer: Answer = { text: "", reasoning: "", progress: [] };
  try {
    for await (const part of parts) {
      if (part.type === "text") answer.text += part.text;
      if (part.type === "reasoning") answer.reasoning += part.text;
      if (part.type === "progress") answer.progress.push(part.progress);
      if (part.type === "stats") answer.stats = part.stats;
      seen(part);
    }
  } catch (error) {
    answer.error = error;
  }
  return answer;
}

/** One question in a conversation of its own, the same answer every time unless `sampling` says else. */
export function ask(runtime: Runtime, text: string, sampling: Sampling = {}): ChatInput {
  return {
    conversation: newConversationId(runtime),
    messages: [{ role: "user", text }],
    sampling: { temperature: 0, ...sampling },
  };
}

/** Never fires; any number may wait for it. */
export const NEVER: AbortSignal = new AbortController().signal;
setMaxListeners(0, NEVER);
