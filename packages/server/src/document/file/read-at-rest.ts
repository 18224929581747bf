// A file is read between two moments at which git does not work in the folder and HEAD is the same: git replaces files first and moves HEAD
// last, so what is read in between would pass for somebody's edit.
import { type Clock, sleep } from "@nomous/protocol";
import { type DocumentSource, FileTrouble, type FileVersion } from "../document-source.ts";

/** Programs that empty a file and then fill it are given this time. */
const STEADY_MS = 100;
const TRIES = 10;

export interface FileAtRest {
  /** `null`: there is none. */
  readonly file: FileVersion | null;
  readonly commit: string | null;
}

type Reader = Pick<DocumentSource, "read" | "head" | "gitIdle">;

/** Whether git is at rest, when need be after a wait; `false` too when the signal ended it. */
export async function gitRests(source: Pick<Reader, "gitIdle">, signal: AbortSignal): Promise<boolean> {
  for (let tries = 0; tries < 3; tries += 1) {
    if (!(await source.gitIdle(signal))) return true;
    if (signal.aborted) return false;
  }
  return false;
}

/** The file once two looks in a row see the same, if what it is at first is not known; `null` while git is at work. */
export async function readAtRest(
  { source, clock }: { source: Reader; clock: Clock },
  path: string,
  isKnown: (hash: string) => boolean,
  signal: AbortSignal,
): Promise<FileAtRest | null> {
  let seen: FileAtRest | undefined;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (!(await gitRests(source, signal))) return null;
    const commit = await source.head();
    const file = await readIfThere(source, path);
    const isCalm = !(await source.gitIdle(signal)) && commit === (await source.head());
    if (isCalm && file !== null && isKnown(file.hash)) return { file, commit };
    if (isCalm && seen !== undefined && seen.commit === commit && seen.file?.hash === file?.hash)
      return { file, commit };
    seen = isCalm ? { file, commit } : undefined;
    await sleep(clock, STEADY_MS, signal);
    if (signal.aborted) return null;
  }
  return null;
}

async function readIfThere(source: Reader, path: string): Promise<FileVersion | null> {
  try {
    return await source.read(path);
  } catch (error) {
    if (error instanceof FileTrouble && error.code === "missing") return null;
    throw error;
  }
}
