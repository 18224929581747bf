// All models that were asked for, and what of them may be in memory at the same time: when one does not fit, those that nobody
// asked for longest have to go.
import { existsSync } from "node:fs";
import type { ModelCrash, StopTimer } from "@nomous/protocol";
import { EngineError } from "../engine/engine.ts";
import { gigabytes } from "../gigabytes.ts";
import type { RunnableModel } from "../model/model-runtime.ts";
import { askGpus } from "./ask-gpus.ts";
import { checkFile } from "./check-file.ts";
import { fitPlan, type FitPlan, type LoadSizes } from "./fit-plan.ts";
import type { GpuDevice, LoadPlan } from "./llama-message.ts";
import { LlamaModel, type LlamaModelParts } from "./llama-model.ts";

export interface LlamaHouseParts extends Omit<LlamaModelParts, "plan" | "mark" | "changed"> {
  readonly sizes: LoadSizes;
  readonly freeBytes: () => number;
  /** Keeps that a model crashed; does not reject. */
  readonly mark: (id: string, crash: Omit<ModelCrash, "count">) => Promise<void>;
}

export class LlamaHouse {
  readonly #parts: LlamaHouseParts;
  readonly #models = new Map<string, LlamaModel>();
  readonly #watchers = new Set<() => void>();
  #gpus: Promise<readonly GpuDevice[]> | undefined;
  #isClosed = false;

  constructor(parts: LlamaHouseParts) {
    this.#parts = parts;
  }

  get all(): readonly LlamaModel[] {
    return [...this.#models.values()];
  }

  find(id: string): LlamaModel | undefined {
    return this.#models.get(id);
  }

  model(model: RunnableModel): LlamaModel {
    const known = this.#models.get(model.id) ?? this.#take(model);
    known.model = model;
    return known;
  }

  gpus(): Promise<readonly GpuDevice[]> {
    const { clock, nodeFlags } = this.#parts;
    const folder = this.#gpuPackages;
    if (folder === undefined) return Promise.resolve([]);
    return (this.#gpus ??= askGpus(clock, folder, nodeFlags));
  }

  watch(changed: () => void): StopTimer {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.all.map((model) => model.kill()));
  }

  #take(model: RunnableModel): LlamaModel {
    const taken = new LlamaModel(model, {
      ...this.#parts,
      plan: (wanted, signal) => this.#plan(wanted, signal),
      mark: (crash) => this.#parts.mark(model.id, crash),
      changed: () => this.#watchers.forEach((changed) => changed()),
    });
    this.#models.set(model.id, taken);
    return taken;
  }

  /** The folder of the GPU builds, once it is there. */
  get #gpuPackages(): string | undefined {
    const { gpuPackages } = this.#parts.sizes;
    return gpuPackages !== undefined && existsSync(gpuPackages) ? gpuPackages : undefined;
  }

  async #plan(model: RunnableModel, signal: AbortSignal): Promise<LoadPlan> {
    if (this.#isClosed) throw new EngineError("Nomous is closing.");
    await checkFile(model);
    const gpuBytes = (await this.gpus()).reduce((sum, gpu) => sum + gpu.freeBytes, 0);
    const { gpuPackages: _, ...sizes } = this.#parts.sizes;
    const folder = this.#gpuPackages;
    const wanted = { ...sizes, ...(folder !== undefined && gpuBytes > 0 && { gpuPackages: folder }) };
    for (;;) {
      const free = Math.max(0, this.#parts.freeBytes() - this.#promisedBytes(model.id));
      const fit = fitPlan(model, wanted, free, gpuBytes);
      if (fit.fits || signal.aborted) return fit.plan;
      const idle = this.all.filter(({ isIdle }) => isIdle).toSorted((a, b) => a.usedAt - b.usedAt)[0];
      if (idle === undefined) throw tooLarge(model.name, fit, free + gpuBytes);
      await idle.unload();
    }
  }

  /** What the machine calls free though others have it: their weights are pages of files, or are still on their way. */
  #promisedBytes(id: string): number {
    const others = this.all.filter(({ model, plan }) => model.id !== id && plan !== undefined);
    return others.reduce((sum, { model }) => sum + model.gguf.tensorBytes, 0);
  }
}

function tooLarge(name: string, { needBytes }: FitPlan, free: number): EngineError {
  const reason = `needs ${gigabytes(needBytes)}, ${gigabytes(free)} are free`;
  const remedy = "Close other programs, unload a model that is not needed, or use a smaller one.";
  return new EngineError(`${name} ${reason}. ${remedy}`, { obstacle: { reason, remedy } });
}
