import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { type ByteLimit, readBytes } from "../document/read-document.ts";
import { decodeText } from "../document/text-bytes.ts";
import { errorCode } from "../workspace/new-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { toWorkspaceError, WorkspaceError } from "../workspace/workspace-error.ts";

const LIMIT: ByteLimit = {
  bytes: 16 * 1024 * 1024,
  refuse: (path) =>
    new WorkspaceError("unreadable", `${path} is larger than 16 MiB. Take out lines that nobody needs any more.`),
};

/** All of an open review file. Rejects with a `WorkspaceError` when it is too large. */
export const readReviewBytes = (handle: FileHandle, path: string): Promise<Buffer> => readBytes(handle, path, LIMIT);

/** The text of a review file; empty where there is none. Rejects with a `WorkspaceError`. */
export async function readReviewText({ root }: Workspace, path: string): Promise<string> {
  try {
    await using handle = await open(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW);
    return decodeText(await readReviewBytes(handle, path), path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "";
    throw toWorkspaceError(error, path);
  }
}
