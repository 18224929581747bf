import {
  createGitIdle,
  createVersions,
  FileWatch,
  headCommit,
  keepReplica,
  movedTo,
  readReplica,
  rememberGitFolder,
  ReplicaError,
  writeReplica,
} from "@nomous/lab/replica";
import type { Workspace } from "@nomous/lab";
import { type Runtime, sleep } from "@nomous/protocol";
import { type DocumentSource, FileTrouble } from "@nomous/server";

/** The lab's files of documents as the server's port. */
export function createDocumentSource(workspace: Workspace, { clock }: Runtime): DocumentSource {
  const { root } = workspace;
  const pause = (ms: number, signal?: AbortSignal): Promise<void> => sleep(clock, ms, signal);
  const versions = createVersions(root, () => clock.now());
  const files = new FileWatch(root, pause);
  const git = rememberGitFolder(root, () => clock.elapsed());
  const parts = { workspace, versions, pause, left: (path: string, signature: string) => files.left(path, signature) };
  return {
    read: (path) => translated(readReplica(workspace, path, pause)),
    write: (path, text, expected) => translated(writeReplica(parts, path, text, expected)),
    keep: (path, hash) => translated(keepReplica(workspace, versions, path, hash)),
    async kept(hash) {
      const text = await translated(versions.textOf(hash));
      return text === null ? null : { text };
    },
    watch: (path, changed) => files.watch(path, changed),
    head: () => headCommit(root, git),
    gitIdle: createGitIdle(git, pause),
    movedTo: (from, isFree) => movedTo(workspace, from, isFree),
  };
}

/** What the lab rejects with, as the server's error of the same meaning. */
async function translated<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof ReplicaError ? new FileTrouble(error.code, error.message, { cause: error }) : error;
  }
}
