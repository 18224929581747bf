// The writer of a session's lines. A line is durable before the next run begins, and there are only whole ones: what was written of one that found
// no room is taken back, so that the file stays what it was.
import { constants } from "node:fs";
import { type FileHandle, open, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { encodeRecord, type EvidenceRecord, FIRST_SEAL, type SealedLine } from "@nomous/workbench/experiments";
import { toSessionError } from "../experiment/session-error.ts";
import { syncFolder } from "../workspace/new-file.ts";

export interface EvidenceFile extends AsyncDisposable {
  /** Resolves to the line when it is durable. Rejects with a `SessionError` when it cannot be, and then it is not there. */
  readonly append: (record: EvidenceRecord) => Promise<SealedLine>;
}

/** Makes a file that is not there yet. */
export async function createEvidenceFile(file: string, path: string): Promise<EvidenceFile> {
  try {
    const handle = await open(file, "wx");
    await syncFolder(dirname(file));
    await syncFolder(dirname(dirname(file)));
    return appendTo(handle, path, { bytes: 0, seal: FIRST_SEAL });
  } catch (error) {
    throw toSessionError(error, path);
  }
}

export interface FileEnd {
  /** Of all whole lines. */
  readonly bytes: number;
  readonly seal: string;
}

/** A line may be torn at one place twice. A repository may bring a link of that name, which would lead our writes elsewhere. */
const APPEND_TO_OWN = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW;

/** Goes on with a file behind its last whole line. What there is of another is kept beside it, and cut off. */
export async function reopenEvidenceFile(file: string, path: string, end: FileEnd): Promise<EvidenceFile> {
  const handle = await open(file, constants.O_RDWR | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw toSessionError(error, path);
  });
  try {
    const torn = (await handle.readFile()).subarray(end.bytes);
    if (torn.length > 0) {
      await writeFile(`${file}.torn-${end.bytes}`, torn, { flag: APPEND_TO_OWN, flush: true });
      await handle.truncate(end.bytes);
      await handle.sync();
    }
    return appendTo(handle, path, end);
  } catch (error) {
    await handle.close();
    throw toSessionError(error, path);
  }
}

/** What is needed of an open file; a test hands in one on a disk that is full. */
export type AppendHandle = Pick<FileHandle, "write" | "datasync" | "truncate" | "close">;

export function appendTo(handle: AppendHandle, path: string, end: FileEnd): EvidenceFile {
  let { bytes, seal } = end;
  return {
    async append(record) {
      const sealed = encodeRecord(record, seal);
      const content = Buffer.from(sealed.line);
      try {
        await writeAll(handle, content, bytes);
        await handle.datasync();
      } catch (error) {
        await handle.truncate(bytes).catch(() => undefined);
        throw toSessionError(error, path);
      }
      bytes += content.length;
      seal = sealed.seal;
      return sealed;
    },
    [Symbol.asyncDispose]: () => handle.close(),
  };
}

async function writeAll(handle: AppendHandle, content: Buffer, at: number): Promise<void> {
  for (let done = 0; done < content.length;) {
    const { bytesWritten } = await handle.write(content, done, content.length - done, at + done);
    done += bytesWritten;
  }
}
