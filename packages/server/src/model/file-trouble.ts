/** Why a file or folder could not be used, as half a sentence for people: "permission denied". */
export function fileTrouble(error: unknown): string {
  const code = troubleCode(error);
  return TROUBLES[code] ?? `the system says ${code}`;
}

/** It is not there, which is nothing to tell where it need not be. */
export const isAbsent = (error: unknown): boolean => ["ENOENT", "ENOTDIR"].includes(troubleCode(error));

const troubleCode = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? "no reason";

const TROUBLES: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "it is not there",
  ENOTDIR: "it is not there",
  ELOOP: "its links go in a circle",
  EIO: "the disk gave an error",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
  EMFILE: "too many files are open",
  ENFILE: "too many files are open",
};
