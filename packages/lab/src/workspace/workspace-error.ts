/** Why the folder or a file in it cannot be read; the message is for people and says what to do. */
export class WorkspaceError extends Error {
  readonly code: "not-found" | "forbidden" | "not-text" | "unreadable";
  constructor(code: WorkspaceError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WorkspaceError";
    this.code = code;
  }
}

/** What the file system said, in words about `what`. */
export function toWorkspaceError(error: unknown, what: string): WorkspaceError {
  if (error instanceof WorkspaceError) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const because = { cause: error };
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return new WorkspaceError("not-found", `${what} does not exist.`, because);
    case "EACCES":
    case "EPERM":
      return new WorkspaceError(
        "unreadable",
        `${what} cannot be read: permission denied. Give your user the right to read it.`,
        because,
      );
    case "ELOOP":
      return new WorkspaceError(
        "unreadable",
        `${what} cannot be read: its links lead in a circle. Remove one of them.`,
        because,
      );
    default:
      return new WorkspaceError(
        "unreadable",
        `${what} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
        because,
      );
  }
}
