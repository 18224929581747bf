// Looks at a model file before any native runtime does: llama.cpp trusts what it reads, and ends its process over some of it.
// Only headers are read, and nothing comes out that a header contradicts.
import { GgufError, oneLine, quoted } from "./gguf-error.ts";
import type { GgufKeys } from "./gguf-keys.ts";
import { readShape, type ModelShape } from "./model-shape.ts";
import { readFileHeader } from "./read-file-header.ts";
import type { GgufHeader } from "./read-header.ts";
import { checkParts, ofPart, otherParts } from "./split-parts.ts";
import { FILE_TYPES } from "./tensor-formats.ts";
import { readVocabulary } from "./vocabulary.ts";

/** A model that answers, or one that turns text into vectors. */
export interface RunnableGguf extends GgufFacts, ModelShape {
  readonly kind: "model" | "embedding";
  /** Tokens that it knows. */
  readonly vocabulary: number;
}

/** What belongs to a model and does not run alone: its eyes or ears, a fine-tuning, a tokenizer. */
export interface GgufAccessory extends GgufFacts {
  readonly kind: "projector" | "adapter" | "vocabulary";
}

export type Gguf = RunnableGguf | GgufAccessory;

interface GgufFacts {
  readonly version: number;
  /** "llama", "qwen3"; whether llama.cpp knows it shows when it is loaded. */
  readonly architecture: string;
  readonly name: string | undefined;
  /** "7B". */
  readonly sizeLabel: string | undefined;
  readonly license: string | undefined;
  /** Weights in all tensors. */
  readonly parameters: number;
  /** "Q4_K_M". */
  readonly quantisation: string | undefined;
  /** Of all parts. */
  readonly fileBytes: number;
  readonly tensorBytes: number;
  /** Files that it consists of. */
  readonly parts: number;
  /** Jinja. Left out when it is longer than any known one. */
  readonly chatTemplate: string | undefined;
  /** It has a chat template: it was trained to answer, not only to continue. */
  readonly isInstruct: boolean;
}

/** Reads the model that begins in this file; the other parts of a split one lie beside it. Throws a `GgufError`. */
export async function readGguf(path: string): Promise<Gguf> {
  const first = await readFileHeader(path);
  const parts: [GgufHeader, ...GgufHeader[]] = [first];
  for (const part of otherParts(path, first)) parts.push(await readPart(part));
  return describeGguf(parts);
}

async function readPart(path: string): Promise<GgufHeader> {
  try {
    return await readFileHeader(path);
  } catch (error) {
    throw error instanceof GgufError ? ofPart(path, error) : error;
  }
}

/** The model in these files, in their order. Throws a `GgufError`. */
export function describeGguf(parts: readonly [GgufHeader, ...GgufHeader[]]): Gguf {
  checkParts(parts);
  const { keys } = parts[0];
  const facts = readFacts(parts);
  const kind = readKind(keys, facts);
  if (kind !== "model" && kind !== "embedding") return { ...facts, kind };
  const shape = readShape(keys.under(`${facts.architecture}.`), facts.architecture);
  return { ...facts, kind, ...shape, vocabulary: readVocabulary(keys.under("tokenizer.ggml.")) };
}

const MAX_TEMPLATE_LENGTH = 2 ** 16;

function readFacts(parts: readonly [GgufHeader, ...GgufHeader[]]): GgufFacts {
  const { version, keys } = parts[0];
  const sum = (count: (part: GgufHeader) => number): number => parts.reduce((all, part) => all + count(part), 0);
  const architecture = label(keys, "general.architecture");
  if (architecture === undefined) throw keys.wrong("general.architecture", "missing");
  const template = keys.text("tokenizer.chat_template");
  return {
    version,
    architecture,
    name: label(keys, "general.name"),
    sizeLabel: label(keys, "general.size_label"),
    license: label(keys, "general.license"),
    parameters: sum(({ tensors }) => tensors.parameters),
    quantisation: FILE_TYPES.get((keys.count("general.file_type") ?? NaN) % GUESSED) ?? commonType(parts),
    fileBytes: sum(({ fileBytes }) => fileBytes),
    tensorBytes: sum(({ tensors }) => tensors.bytes),
    parts: parts.length,
    chatTemplate: template !== undefined && template.length <= MAX_TEMPLATE_LENGTH ? template : undefined,
    isInstruct: template !== undefined,
  };
}

/** `LLAMA_FTYPE_GUESSED`, which is added to a file type. */
const GUESSED = 1_024;

/** The format of most of the bytes. */
function commonType(parts: readonly GgufHeader[]): string | undefined {
  const byType = parts.flatMap(({ tensors }) => [...tensors.bytesByType]);
  return byType.toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** `LLAMA_POOLING_TYPE_RANK`; llama.cpp ends its process over a higher one. */
const MAX_POOLING = 4;

function readKind(keys: GgufKeys, { architecture, tensorBytes }: GgufFacts): Gguf["kind"] {
  const type = keys.text("general.type");
  if (type === "adapter") return "adapter";
  if (type === "mmproj" || architecture === "clip") return "projector";
  if (tensorBytes === 0) return "vocabulary";
  if (!keys.has(`${architecture}.block_count`) && !keys.has("tokenizer.ggml.model")) {
    throw new GgufError("unsupported", `The file holds ${quoted(architecture)}, which is no language model.`);
  }
  const pooling = keys.count(`${architecture}.pooling_type`) ?? 0;
  if (pooling > MAX_POOLING) throw keys.wrong(`${architecture}.pooling_type`, `${pooling}, and no way to pool`);
  return pooling > 0 || /bert|embed|t5encoder/.test(architecture) ? "embedding" : "model";
}

function label(keys: GgufKeys, key: string): string | undefined {
  return oneLine(keys.text(key) ?? "").slice(0, 200) || undefined;
}
