// The models of a machine that was made for a test, with a runtime that runs nothing but remembers.
import type { Clock, ModelRun } from "@nomous/protocol";
import { pino } from "pino";
import type { EngineError, EnginePart } from "../../engine/engine.ts";
import type { UsualPorts } from "../../openai/server-address.ts";
import { createModelServers } from "../../openai/create-model-servers.ts";
import type { ChatModel } from "../chat-model.ts";
import { createCrashMarks } from "../config/crash-marks.ts";
import { createModelConfig, type ModelConfig } from "../config/model-config.ts";
import type { MachineFixture } from "../machine-fixture.ts";
import type { CrashMarks, ModelRuntime, RunnableModel } from "../model-runtime.ts";
import type { Models } from "../models.ts";
import { createModelSearch } from "../search/model-search.ts";
import { createModels } from "./create-models.ts";

export interface ModelsFixture extends AsyncDisposable {
  readonly models: Models;
  readonly config: ModelConfig;
  readonly crashes: CrashMarks;
  readonly llama: RememberingRuntime;
  /** Bytes that are free; may be changed. */
  freeBytes: number;
}

/** A port on which nothing listens: the discard service, which nobody runs. */
const SILENT: UsualPorts = { ollama: 9, lmStudio: 9, llamaServer: 9, vllm: 9 };

export function makeModels(machine: MachineFixture, clock: Clock, ports: Partial<UsualPorts> = {}): ModelsFixture {
  const runtime = { clock, random: { uint32: () => 1 } };
  const search = createModelSearch(machine.user, machine.workspace);
  const config = createModelConfig(machine.user);
  const crashes = createCrashMarks({ path: machine.at("state/crashes.json"), stampOf: search.stampOf });
  const llama = new RememberingRuntime();
  const fixture: ModelsFixture = {
    config,
    crashes,
    llama,
    freeBytes: 16e9,
    models: createModels({
      clock,
      search,
      config,
      crashes,
      llama,
      servers: createModelServers({ runtime, env: {}, ports: { ...SILENT, ...ports } }),
      memory: () => ({ totalBytes: 32e9, freeBytes: fixture.freeBytes }),
      sizes: { contextTokens: 4_096, slots: 4, threads: 1, batchTokens: 512 },
      logger: pino({ level: "silent" }),
    }),
    [Symbol.asyncDispose]: () => fixture.models.close(),
  };
  return fixture;
}

async function* silent(): AsyncGenerator<EnginePart> {}

/** Loads whatever it is given, unless it was told how to fail. */
class RememberingRuntime implements ModelRuntime {
  readonly #runs = new Map<string, ModelRun>();
  readonly #watchers = new Set<() => void>();
  /** What the next loads fail with. */
  failure: EngineError | undefined;
  isClosed = false;

  chat({ id, name }: RunnableModel): ChatModel {
    return {
      id,
      name,
      canSee: false,
      open: silent,
      chat: silent,
      contextTokens: () => undefined,
      count: async (texts) => ({ tokens: texts.map(({ length }) => length), isExact: false }),
    };
  }

  embedding({ id }: RunnableModel) {
    return { id, embed: async (texts: readonly string[]) => texts.map(() => [1]) };
  }

  async load({ id, name }: RunnableModel): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    this.tell(id, name, "loaded");
  }

  async unload(id: string): Promise<void> {
    this.#runs.delete(id);
    this.touch();
  }

  /** Something of a run changed. */
  tell(model: string, name: string, state: ModelRun["state"]): void {
    const where = "on the CPU, 1 of 1 threads";
    this.#runs.set(model, { model, name, state, progress: 1, where, contextTokens: 4_096, slots: [], waiting: 0 });
    this.touch();
  }

  touch(): void {
    for (const changed of this.#watchers) changed();
  }

  runs(): readonly ModelRun[] {
    return [...this.#runs.values()];
  }

  async gpus() {
    return [];
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  async close(): Promise<void> {
    this.isClosed = true;
  }

  get watchers(): number {
    return this.#watchers.size;
  }
}
