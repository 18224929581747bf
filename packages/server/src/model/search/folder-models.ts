// GGUF files anywhere below a folder: LM Studio, llama.cpp, node-llama-cpp and people keep them like that.
import type { Dirent } from "node:fs";
import { join } from "node:path";
import type { Disk } from "./disk.ts";
import type { FoundFile } from "./found-file.ts";
import { splitPart } from "./split-name.ts";

/** Stores have two or three levels. */
const MAX_DEPTH = 8;

interface Folder {
  /** As it was reached. */
  readonly path: string;
  readonly realPath: string;
  /** Real paths of the folders above it: a link to one of them would go in a circle. */
  readonly above: readonly string[];
  readonly links: "follow" | "stay";
}

/** `links`: whether links to folders are followed; those to files are. */
export async function folderModels(disk: Disk, path: string, links: "follow" | "stay"): Promise<readonly FoundFile[]> {
  const realPath = await disk.realFolder(path);
  return realPath === undefined ? [] : modelsBelow(disk, { path, realPath, above: [], links });
}

async function modelsBelow(disk: Disk, folder: Folder): Promise<readonly FoundFile[]> {
  if (folder.above.includes(folder.realPath) || folder.above.length > MAX_DEPTH) return [];
  const entries = (await disk.entries(folder.path)).filter(({ name }) => !name.startsWith("."));
  const here = modelsIn(disk, folder, entries.filter(isGguf));
  const below = entries.map(async (entry) => {
    const inside = isGguf(entry) ? undefined : await folderIn(disk, folder, entry);
    return inside === undefined ? [] : modelsBelow(disk, inside);
  });
  return (await Promise.all([here, ...below])).flat();
}

async function folderIn(disk: Disk, folder: Folder, entry: Dirent): Promise<Folder | undefined> {
  const path = join(folder.path, entry.name);
  const realPath = await realFolderIn(disk, folder, entry);
  if (realPath === undefined) return undefined;
  return { path, realPath, above: [...folder.above, folder.realPath], links: folder.links };
}

async function realFolderIn(disk: Disk, { path, realPath, links }: Folder, entry: Dirent): Promise<string | undefined> {
  if (entry.isDirectory()) return join(realPath, entry.name);
  return entry.isSymbolicLink() && links === "follow" ? disk.realFolder(join(path, entry.name)) : undefined;
}

async function modelsIn(
  disk: Disk,
  { path, realPath }: Folder,
  files: readonly Dirent[],
): Promise<readonly FoundFile[]> {
  tellLostParts(disk, path, files);
  const found = files
    .filter(({ name }) => !isProjector(name) && (splitPart(name)?.index ?? 1) === 1)
    .map(async (entry): Promise<readonly FoundFile[]> => {
      const file = join(path, entry.name);
      const real = entry.isSymbolicLink() ? await disk.realFile(file) : join(realPath, entry.name);
      return real === undefined ? [] : [{ path: file, realPath: real }];
    });
  return (await Promise.all(found)).flat();
}

function tellLostParts(disk: Disk, path: string, files: readonly Dirent[]): void {
  const names = new Set(files.map(({ name }) => name));
  const firsts = new Set(files.flatMap(({ name }) => splitPart(name)?.first ?? []));
  for (const first of firsts)
    if (!names.has(first)) disk.tell(`${join(path, first)} is missing; other parts of that model are there.`);
}

/** Pipes and devices are never opened, whatever their name. */
const isGguf = (entry: Dirent): boolean => /\.gguf$/i.test(entry.name) && (entry.isFile() || entry.isSymbolicLink());

/** The part of a model that sees; it is no model. */
const isProjector = (name: string): boolean => /mmproj/i.test(name);
