// What a file that was found is, read from its header; read again only when the file changed.
import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { GgufError } from "../../gguf/gguf-error.ts";
import { type Gguf, readGguf, type RunnableGguf } from "../../gguf/read-gguf.ts";
import { partNames } from "./split-name.ts";

export interface ReadFile {
  /** Of all parts that are there. */
  readonly fileBytes: number;
  /** Changes when the file does. */
  readonly stamp: string;
  readonly content: Gguf | GgufError;
}

/** `known` is what was read from this path before. Does not reject over a file, whatever it is. */
export async function readModelFile(path: string, known: ReadFile | undefined): Promise<ReadFile> {
  const parts = (await Promise.all(partNames(path).map(statusOf))).filter((status) => status !== undefined);
  const fileBytes = parts.reduce((sum, { size }) => sum + size, 0);
  const stamp = `${parts.length}-${fileBytes}-${Math.max(0, ...parts.map(({ mtimeMs }) => mtimeMs))}`;
  return known?.stamp === stamp ? known : { fileBytes, stamp, content: await contentOf(path) };
}

const ACCESSORIES = {
  projector: "It holds the eyes or ears of a model, and no model.",
  adapter: "It holds the fine-tuning of a model, and no model.",
  vocabulary: "It holds only the words of a model.",
} as const;

/** The model in a file, or why there is none to run. */
export function runnable(content: Gguf | GgufError): RunnableGguf | GgufError {
  if (content instanceof GgufError || content.kind === "model" || content.kind === "embedding") return content;
  return new GgufError("unsupported", ACCESSORIES[content.kind], { remedy: "Choose the file of the model itself." });
}

async function contentOf(path: string): Promise<Gguf | GgufError> {
  try {
    return await readGguf(path);
  } catch (error) {
    if (error instanceof GgufError) return error;
    throw error;
  }
}

async function statusOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    // Reading it says why.
    return undefined;
  }
}
