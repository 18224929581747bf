// What a person adds to the machine's list, looked at before it is kept: a model file, a folder of them, or a server.
import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { isAbsolute, resolve } from "node:path";
import type { ModelSource } from "@nomous/protocol";
import { GgufError } from "../../gguf/gguf-error.ts";
import { readServerUrl } from "../../openai/server-address.ts";
import { fileTrouble, isAbsent } from "../file-trouble.ts";
import { ModelError } from "../models.ts";
import { readModelFile, runnable } from "../search/read-model-file.ts";

export type CheckedSource =
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "server"; readonly url: string; readonly keyVariable?: string };

/** Rejects with a `ModelError` that says what to give instead. */
export async function checkSource({ target, keyVariable }: ModelSource): Promise<CheckedSource> {
  if (isUrl(target)) {
    const read = readServerUrl(target);
    if (read.status === "invalid") throw new ModelError("invalid", `The server ${read.reason}. ${read.remedy}`);
    return { type: "server", url: read.url, ...(keyVariable !== undefined && { keyVariable }) };
  }
  if (keyVariable !== undefined) throw new ModelError("invalid", "Only a server has a key; a file needs none.");
  if (!isAbsolute(target))
    throw new ModelError(
      "invalid",
      `${target} is neither an absolute path nor a URL. Give the whole path of a GGUF file or of a folder, or a URL such as http://127.0.0.1:8080/v1.`,
    );
  const path = resolve(target);
  if (!(await statOf(path)).isDirectory()) await checkFile(path);
  return { type: "file", path };
}

export const isUrl = (target: string): boolean => /^[a-z][a-z\d+.-]*:\/\//i.test(target);

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    const code = isAbsent(error) ? "not-found" : "unavailable";
    throw new ModelError(code, `${path} cannot be added: ${fileTrouble(error)}.`, { cause: error });
  }
}

async function checkFile(path: string): Promise<void> {
  const model = runnable((await readModelFile(path, undefined)).content);
  if (model instanceof GgufError)
    throw new ModelError("invalid", `${path} cannot be added. ${model.message}`, { cause: model });
}
