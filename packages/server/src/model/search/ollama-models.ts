// Ollama's store: `manifests/<host>/<namespace>/<model>/<tag>` is JSON that names blobs by their hash; the model itself is
// `blobs/sha256-<hex>`. A later version of Ollama may write `manifest-v2/` and the host ollama.com instead.
import { join } from "node:path";
import { decodeJson } from "@nomous/protocol";
import * as z from "zod/mini";
import type { Disk } from "./disk.ts";
import type { FoundFile } from "./found-file.ts";

const Manifest = z.object({ layers: z.array(z.object({ mediaType: z.string(), digest: z.string() })) });

const ROOTS: ReadonlySet<string> = new Set(["manifests", "manifest-v2"]);
/** Host, namespace, model, tag. */
const LEVELS = 4;

export async function ollamaModels(disk: Disk, store: string): Promise<readonly FoundFile[]> {
  const roots = (await disk.entries(store)).filter(({ name }) => ROOTS.has(name));
  const named = await Promise.all(roots.map(({ name }) => manifestsBelow(disk, join(store, name), [])));
  const found = named.flat().map((names) => modelOf(disk, store, names));
  return (await Promise.all(found)).flat();
}

interface Named {
  readonly path: string;
  /** Host, namespace, model and tag. */
  readonly names: readonly string[];
}

async function manifestsBelow(disk: Disk, path: string, names: readonly string[]): Promise<readonly Named[]> {
  if (names.length === LEVELS) return [{ path, names }];
  const entries = (await disk.entries(path)).filter(
    (entry) =>
      !entry.name.startsWith(".") && (names.length === LEVELS - 1 ? !entry.isDirectory() : entry.isDirectory()),
  );
  const below = entries.map(({ name }) => manifestsBelow(disk, join(path, name), [...names, name]));
  return (await Promise.all(below)).flat();
}

async function modelOf(disk: Disk, store: string, { path, names }: Named): Promise<readonly FoundFile[]> {
  const text = await disk.text(path);
  if (text === undefined) return [];
  const layers = decodeJson(Manifest, text)?.layers;
  if (layers === undefined) {
    disk.tell(`${path} is no manifest of Ollama. Pulling that model again mends it.`);
    return [];
  }
  const layer = layers.find(({ mediaType }) => mediaType === "application/vnd.ollama.image.model");
  // Cloud models have no file, and some have their weights in other formats.
  if (layer === undefined) return [];
  const [, hash] = /^sha256[:-]([\da-f]{64})$/.exec(layer.digest) ?? [];
  if (hash === undefined) {
    disk.tell(`${path} names its file in a way that is not known.`);
    return [];
  }
  const blob = join(store, "blobs", `sha256-${hash}`);
  const realPath = await disk.realFile(blob);
  if (realPath === undefined) return [];
  const hasProjector = layers.some(({ mediaType }) => mediaType === "application/vnd.ollama.image.projector");
  return [{ path: blob, realPath, label: labelOf(names), hasProjector }];
}

/** As Ollama shows it: what is from its own registry and library goes without them. */
function labelOf([host = "", namespace = "", model = "", tag = ""]: readonly string[]): string {
  const isOwn = /(^|\.)ollama\.(ai|com)$/.test(host);
  const from = isOwn ? (namespace === "library" ? [] : [namespace]) : [host, namespace];
  return `${[...from, model].join("/")}:${tag}`;
}
