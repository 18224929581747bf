// What SQLite and the file system report, as errors for people.
import { StorageError, type StorageErrorCode } from "./storage.ts";

interface Meaning {
  readonly code: StorageErrorCode;
  readonly reason: string;
  readonly remedy: string;
}

const FULL: Meaning = {
  code: "full",
  reason: "the disk is full",
  remedy: "Free some space; what was saved before is safe.",
};
const DAMAGED: Meaning = {
  code: "corrupt",
  reason: "the file is damaged or no database",
  remedy: "Look with `nomous doctor`, then restore a backup: `nomous restore FILE`.",
};
const IN_USE: Meaning = {
  code: "locked",
  reason: "another program is using the file",
  remedy: "Stop that program and try again.",
};
const FORBIDDEN: Meaning = {
  code: "unreadable",
  reason: "the file or its folder cannot be read and written",
  remedy: "Check that it exists, that it belongs to you, and that the disk is not mounted read-only.",
};
const BROKEN: Meaning = {
  code: "io",
  reason: "the disk reported an error",
  remedy: "Check the disk, then start again.",
};

const UNKNOWN: Meaning = {
  code: "io",
  reason: "something failed that should not",
  remedy: "Restart Nomous; if it happens again, report this message.",
};

/** By SQLite's result code: https://sqlite.org/rescode.html. An extended code counts before its low byte. */
const BY_RESULT_CODE: ReadonlyMap<number, Meaning> = new Map([
  [3, FORBIDDEN],
  [5, IN_USE],
  [6, IN_USE],
  [8, FORBIDDEN],
  [10, BROKEN],
  [11, DAMAGED],
  [13, FULL],
  [14, FORBIDDEN],
  [23, FORBIDDEN],
  [26, DAMAGED],
  // A read behind the end: the file was cut off.
  [522, DAMAGED],
]);

const BY_SYSTEM_CODE: ReadonlyMap<string, Meaning> = new Map([
  ["ENOSPC", FULL],
  ["EDQUOT", FULL],
  ["EACCES", FORBIDDEN],
  ["EPERM", FORBIDDEN],
  ["EROFS", FORBIDDEN],
  ["ENOENT", FORBIDDEN],
  ["ENOTDIR", FORBIDDEN],
  ["EISDIR", FORBIDDEN],
]);

function meaningOf(error: unknown): Meaning {
  const { errcode, code, syscall } = error as { errcode?: number; code?: string; syscall?: string };
  if (errcode !== undefined) return BY_RESULT_CODE.get(errcode) ?? BY_RESULT_CODE.get(errcode & 0xff) ?? BROKEN;
  if (syscall !== undefined) return BY_SYSTEM_CODE.get(code ?? "") ?? BROKEN;
  return UNKNOWN;
}

/** Names what could not be done (`Cannot save to /x/nomous.db`), why, and what helps. */
export function toStorageError(cause: unknown, what: string): StorageError {
  if (cause instanceof StorageError) return cause;
  const { code, reason, remedy } = meaningOf(cause);
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new StorageError(code, `${what}: ${reason} (${detail}). ${remedy}`, { cause });
}
