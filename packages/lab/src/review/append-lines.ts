// Review files only grow. Whoever adds a line has seen all that are there, and nobody else adds one meanwhile.
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { toDocumentError } from "../document/document-error.ts";
import { type Waiting, withLock } from "../document/document-lock.ts";
import { readReviewBytes } from "./read-review-text.ts";
import { syncFolder } from "../workspace/new-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { makeFolderIn } from "../workspace/private-folder.ts";

/** Adds the lines that `lacking` asks for, which is given the file as it is. Durable when this resolves; rejects with a `DocumentError` or a `WorkspaceError`. */
export async function appendLines(
  { root }: Workspace,
  path: string,
  lacking: (text: string) => readonly string[],
  waiting: Waiting,
): Promise<void> {
  const file = join(root, path);
  await withLock(root, path, waiting, async () => {
    try {
      await makeFolderIn(dirname(file));
      await appendTo(file, path, lacking);
      await syncFolder(dirname(file));
    } catch (error) {
      throw toDocumentError(error, path);
    }
  });
}

async function appendTo(file: string, path: string, lacking: (text: string) => readonly string[]): Promise<void> {
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;
  await using handle = await open(file, flags, 0o666);
  const { size } = await handle.stat();
  // What is no text is somebody's mistake, and keeps nobody from writing on.
  const text = (await readReviewBytes(handle, path)).toString("utf8");
  const lines = lacking(text);
  try {
    if (lines.length > 0) {
      // A line that was never finished must not swallow the first of these.
      const isUnfinished = text !== "" && !text.endsWith("\n");
      await handle.writeFile(`${isUnfinished ? "\n" : ""}${lines.map((line) => `${line}\n`).join("")}`);
    }
    await handle.sync();
  } catch (error) {
    await handle.truncate(size);
    throw error;
  }
}
