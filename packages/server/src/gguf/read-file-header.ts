import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { GgufError } from "./gguf-error.ts";
import { readHeader, type GgufHeader } from "./read-header.ts";

/** Throws a `GgufError`. */
export async function readFileHeader(path: string): Promise<GgufHeader> {
  try {
    // Opening a named pipe would wait for its writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await readOpened(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toGgufError(error);
  }
}

async function readOpened(file: FileHandle): Promise<GgufHeader> {
  const stat = await file.stat();
  if (!stat.isFile())
    throw new GgufError("unreadable", "There is no file, but a folder or a device.", {
      remedy: "Choose the file of the model.",
    });
  return readHeader({ size: stat.size, read: (into, from) => fill(file, into, from) });
}

async function fill(file: FileHandle, into: Buffer, from: number): Promise<void> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, from + filled);
    if (bytesRead === 0) throw new GgufError("truncated", "The file became shorter while it was read.");
    filled += bytesRead;
  }
}

function toGgufError(error: unknown): GgufError {
  if (error instanceof GgufError) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const because = { cause: error };
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new GgufError("not-found", "The file does not exist.", because);
    case "EACCES":
    case "EPERM":
      return new GgufError("unreadable", "The file cannot be read: permission denied.", because);
    default:
      return new GgufError("unreadable", `The file cannot be read (${code}).`, because);
  }
}
