// Brings llama.cpp and one model file into this process. Nothing is built or downloaded: without a binary for this machine
// the load fails with a reason.
import type * as Api from "node-llama-cpp";
import type { ChatWrapper, Llama, LlamaContext, LlamaModel } from "node-llama-cpp";
import { oneLine } from "../../gguf/gguf-error.ts";
import type { GpuDevice, LoadPlan } from "../llama-message.ts";
import { LlamaFailure } from "./failure.ts";
import { useGpuPackages } from "./gpu-packages.ts";

interface OpenLlama {
  readonly api: typeof Api;
  readonly llama: Llama;
  /** The last error that llama.cpp logged. */
  readonly complaint: () => string | undefined;
}

export interface LoadedModel extends OpenLlama {
  readonly model: LlamaModel;
  /** "on the CPU, 3 of 4 threads" */
  readonly where: string;
}

export interface ChatContext extends LoadedModel {
  readonly context: LlamaContext;
  readonly wrapper: ChatWrapper;
}

/** A log line of llama.cpp, for the last words. */
export type Log = (line: string) => void;

const LONGEST_COMPLAINT = 300;

/** Why a file is refused; the lines after it only say that it is. */
const complaintIn = (message: string): string | undefined => /error loading model: (.+)/.exec(message)?.[1];

async function openLlama(threads: number, gpuPackages: string | undefined, log: Log): Promise<OpenLlama> {
  if (gpuPackages !== undefined) useGpuPackages(gpuPackages);
  let complaint: string | undefined;
  try {
    const api = await import("node-llama-cpp");
    const logger = (level: string, message: string): void => {
      if (level === "error" || level === "fatal") complaint = complaintIn(message) ?? complaint ?? message;
      log(message);
    };
    const open = (gpu: "auto" | false): Promise<Llama> =>
      api.getLlama({
        gpu,
        build: "never",
        skipDownload: true,
        progressLogs: false,
        maxThreads: threads,
        logLevel: api.LlamaLogLevel.warn,
        logger,
      });
    // On a Mac the GPU is part of the only build that there is.
    let llama = await open(gpuPackages !== undefined || process.platform === "darwin" ? "auto" : false);
    // A build for the GPU opens without one; only its devices prove one.
    if (llama.gpu !== false && process.platform !== "darwin" && (await llama.getGpuDeviceNames()).length === 0) {
      await llama.dispose();
      llama = await open(false);
    }
    return { api, llama, complaint: () => complaint };
  } catch (cause) {
    throw notInstalled(cause);
  }
}

export async function loadModel(plan: LoadPlan, log: Log, loading: (progress: number) => void): Promise<LoadedModel> {
  const open = await openLlama(plan.threads, plan.gpuPackages, log);
  try {
    // Layers go to the GPU as far as the context fits there too.
    const fitContext = { contextSize: plan.contextTokens * plan.slots, embeddingContext: plan.use === "embedding" };
    const model = await open.llama.loadModel({
      modelPath: plan.path,
      onLoadProgress: loading,
      ...(open.llama.gpu !== false && { gpuLayers: { fitContext } }),
    });
    return { ...open, model, where: whereIs(model, plan.threads) };
  } catch (cause) {
    throw await unloadable(plan, open, cause);
  }
}

export async function createChatContext(plan: LoadPlan, loaded: LoadedModel): Promise<ChatContext> {
  const { api, model } = loaded;
  try {
    const context = await model.createContext({
      contextSize: plan.contextTokens,
      sequences: plan.slots,
      batchSize: plan.batchTokens,
      threads: plan.threads,
    });
    return { ...loaded, context, wrapper: api.resolveChatWrapper(model) };
  } catch (cause) {
    throw await unloadable(plan, loaded, cause);
  }
}

/** Of several devices the runtime tells the memory of all together. */
export async function findGpus(gpuPackages: string, log: Log): Promise<readonly GpuDevice[]> {
  const { llama } = await openLlama(1, gpuPackages, log);
  if (llama.gpu === false) return [];
  const names = await llama.getGpuDeviceNames();
  const { total, free } = await llama.getVramState();
  return names.length === 0 ? [] : [{ name: names.join(" and "), totalBytes: total, freeBytes: free }];
}

function whereIs(model: LlamaModel, threads: number): string {
  if (model.gpuLayers > 0) return `on the GPU, ${model.gpuLayers} of ${model.fileInsights.totalLayers} layers`;
  return `on the CPU, ${threads} of ${model.llama.cpuMathCores} threads`;
}

const notInstalled = (cause: unknown): LlamaFailure =>
  new LlamaFailure(
    {
      message:
        "llama.cpp is not installed for this machine, so model files cannot be run. " +
        "Install Nomous again with `npm ci`, or connect a server such as Ollama.",
      obstacle: {
        reason: "cannot run here, because llama.cpp is not installed for this machine",
        remedy: "Install Nomous again with `npm ci`, or connect a server such as Ollama.",
      },
    },
    { cause },
  );

async function unloadable(plan: LoadPlan, open: OpenLlama, cause: unknown): Promise<LlamaFailure> {
  // What llama.cpp logs arrives a little after the call that failed.
  await new Promise((resolve) => void setImmediate(resolve));
  const told = open.complaint() ?? (cause instanceof Error ? cause.message : "no reason was given");
  // It quotes from the file.
  const why = oneLine(told).slice(0, LONGEST_COMPLAINT).replace(/\.$/, "");
  const remedy = "Choose another file of this model, or use another model.";
  return new LlamaFailure(
    {
      message: `${plan.name} could not be loaded: ${why}. ${remedy}`,
      obstacle: { reason: `could not be loaded: ${why}`, remedy },
    },
    { cause },
  );
}
