// One model file over time: it is away, is loaded by who comes first for all who wait, answers, and goes when nobody asked for
// long. Whoever asks meets one of these states:
//
//             load                    loaded
//    away ──────────────► loading ──────────────► loaded ◄─┐ answers
//     ▲ ▲   all who waited │ │                     │  │  └─┘
//     │ └── went, failed ──┘ │ process died        │  │ unload, idle, room for another
//     │                      ▼                     │  ▼
//     └─── mark kept ◄── crashed ◄─────────────────┘ unloading (answers are finished) ──► away
//
// A crash is kept beyond this process: then only a person brings the model back, and after a pause.
import { type ModelCrash, type ModelRun, sleep, type StopTimer } from "@nomous/protocol";
import { EngineError, type EnginePart } from "../engine/engine.ts";
import type { ChatInput } from "../model/chat-model.ts";
import type { CrashMarks, RunnableModel } from "../model/model-runtime.ts";
import { markedError, pauseError, pauseLeft } from "./crash.ts";
import type { LoadPlan } from "./llama-message.ts";
import { ModelProcess, type ModelProcessParts, type Placed } from "./model-process.ts";
import { SharedLoad } from "./shared-load.ts";

export interface LlamaModelParts extends Omit<ModelProcessParts, "crashed"> {
  readonly crashes: Pick<CrashMarks, "get" | "clear">;
  readonly idleMs: number;
  /** Looks whether the file can be run now and makes room in memory; rejects with an `EngineError`. */
  readonly plan: (model: RunnableModel, signal: AbortSignal) => Promise<LoadPlan>;
  /** Keeps that it crashed; does not reject. */
  readonly mark: (crash: Omit<ModelCrash, "count">) => Promise<void>;
}

interface Loaded extends Placed {
  /** What its file said; another object says that the file was replaced since. */
  readonly gguf: RunnableModel["gguf"];
  readonly process: ModelProcess;
  readonly plan: LoadPlan;
}

const PROGRESS_MS = 100;
const SHORT_PAUSE_MS = 4_000;

export class LlamaModel {
  /** What is known of the file; newer when it was looked at again. */
  model: RunnableModel;
  readonly #parts: LlamaModelParts;
  #loading: { readonly load: SharedLoad; process?: ModelProcess; plan?: LoadPlan } | undefined;
  #loaded: Loaded | undefined;
  #unloading: Promise<void> | undefined;
  /** Calls that are being answered. */
  #uses = 0;
  #onUnused: () => void = () => undefined;
  #stopIdle: StopTimer = () => undefined;
  #unloadAt: number | undefined;
  /** When it was used last, by `elapsed`. */
  usedAt = 0;

  constructor(model: RunnableModel, parts: LlamaModelParts) {
    this.model = model;
    this.#parts = parts;
  }

  /** In memory and without anything to do. */
  get isIdle(): boolean {
    return this.#loaded !== undefined && this.#uses === 0 && this.#unloading === undefined;
  }

  /** What it was given when it was loaded, or is being given. */
  get plan(): LoadPlan | undefined {
    return this.#loaded?.plan ?? this.#loading?.plan;
  }

  get contextTokens(): number | undefined {
    return this.#loaded?.contextTokens;
  }

