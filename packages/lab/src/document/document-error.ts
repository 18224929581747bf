import { errorCode } from "../workspace/new-file.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

/** Why a document could not be written; the file is as it was. The message is for people and says what to do. */
export class DocumentError extends Error {
  /**
   * `changed`: another program kept changing it. `gone`: it was removed meanwhile. `exists`: there is one already.
   * `locked`: another process of Nomous works on it. `unwritable`: it may not be changed. `full`: no room.
   */
  readonly code: "changed" | "gone" | "exists" | "locked" | "unwritable" | "full";
  constructor(code: DocumentError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DocumentError";
    this.code = code;
  }
}

/** What the file system said, in words about `path`. */
export function toDocumentError(error: unknown, path: string): DocumentError | WorkspaceError {
  if (error instanceof DocumentError || error instanceof WorkspaceError) return error;
  const because = { cause: error };
  switch (errorCode(error)) {
    case "ENOENT":
      return new DocumentError(
        "gone",
        `${path} was removed while it was being changed, so nothing was written.`,
        because,
      );
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return new DocumentError(
        "unwritable",
        `${path} cannot be written: permission denied. Give your user the right to write it and its folder.`,
        because,
      );
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return new DocumentError(
        "full",
        `${path} cannot be written: there is no room for it. Nothing was changed.`,
        because,
      );
    default:
      return new DocumentError(
        "unwritable",
        `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
        because,
      );
  }
}
