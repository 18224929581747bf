// The cache of Hugging Face's libraries: `models--ORG--REPO/snapshots/<commit>/<file>`, links to `blobs/`. `refs/main` names the
// newest commit; files that only older ones have are there as well.
import { join, relative } from "node:path";
import type { Disk } from "./disk.ts";
import { folderModels } from "./folder-models.ts";
import type { FoundFile } from "./found-file.ts";

export async function huggingFaceModels(disk: Disk, hub: string): Promise<readonly FoundFile[]> {
  const repositories = (await disk.entries(hub)).filter(({ name }) => name.startsWith("models--"));
  return (await Promise.all(repositories.map(({ name }) => modelsOf(disk, join(hub, name))))).flat();
}

async function modelsOf(disk: Disk, repository: string): Promise<readonly FoundFile[]> {
  const snapshots = (await disk.entries(join(repository, "snapshots"))).map(({ name }) => name);
  const newest = await newestCommit(disk, join(repository, "refs"));
  const inOrder = snapshots.toSorted((a, b) => Number(b === newest) - Number(a === newest));
  const found = await Promise.all(
    inOrder.map(async (commit) => {
      const snapshot = join(repository, "snapshots", commit);
      return (await folderModels(disk, snapshot, "stay")).map((file) => ({
        file,
        name: relative(snapshot, file.path),
      }));
    }),
  );
  const byName = new Map<string, FoundFile>();
  for (const { file, name } of found.flat()) if (!byName.has(name)) byName.set(name, file);
  return [...byName.values()];
}

async function newestCommit(disk: Disk, references: string): Promise<string | undefined> {
  const hasMain = (await disk.entries(references)).some(({ name }) => name === "main");
  return hasMain ? (await disk.text(join(references, "main")))?.trim() : undefined;
}
