// Images are told by their first bytes: a name says nothing, and what is no image must not reach a decoder.
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Workspace } from "./open-workspace.ts";
import { resolvePath } from "./resolve-path.ts";
import { toWorkspaceError, WorkspaceError } from "./workspace-error.ts";

const MAX_IMAGE_BYTES = 8 * 1024 * 1024;

/** What every file of a type begins with. */
const BEGINNINGS = {
  // eslint-disable-next-line no-control-regex
  "image/png": /^\x89PNG\r\n\x1a\n/,
  "image/jpeg": /^\xff\xd8\xff/,
  "image/webp": /^RIFF[^]{4}WEBP/,
  "image/gif": /^GIF8[79]a/,
} as const;
const BEGINNING_BYTES = 12;

export interface ImageFile {
  readonly type: keyof typeof BEGINNINGS;
  readonly data: Uint8Array;
}

/** A PNG, JPEG, WebP or GIF of at most 8 MiB. Rejects with a `WorkspaceError` when it is none, or may not or cannot be read. */
export async function readImage(workspace: Workspace, path: string): Promise<ImageFile> {
  const { file, sizeBytes } = await resolvePath(workspace, path);
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    const beginning = (await readBytes(handle, BEGINNING_BYTES)).toString("latin1");
    const type = TYPES.find((type) => BEGINNINGS[type].test(beginning));
    if (type === undefined) throw new WorkspaceError("not-text", `${path} is no PNG, JPEG, WebP or GIF image.`);
    if (sizeBytes > MAX_IMAGE_BYTES)
      throw new WorkspaceError("unreadable", `The image ${path} is larger than 8 MiB. Make it smaller.`);
    return { type, data: await readBytes(handle, sizeBytes) };
  } catch (error) {
    throw toWorkspaceError(error, path);
  }
}

const TYPES = Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[];

/** The first `count` bytes, fewer when the file has no more. */
async function readBytes(handle: FileHandle, count: number): Promise<Buffer> {
  const buffer = Buffer.alloc(count);
  let length = 0;
  while (length < count) {
    const { bytesRead } = await handle.read(buffer, length, count - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
