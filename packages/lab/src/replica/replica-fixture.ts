// A folder whose documents are read and written as replicas.
import type { Pause } from "../document/document-lock.ts";
import { type FolderFixture, makeFolder } from "../folder-fixture.ts";
import { createVersions, type KeptVersions } from "./kept-versions.ts";
import { readReplica, type ReplicaFile } from "./read-replica.ts";
import { type ReplicaWrite, writeReplica } from "./write-replica.ts";

export interface ReplicaFixture extends AsyncDisposable {
  readonly folder: FolderFixture;
  readonly workspace: { readonly root: string; readonly name: string };
  readonly versions: KeptVersions;
  read(path: string): Promise<ReplicaFile>;
  write(path: string, text: string, expected: string | null): Promise<ReplicaWrite>;
}

export async function makeReplicas(
  pause: Pause,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<ReplicaFixture> {
  const folder = await makeFolder(files);
  const workspace = { root: folder.root, name: "w" };
  const versions = createVersions(folder.root, () => 1_800_000_000_000);
  return {
    folder,
    workspace,
    versions,
    read: (path) => readReplica(workspace, path, pause),
    write: (path, text, expected) => writeReplica({ workspace, versions, pause }, path, text, expected),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}
