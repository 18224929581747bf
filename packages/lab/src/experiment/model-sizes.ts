// How large the model files of this workspace are that documents bind by their hash. They lie in `models/`, where the bridge finds them too. Files
// of gigabytes take seconds each, so this is asked only for hashes of which nothing else tells.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Workspace } from "../workspace/open-workspace.ts";
import { hashFile } from "./hash-inputs.ts";

const FOLDER = "models";
const MODEL = /\.(?:gguf|ggml|onnx|safetensors|bin|pth?|tflite)$/i;

/** Bytes by hash, or by the first digits of one as they were asked for; without those that no file has. */
export async function modelSizes({ root }: Workspace, wanted: ReadonlySet<string>): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const file of await modelFiles(join(root, FOLDER))) {
    if (sizes.size === wanted.size) break;
    const hash = await hashFile(file).catch(() => null);
    const found = hash === null ? undefined : [...wanted].find((one) => hash.startsWith(one));
    if (found !== undefined) sizes.set(found, (await stat(file)).size);
  }
  return sizes;
}

/** Links lead elsewhere, and are passed over. */
const modelFiles = (folder: string): Promise<string[]> =>
  readdir(folder, { recursive: true, withFileTypes: true }).then(
    (entries) =>
      entries
        .filter((entry) => entry.isFile() && MODEL.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .toSorted(),
    () => [],
  );
