// What people call a model file: as its tool does, else by its own name, its size and its quantisation. Names come from
// files that anybody may have made.
import { basename } from "node:path";
import { GgufError } from "../../gguf/gguf-error.ts";
import type { ModelFile } from "../search/model-search.ts";

const MAX_LENGTH = 120;

/** "Qwen2.5 7B Instruct Q4_K_M", "qwen2.5:7b". */
export function modelName({ label, path, content }: Pick<ModelFile, "label" | "path" | "content">): string {
  const stem = basename(path).replace(/(?:-00001-of-\d{5})?\.gguf$/i, "");
  if (label !== undefined || content instanceof GgufError) return short(label ?? stem);
  const { name, sizeLabel, quantisation } = content;
  const base = name === undefined || !isTelling(name) ? stem : name;
  const size = /\d[bm]\b/i.test(base) ? [] : [sizeLabel];
  return short([base, ...size, quantisation].reduce(withPart, ""));
}

/** Converters write what they find: a folder, a placeholder, a hash. */
const isTelling = (name: string): boolean =>
  name.length > 2 && !/[/\\]/.test(name) && !/^(?:model|models|main|snapshots?|[\da-f]{32,})$/i.test(name);

const withPart = (name: string, part: string | undefined): string =>
  part === undefined || name.toLowerCase().includes(part.toLowerCase()) ? name : `${name} ${part}`.trim();

/** On one line, without what is not seen but acts. */
const short = (name: string): string =>
  name
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .slice(0, MAX_LENGTH);
