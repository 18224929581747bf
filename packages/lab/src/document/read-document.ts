import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolvePath } from "../workspace/resolve-path.ts";
import { toWorkspaceError, WorkspaceError } from "../workspace/workspace-error.ts";
import { sha256 } from "./content-hash.ts";
import { decodeText } from "./text-bytes.ts";

const MAX_BYTES = 16 * 1024 * 1024;

export interface DocumentText {
  /** As it was asked for. */
  readonly path: string;
  /** With its byte order mark and its line breaks; as UTF-8 it is the file, byte for byte. */
  readonly text: string;
  /** Of the file's bytes: SHA-256 in hexadecimal digits. */
  readonly hash: string;
}

/** A file of at most 16 MiB in UTF-8. Rejects with a `WorkspaceError` that says where it is not, or why it may not or cannot be read. */
export async function readDocument(workspace: Workspace, path: string): Promise<DocumentText> {
  const { file } = await resolvePath(workspace, path);
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    const bytes = await readBytes(handle, path);
    return { path, text: decodeText(bytes, path), hash: sha256(bytes) };
  } catch (error) {
    throw toWorkspaceError(error, path);
  }
}

export interface ByteLimit {
  readonly bytes: number;
  /** What is said of a file that is larger. */
  readonly refuse: (path: string) => Error;
}

const DOCUMENT_LIMIT: ByteLimit = {
  bytes: MAX_BYTES,
  refuse: (path) => new WorkspaceError("unreadable", `${path} is larger than 16 MiB. Split it.`),
};

/** All of an open file, from its beginning; `size` is about what it has. Rejects with what `limit` says when it is larger. */
export async function readBytes(
  handle: FileHandle,
  path: string,
  limit = DOCUMENT_LIMIT,
  size?: number,
): Promise<Buffer> {
  size ??= (await handle.stat()).size;
  const buffer = Buffer.allocUnsafe(Math.min(size, limit.bytes) + 1);
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, length);
    // One byte more was asked for than there should be.
    if (length === 0 && bytesRead === size && size < buffer.length) return buffer.subarray(0, size);
    if (bytesRead === 0) return Buffer.concat(chunks);
    length += bytesRead;
    if (length > limit.bytes) throw limit.refuse(path);
    chunks.push(Buffer.from(buffer.subarray(0, bytesRead)));
  }
}
