// Large models come in several files, `NAME-00001-of-00003.gguf` and so on, which llama.cpp finds by the name of the first.
import { basename } from "node:path";
import { GgufError, quoted } from "./gguf-error.ts";
import type { GgufHeader } from "./read-header.ts";

/** The largest known models have 100. */
const MAX_PARTS = 999;

/** Paths of a model's files but the first, whose header is given. Throws a `GgufError`. */
export function otherParts(path: string, { keys }: GgufHeader): readonly string[] {
  const count = keys.count("split.count") ?? 1;
  if (count <= 1) return [];
  if (count > MAX_PARTS) throw keys.wrong("split.count", `${count}, more than any model has`);
  const index = keys.count("split.no") ?? 0;
  const is = `The file is part ${index + 1} of a model in ${count} files`;
  const end = ending(index, count);
  if (!path.endsWith(end)) {
    throw new GgufError("unsupported", `${is}, under another name.`, {
      remedy: `Give it back a name that ends in ${end}.`,
    });
  }
  const begin = path.slice(0, -end.length);
  if (index > 0) {
    const first = quoted(basename(begin + ending(0, count)));
    throw new GgufError("unsupported", `${is}.`, { remedy: `Choose the first part, ${first}.` });
  }
  return Array.from({ length: count - 1 }, (_, i) => begin + ending(i + 1, count));
}

/** Throws a `GgufError` unless these are all parts of one model, in their order. */
export function checkParts(parts: readonly GgufHeader[]): void {
  for (const [index, { keys }] of parts.entries()) {
    const found = keys.count("split.no");
    if (found !== undefined && found !== index) {
      throw new GgufError("corrupt", `Its part ${index + 1} has the content of part ${found + 1}.`);
    }
  }
  const wanted = parts[0]?.keys.count("split.tensors.count");
  const found = parts.reduce((sum, { tensors }) => sum + tensors.count, 0);
  if (parts.length > 1 && wanted !== found) {
    throw new GgufError("corrupt", `Its ${parts.length} parts have ${found} tensors, not ${wanted}.`);
  }
}

/** What is wrong with one part, told of the model. */
export function ofPart(path: string, error: GgufError): GgufError {
  const name = quoted(basename(path));
  if (error.code === "not-found") {
    return new GgufError("truncated", `Its part ${name} is missing.`, {
      cause: error,
      remedy: "Put all parts into one folder, or download those that are missing.",
    });
  }
  return new GgufError(error.code, `Its part ${name}: ${error.reason}`, { cause: error, remedy: error.remedy });
}

const digits = (number: number): string => String(number).padStart(5, "0");
const ending = (index: number, count: number): string => `-${digits(index + 1)}-of-${digits(count)}.gguf`;