  /** Parts of type `progress` until it is loaded; nothing when it is. */
  async *open(signal: AbortSignal): AsyncGenerator<EnginePart, void, void> {
    this.#dropReplaced();
    while (!this.#isReady && !signal.aborted) {
      await this.#unloading;
      if (this.#loading === undefined) this.#refuseMarked();
      yield* this.#watchLoad(this.#load(), signal);
    }
  }

  /** As a person asks for it: a model that crashed is tried again. */
  async load(signal: AbortSignal): Promise<void> {
    this.#dropReplaced();
    while (!this.#isReady && !signal.aborted) {
      await this.#unloading;
      if (this.#loading === undefined) await this.#pause(signal);
      await this.#load().join(signal);
    }
    if (signal.aborted) throw new EngineError(`The loading of ${this.model.name} was stopped.`);
  }

  /** Opens it when it went since. */
  async *chat(
    { conversation, messages, sampling }: ChatInput,
    signal: AbortSignal,
  ): AsyncGenerator<EnginePart, void, void> {
    const start = this.#parts.clock.elapsed();
    const wasReady = this.#isReady;
    yield* this.open(signal);
    const loaded = this.#loaded;
    const loadMs = wasReady ? {} : { loadMs: this.#parts.clock.elapsed() - start };
    if (loaded === undefined || signal.aborted) {
      yield { type: "stats", stats: loadMs };
      return;
    }
    let isTold = false;
    const done = this.#use();
    try {
      const texts = messages.map(({ role, text }) => ({ role, text }));
      for await (const part of loaded.process.chat({ conversation, messages: texts, sampling }, signal)) {
        isTold ||= part.type === "stats";
        yield part.type === "stats" ? { type: "stats", stats: { ...part.stats, ...loadMs } } : part;
      }
      if (!signal.aborted) await this.#forgive();
    } catch (error) {
      if (!isTold) yield { type: "stats", stats: loadMs };
      throw error;
    } finally {
      done();
    }
  }

  /** `undefined` when it is not loaded. */
  async count(texts: readonly string[], signal: AbortSignal): Promise<readonly number[] | undefined> {
    return this.#isReady ? this.#loaded?.process.count(texts, signal) : undefined;
  }

  async embed(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
    for await (const _progress of this.open(signal));
    const loaded = this.#loaded;
    if (loaded === undefined || signal.aborted) throw new EngineError("It was stopped.");
    const done = this.#use();
    try {
      return await loaded.process.embed(texts, signal);
    } finally {
      done();
    }
  }

  /** After what it answers is written. A load is ended at once. */
  async unload(): Promise<void> {
    this.#loading?.load.stop(new EngineError(`${this.model.name} was unloaded while it was loaded.`));
    await this.#loading?.load.over;
    if (this.#loaded === undefined) return;
    await (this.#unloading ??= this.#unload(this.#loaded));
  }

  /** At once, whatever it does. */
  async kill(): Promise<void> {
    this.#stopIdle();
    this.#loading?.load.stop(new EngineError("Nomous is closing."));
    await this.#loading?.load.over;
    await this.#loaded?.process.kill();
    this.#loaded = undefined;
  }

  run(): ModelRun | undefined {
    const process = this.#loaded?.process ?? this.#loading?.process;
    if (this.#loaded === undefined && this.#loading === undefined) return undefined;
    const { slots, waiting, processBytes } = process?.state ?? { slots: [], waiting: 0 };
    return {
      model: this.model.id,
      name: this.model.name,
      state: this.#unloading !== undefined ? "unloading" : this.#loaded === undefined ? "loading" : "loaded",
      progress: this.#loaded === undefined ? (process?.progress ?? 0) : 1,
      where: this.#loaded?.where ?? "",
      contextTokens: this.#loaded?.contextTokens ?? this.plan?.contextTokens ?? 0,
      slots: [...slots],
      waiting,
      ...(processBytes !== undefined && { processBytes }),
      ...(this.#unloadAt !== undefined && { unloadAt: this.#unloadAt }),
    };
  }

  get #isReady(): boolean {
    return this.#loaded !== undefined && this.#unloading === undefined;
  }

  /** What was loaded from a file that was replaced goes once its answers are written. */
  #dropReplaced(): void {
    const loaded = this.#loaded;
    if (loaded !== undefined && loaded.gguf !== this.model.gguf) this.#unloading ??= this.#unload(loaded);
  }

  #refuseMarked(): void {
    const crash = this.#parts.crashes.get(this.model.id);
    if (crash !== undefined) throw markedError(this.model.name, crash, this.#parts.clock.now());
  }

  /** After a crash: a short pause is waited for, a long one is told. */
  async #pause(signal: AbortSignal): Promise<void> {
    const crash = this.#parts.crashes.get(this.model.id);
    const left = crash === undefined ? 0 : pauseLeft(crash, this.#parts.clock.now());
    if (crash !== undefined && left > SHORT_PAUSE_MS) throw pauseError(this.model.name, crash, left);
    if (left > 0) await sleep(this.#parts.clock, left, signal);
  }

  async #forgive(): Promise<void> {
    if (this.#parts.crashes.get(this.model.id) !== undefined) await this.#parts.crashes.clear(this.model.id);
  }

  async *#watchLoad(load: SharedLoad, signal: AbortSignal): AsyncGenerator<EnginePart, void, void> {
    const joined = load.join(signal);
    const isOver = joined.then(
      () => true,
      () => true,
    );
    const pause = (): Promise<boolean> => sleep(this.#parts.clock, PROGRESS_MS, signal).then(() => false);
    let shown = -1;
    do {
      const percent = Math.floor((this.#loading?.process?.progress ?? 0) * 100);
      if (percent > shown) yield { type: "progress", progress: { stage: "load", done: percent, total: 100 } };
      shown = Math.max(shown, percent);
    } while (!(await Promise.race([isOver, pause()])));
    await joined;
  }

  #load(): SharedLoad {
    if (this.#loading !== undefined) return this.#loading.load;
    const load = new SharedLoad((signal) => this.#bring(signal));
    this.#loading = { load };
    this.#parts.changed();
    return load;
  }

  /** Does all that a load is; `signal` ends it, and then nothing of it is left. */
  async #bring(signal: AbortSignal): Promise<void> {
    try {
      const { model } = this;
      const plan = await this.#parts.plan(model, signal);
      if (signal.aborted) return;
      const process = new ModelProcess({ ...this.#parts, crashed: (crash) => this.#crashed(crash) }, plan);
      if (this.#loading !== undefined) this.#loading = { ...this.#loading, process, plan };
      const kill = (): void => void process.kill();
      signal.addEventListener("abort", kill, { once: true });
      try {
        this.#loaded = { ...(await process.load()), gguf: model.gguf, process, plan };
        this.#rest();
      } catch (error) {
        await process.kill();
        if (!signal.aborted) throw error;
      } finally {
        signal.removeEventListener("abort", kill);
      }
    } finally {
      this.#loading = undefined;
      this.#parts.changed();
    }
  }

  #use(): () => void {
    this.#uses += 1;
    this.#stopIdle();
    this.#unloadAt = undefined;
    return () => {
      this.#uses -= 1;
      if (this.#uses > 0) return;
      this.#onUnused();
      if (this.#isReady) this.#rest();
    };
  }

  /** Nobody asks it from now on. */
  #rest(): void {
    const { clock, idleMs } = this.#parts;
    this.usedAt = clock.elapsed();
    this.#unloadAt = clock.now() + idleMs;
    this.#stopIdle = clock.after(idleMs, () => void this.unload());
  }

  async #unload({ process }: Loaded): Promise<void> {
    this.#stopIdle();
    this.#unloadAt = undefined;
    this.#parts.changed();
    if (this.#uses > 0) await new Promise<void>((resolve) => (this.#onUnused = resolve));
    await process.kill();
    this.#loaded = undefined;
    this.#unloading = undefined;
    this.#parts.changed();
  }

  async #crashed(crash: Omit<ModelCrash, "count">): Promise<void> {
    this.#stopIdle();
    this.#unloadAt = undefined;
    this.#loaded = undefined;
    await this.#parts.mark(crash);
    this.#parts.changed();
  }
}
