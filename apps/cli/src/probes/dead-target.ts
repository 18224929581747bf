// What a probe cannot measure is told in one line, the cause first, and the run fails: a number of a dead target is worse than none.
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

/** `what` happened, with the target's name, and what to do. */
export const deadTarget = (what: string, remedy: string, cause?: unknown): CliError =>
  new CliError(EXIT.failure, `${what}: ${remedy}.`, undefined, { cause });

const TROUBLE: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "it closed the connection",
  EHOSTUNREACH: "its host cannot be reached",
  ENETUNREACH: "its network cannot be reached",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its name cannot be looked up now",
  ETIMEDOUT: "it did not answer",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EACCES: "you may not write there",
  EPERM: "you may not write there",
  EROFS: "the disk is read-only",
  ENOENT: "it does not exist",
  ENOTDIR: "it is no folder",
  EISDIR: "it is a folder",
  EIO: "the disk reports an error",
};

/** Why the system refused, as half a sentence. */
export function troubleOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  if (typeof code === "string" && TROUBLE[code] !== undefined) return TROUBLE[code];
  return error instanceof Error && error.message !== "" ? error.message : String(code ?? error);
}
