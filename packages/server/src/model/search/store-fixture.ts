// Stores of models as other tools keep them.
import { createHash } from "node:crypto";
import type { MachineFixture } from "../machine-fixture.ts";

const sha256 = (...parts: readonly (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");

/** A manifest of Ollama and its blob, of which the path is returned; `more` are layers beside the weights. */
export async function putOllamaModel(
  machine: MachineFixture,
  manifest: string,
  content: Uint8Array,
  more: readonly { readonly mediaType: string; readonly digest: string }[] = [],
): Promise<string> {
  const hash = sha256(content, manifest);
  const layer = { mediaType: OLLAMA_WEIGHTS, digest: `sha256:${hash}`, size: content.length };
  await machine.write(manifest, JSON.stringify({ schemaVersion: 2, config: {}, layers: [...more, layer] }));
  const [store = ""] = manifest.split("/manifest");
  return machine.write(`${store}/blobs/sha256-${hash}`, content);
}

export const OLLAMA_WEIGHTS = "application/vnd.ollama.image.model";

/** A file of a snapshot in the Hugging Face cache: a link to its blob. */
export async function putHuggingFaceModel(
  machine: MachineFixture,
  snapshot: string,
  file: string,
  content: Uint8Array,
): Promise<string> {
  const blob = `blobs/${sha256(snapshot, file)}`;
  await machine.write(`${snapshot}/../../${blob}`, content);
  return machine.symlink(`${snapshot}/${file}`, `${"../".repeat(file.split("/").length + 1)}${blob}`);
}
