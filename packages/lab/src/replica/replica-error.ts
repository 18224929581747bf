import { DocumentError } from "../document/document-error.ts";
import { errorCode } from "../workspace/new-file.ts";
import { toWorkspaceError, WorkspaceError } from "../workspace/workspace-error.ts";

/** Why the file of a document cannot be read or written; it is as it was. The message is for people and says what to do. */
export class ReplicaError extends Error {
  /**
   * `missing`: there is none. `not-text`: not UTF-8. `too-large`: above 4 MiB. `forbidden`: outside the workspace, secret, or no Markdown.
   * `read-only`: it may not be written. `full`: no room. `busy`: another process holds it. `unreadable`: the disk says something else.
   */
  readonly code: "missing" | "not-text" | "too-large" | "forbidden" | "read-only" | "full" | "busy" | "unreadable";
  constructor(code: ReplicaError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ReplicaError";
    this.code = code;
  }
}

const DENIED = new Set(["EACCES", "EPERM", "EROFS"]);

/** What the file system, or another part of the lab, said about `path`. */
export function toReplicaError(error: unknown, path: string): ReplicaError {
  if (error instanceof ReplicaError) return error;
  const because = { cause: error };
  if (error instanceof DocumentError) return new ReplicaError(writeTrouble(error), error.message, because);
  if (error instanceof WorkspaceError || !isBusy(error)) {
    const { code, message } = toWorkspaceError(error, path);
    return new ReplicaError(code === "not-found" ? "missing" : code, message, because);
  }
  return new ReplicaError(
    "busy",
    `${path} is in use by another program. It is tried again; close that program.`,
    because,
  );
}

const isBusy = (error: unknown): boolean => ["EBUSY", "ETXTBSY"].includes(errorCode(error));

const WRITE_TROUBLE = {
  full: "full",
  locked: "busy",
  changed: "busy",
  exists: "busy",
  gone: "missing",
  unwritable: "read-only",
} as const satisfies Record<DocumentError["code"], ReplicaError["code"]>;

/** What may not be written, and what cannot for another reason, such as a broken disk. */
function writeTrouble({ code, cause }: DocumentError): ReplicaError["code"] {
  const isOther = code === "unwritable" && cause !== undefined && !DENIED.has(errorCode(cause));
  return isOther ? "unreadable" : WRITE_TROUBLE[code];
}
