// Writes the text of a document into its file. The same care as every other write of ours: one at a time by a lock, compared just before
// the rename, and the old file looked at just after; here what is not as expected is an outcome, for the caller merges it.
import { realpath } from "node:fs/promises";
import { encodeText, decodeText } from "../document/text-bytes.ts";
import { sha256 } from "../document/content-hash.ts";
import { DocumentError, toDocumentError } from "../document/document-error.ts";
import { type Pause, withLock } from "../document/document-lock.ts";
import { type HeldFile, holdIfThere, lateWrite, replaceFile } from "../document/held-file.ts";
import { createDocument } from "../document/write-document.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import type { KeptVersions } from "./kept-versions.ts";
import { keepEndings } from "./line-ends.ts";
import { readReplica, REPLICA_LIMIT, type ReplicaFile, replicaOf } from "./read-replica.ts";
import { ReplicaError, toReplicaError } from "./replica-error.ts";
import { refuseOthers } from "./replica-place.ts";

export type ReplicaWrite =
  /** `late`: hash of a version that another program wrote in the same moment; it is kept. */
  | { readonly status: "written"; readonly file: ReplicaFile; readonly late: string | null }
  /** It is not what was expected, and was left as it is; null: it is gone. */
  | { readonly status: "changed"; readonly file: ReplicaFile | null };

export interface WriteParts {
  readonly workspace: Workspace;
  readonly versions: KeptVersions;
  readonly pause: Pause;
  /** Called with what a file looks like that was just written, so that whoever watches it knows that as ours. */
  readonly left?: (path: string, signature: string) => void;
}

/**
 * Puts `text` (LF, without mark) into the file whose bytes have the hash `expected`; null makes the file. Durable when it resolves. Rejects
 * with a `ReplicaError`, and then the file is as it was.
 */
export async function writeReplica(
  parts: WriteParts,
  path: string,
  text: string,
  expected: string | null,
): Promise<ReplicaWrite> {
  try {
    return await (expected === null ? make(parts, path, text) : replace(parts, path, text, expected));
  } catch (error) {
    throw toReplicaError(error, path);
  }
}

async function make(parts: WriteParts, path: string, text: string): Promise<ReplicaWrite> {
  refuseOthers(path);
  const content = contentOf(text, path);
  try {
    await createDocument(parts.workspace, path, text);
    return { status: "written", file: replicaOf(path, content), late: null };
  } catch (error) {
    if (error instanceof DocumentError && error.code === "exists") return changed(parts, path);
    throw error;
  }
}

async function replace(parts: WriteParts, named: string, text: string, expected: string): Promise<ReplicaWrite> {
  const { workspace, pause } = parts;
  const path = await nameIfThere(workspace, named);
  if (path === null) return { status: "changed", file: null };
  return withLock(workspace.root, path, { pause }, async () => {
    await using held = await holdIfThere(workspace, path, REPLICA_LIMIT);
    if (held === null || sha256(held.bytes) !== expected) return changed(parts, path);
    return await put(parts, held, contentOf(keepEndings(decodeText(held.bytes, path), text), path));
  });
}

async function put(parts: WriteParts, held: HeldFile, content: Buffer): Promise<ReplicaWrite> {
  const { path } = held;
  const file = replicaOf(path, content);
  if (content.equals(held.bytes)) return { status: "written", file, late: null };
  const left = (signature: string): void => parts.left?.(path, signature);
  const isReplaced = await replaceFile(held, content, left).catch((error: unknown) => {
    throw toDocumentError(error, path);
  });
  if (!isReplaced) return changed(parts, path);
  const late = await lateWrite(held, parts.pause);
  return { status: "written", file, late: late === null ? null : await parts.versions.keep(late) };
}

function contentOf(raw: string, path: string): Buffer {
  const content = encodeText(raw, path);
  if (content.length > REPLICA_LIMIT.bytes) throw REPLICA_LIMIT.refuse(path);
  return content;
}

/** The name under which whoever changes the file takes turns; null when there is none. */
async function nameIfThere({ root }: Workspace, path: string): Promise<string | null> {
  refuseOthers(path);
  try {
    const name = pathBelow(root, await realpath(`${root}/${path}`)) ?? path;
    refuseOthers(name);
    return name;
  } catch (error) {
    const trouble = toReplicaError(error, path);
    if (trouble.code === "missing") return null;
    throw trouble;
  }
}

async function changed({ workspace, pause }: WriteParts, path: string): Promise<ReplicaWrite> {
  try {
    return { status: "changed", file: await readReplica(workspace, path, pause) };
  } catch (error) {
    if (error instanceof ReplicaError && error.code === "missing") return { status: "changed", file: null };
    throw error;
  }
}
