// All places looked at side by side; nothing of a file is read yet but its name. A file that is found twice is one.
import { realpath, stat } from "node:fs/promises";
import type { ModelList } from "@nomous/protocol";
import { GgufError } from "../../gguf/gguf-error.ts";
import { createGate, type Gate } from "./gate.ts";
import { Disk } from "./disk.ts";
import { folderModels } from "./folder-models.ts";
import type { FoundFile } from "./found-file.ts";
import { huggingFaceModels } from "./hugging-face-models.ts";
import { ollamaModels } from "./ollama-models.ts";
import { namedPlace, type Place } from "./places.ts";

export interface Find extends FoundFile {
  /** The most telling one where it was found. */
  readonly place: Place;
  /** The paths by which a person named it. */
  readonly named: readonly string[];
  /** Why it cannot be a model, when that is known already. */
  readonly trouble?: GgufError;
}

export interface SearchResult {
  readonly finds: readonly Find[];
  readonly problems: readonly string[];
  readonly searched: ModelList["searched"];
}

/** Enough for a disk to be busy, few enough open files. */
const AT_ONCE = 16;

/** Looks at `usual`, the most telling first, and at files and folders that a person `named`. */
export async function searchPlaces(usual: readonly Place[], named: readonly string[]): Promise<SearchResult> {
  const gate = createGate(AT_ONCE);
  const others = await Promise.all(named.map((path) => gate(() => placeOf(path))));
  const looks = await Promise.all([...usual, ...others].map((place) => look(place, gate)));
  return {
    finds: mergeSame(looks.flatMap(({ finds }) => finds)),
    problems: looks.flatMap(({ problems }) => problems),
    searched: looks.flatMap(({ searched }) => searched),
  };
}

async function look(place: Place, gate: Gate): Promise<SearchResult> {
  const disk = new Disk(place, gate);
  const found = await LAYOUTS[place.layout](disk, place.path);
  const named = place.isNamed ? [place.path] : [];
  return {
    finds: found.length === 0 ? emptyFolder(place) : found.map((file) => ({ ...file, place, named })),
    problems: disk.problems(),
    searched: [{ source: place.source, place: place.path, found: found.length }],
  };
}

const LAYOUTS: Readonly<Record<Place["layout"], (disk: Disk, path: string) => Promise<readonly FoundFile[]>>> = {
  file: async (_disk, path) => [{ path, realPath: await realPathOf(path) }],
  folder: (disk, path) => folderModels(disk, path, "follow"),
  ollama: ollamaModels,
  "hugging-face": huggingFaceModels,
};

/** What a person named is in the list in any case, so that it can be taken off it. */
function emptyFolder(place: Place): readonly Find[] {
  if (!place.isNamed) return [];
  const trouble = new GgufError("not-found", "No GGUF file was found in this folder.", {
    remedy: "Put one into it, or take it off the list.",
  });
  return [{ path: place.path, realPath: place.path, place, named: [place.path], trouble }];
}

function mergeSame(finds: readonly Find[]): readonly Find[] {
  const merged = new Map<string, Find>();
  for (const find of finds) {
    const same = merged.get(find.realPath);
    merged.set(find.realPath, same === undefined ? find : { ...same, named: [...same.named, ...find.named] });
  }
  return [...merged.values()];
}

async function placeOf(path: string): Promise<Place> {
  try {
    return namedPlace(path, (await stat(path)).isDirectory() ? "folder" : "file");
  } catch {
    return namedPlace(path, "file");
  }
}

/** Of what leads nowhere, reading it says why. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}
