import { errorCode } from "../workspace/new-file.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

/** Why a session cannot begin or go on; the message is for people and says what to do. What ran before is kept. */
export class SessionError extends Error {
  /**
   * `command`: a program or a folder of a variant is not there. `ref`: a branch or commit is not there. `build`: it failed. `resume`: the session
   * cannot be gone on with. `evidence`: a file cannot be read or written. `full`: there is no room for another line. `host`: the process that
   * starts the runs is gone.
   */
  readonly code: "command" | "ref" | "build" | "resume" | "evidence" | "full" | "host";
  constructor(code: SessionError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SessionError";
    this.code = code;
  }
}

/** What the file system said while evidence was written to `path`. */
export function toSessionError(error: unknown, path: string): SessionError | WorkspaceError {
  if (error instanceof SessionError || error instanceof WorkspaceError) return error;
  const because = { cause: error };
  switch (errorCode(error)) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return new SessionError(
        "full",
        `There is no room to go on with ${path}. What ran before is kept. Make room, and go on with --resume.`,
        because,
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new SessionError(
        "evidence",
        `${path} cannot be written: permission denied. Give your user the right to write it and its folder.`,
        because,
      );
    default:
      return new SessionError(
        "evidence",
        `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
        because,
      );
  }
}
