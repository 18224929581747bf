import type { ModelCrash, ModelInfo, ModelMemory } from "@nomous/protocol";
import { gigabytes } from "../../gigabytes.ts";
import { estimateMemory } from "../../gguf/estimate-memory.ts";
import { GgufError } from "../../gguf/gguf-error.ts";
import type { RunnableGguf } from "../../gguf/read-gguf.ts";
import { markedError } from "../../llama/crash.ts";
import { fitPlan, type LoadSizes } from "../../llama/fit-plan.ts";
import { EMBEDS, type Entry, type Moment, type Obstacle } from "./entry.ts";
import { modelName } from "./model-name.ts";
import type { RunnableModel } from "../model-runtime.ts";
import type { ModelFile } from "../search/model-search.ts";

const ONLY_TEXT = {
  why: "It gets text only: Nomous does not run its part for images.",
  remedy: "Its own tool may run that part as well: ask it through that tool's server.",
};

/** A model file, or why it is none. */
export function fileEntry(file: ModelFile, crash: ModelCrash | undefined, sizes: LoadSizes, moment: Moment): Entry {
  const { content } = file;
  if (content instanceof GgufError) {
    const { reason, remedy } = content;
    const info: ModelInfo = { ...facts(file, moment), kind: "chat", state: "unusable", why: reason, remedy };
    return { info, isInstruct: false, obstacle: { reason: `cannot be run: ${halfSentence(reason)}`, remedy } };
  }
  const memory = memoryOf(file, content, sizes, moment);
  const info: ModelInfo = {
    ...facts(file, moment),
    kind: content.kind === "embedding" ? "embedding" : "chat",
    architecture: content.architecture,
    parameters: content.parameters,
    quantisation: content.quantisation,
    contextTokens: content.contextTokens,
    memory,
    state: stateOf(file, crash, moment),
    ...(file.hasProjector === true && ONLY_TEXT),
    crash,
  };
  return { info, isInstruct: content.isInstruct, obstacle: obstacleOf(info, memory, moment) };
}

/** As the runtime takes it. */
export const runnableModel = (file: ModelFile, gguf: RunnableGguf): RunnableModel => ({
  id: file.id,
  name: modelName(file),
  path: file.path,
  gguf,
});

const facts = (file: ModelFile, { choice, added }: Moment) => {
  const isAdded = file.named.some((path) => added.includes(path));
  return {
    id: file.id,
    name: modelName(file),
    source: file.place.isNamed && !isAdded ? "named by its path" : file.place.source,
    runtime: "llama",
    path: file.path,
    owner: file.place.owner,
    isAdded,
    fileBytes: file.fileBytes,
    canSee: false,
    isDefault: file.id === choice,
  } as const;
};

function stateOf({ id }: ModelFile, crash: ModelCrash | undefined, { runs }: Moment): ModelInfo["state"] {
  const run = runs.find(({ model }) => model === id);
  if (run !== undefined) return run.state === "loading" ? "loading" : "loaded";
  return crash === undefined ? "ready" : "crashed";
}

/** With as many conversations at once as the runtime would give it now. */
function memoryOf(file: ModelFile, gguf: RunnableGguf, sizes: LoadSizes, moment: Moment): ModelMemory {
  const { plan } = fitPlan(runnableModel(file, gguf), sizes, moment.freeBytes, moment.gpuBytes);
  return estimateMemory(gguf, plan);
}

function obstacleOf(info: ModelInfo, memory: ModelMemory, moment: Moment): Obstacle | undefined {
  if (info.state === "crashed" && info.crash !== undefined)
    return markedError(info.name, info.crash, moment.now).obstacle;
  if (info.kind === "embedding") return EMBEDS;
  const need = memory.weightsBytes + memory.contextBytes + memory.overheadBytes;
  const availableBytes = moment.freeBytes + moment.gpuBytes;
  if (info.state !== "ready" || need <= availableBytes) return undefined;
  return {
    reason: `needs ${gigabytes(need)}, ${gigabytes(availableBytes)} are free`,
    remedy: "Close other programs, or choose a smaller model or a smaller quantisation of it.",
  };
}

const halfSentence = (sentence: string): string =>
  `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1).replace(/\.$/, "")}`;
