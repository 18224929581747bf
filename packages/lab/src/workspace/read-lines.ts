// Lines of a file as they are now. The file goes through one buffer, so a log of a gigabyte costs time but no memory.
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Workspace } from "./open-workspace.ts";
import { resolvePath } from "./resolve-path.ts";
import { BYTE_ORDER_MARK, isTextSample, SAMPLE_BYTES, splitIntoLines } from "./text-lines.ts";
import { toWorkspaceError, WorkspaceError } from "./workspace-error.ts";

const MiB = 1024 * 1024;
const CHUNK_BYTES = MiB;
const MAX_FILE_BYTES = 2048 * MiB;
/** Lines beyond this are left out; the first is cut to it. */
const MAX_TEXT_BYTES = MiB;

export interface FileLines {
  readonly path: string;
  /** The number of the first line, from 1. */
  readonly from: number;
  /** Fewer than asked for at the end of the file, and when they would be more than 1 MiB. */
  readonly lines: readonly string[];
  /** How many lines the file has. */
  readonly total: number;
}

/** Lines `from` to `to`, from 1 and both included. Rejects with a `WorkspaceError` when the file may not or cannot be read. */
export async function readLines(workspace: Workspace, path: string, from: number, to: number): Promise<FileLines> {
  const { file, sizeBytes } = await resolvePath(workspace, path);
  if (sizeBytes > MAX_FILE_BYTES)
    throw new WorkspaceError("unreadable", `${path} is larger than 2 GiB. Open it with another program.`);
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
    const collector = createLineCollector(from, to);
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let position = 0; ;) {
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      if (position === 0 && !isTextSample(chunk.subarray(0, SAMPLE_BYTES), bytesRead <= SAMPLE_BYTES))
        throw new WorkspaceError("not-text", `${path} is not text in UTF-8.`);
      collector.take(chunk);
      position += bytesRead;
    }
    return { path, from, ...collector.end() };
  } catch (error) {
    throw toWorkspaceError(error, path);
  }
}

interface LineCollector {
  take(chunk: Buffer): void;
  end(): { lines: string[]; total: number };
}

/** Counts all lines and keeps the bytes of those that are wanted. */
function createLineCollector(from: number, to: number): LineCollector {
  const kept: Buffer[] = [];
  let keptBytes = 0;
  let line = 1;
  let isLineOpen = false;

  const keep = (bytes: Buffer): void => {
    if (line < from || line > to || keptBytes >= MAX_TEXT_BYTES) return;
    const piece = Buffer.from(bytes.subarray(0, MAX_TEXT_BYTES - keptBytes));
    kept.push(piece);
    keptBytes += piece.length;
  };

  return {
    take(chunk) {
      for (let start = 0; start < chunk.length;) {
        const newline = chunk.indexOf(10, start);
        const end = newline === -1 ? chunk.length : newline + 1;
        keep(chunk.subarray(start, end));
        start = end;
        isLineOpen = newline === -1;
        if (!isLineOpen) line += 1;
      }
    },
    end() {
      const total = isLineOpen ? line : line - 1;
      return { lines: linesOf(Buffer.concat(kept), from, keptBytes >= MAX_TEXT_BYTES), total };
    },
  };
}

function linesOf(bytes: Buffer, from: number, isCut: boolean): string[] {
  const text = bytes.toString("utf8");
  const lines = splitIntoLines(from === 1 ? text : `${BYTE_ORDER_MARK}${text}`);
  // Of a line that did not fit a part was kept; alone it is better than nothing.
  if (isCut && lines.length > 1 && !text.endsWith("\n")) lines.pop();
  return lines;
}
