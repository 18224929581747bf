// The files behind documents, as the server needs them; the lab's functions are adapted to it at the composition root. Text is LF without a
// byte order mark on this side: line ends and mark belong to the file, and stay as they are there.
import type { FileState, FileTroubleCode } from "@nomous/protocol";

/** A file as it was read. */
export interface FileVersion {
  readonly path: string;
  readonly text: string;
  /** SHA-256 of its bytes, in hexadecimal digits. */
  readonly hash: string;
  readonly sizeBytes: number;
  readonly ending: FileState["ending"];
  readonly hasMark: boolean;
}

export type WriteOutcome =
  /** `late`: hash of a version that another program wrote in the same moment; it is kept. */
  | { readonly status: "written"; readonly file: FileVersion; readonly late: string | null }
  /** It is not what was expected, and was left as it is; `null`: it is gone. */
  | { readonly status: "changed"; readonly file: FileVersion | null };

export class FileTrouble extends Error {
  readonly code: FileTroubleCode;
  constructor(code: FileTroubleCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FileTrouble";
    this.code = code;
  }
}

export interface DocumentSource {
  /** Rejects with a `FileTrouble`: `missing`, `not-text`, `too-large` (above `LIMITS.documentBytes`), `forbidden` (outside the workspace), `unreadable`. */
  read(path: string): Promise<FileVersion>;
  /**
   * Splices `text` into the file whose bytes have the hash `expected`: lines that stay keep their ends, new ones take those of their neighbours.
   * Durable when it resolves. `expected: null` makes the file. Rejects with a `FileTrouble`, and then the file is as it was.
   */
  write(path: string, text: string, expected: string | null): Promise<WriteOutcome>;
  /** Keeps the bytes of a version that is about to be replaced, by its hash; keeping it again changes nothing. */
  keep(path: string, hash: string): Promise<boolean>;
  /** The text of a kept version; `null` when there is none. */
  kept(hash: string): Promise<{ readonly text: string } | null>;
  /** Calls `changed` some time after a file may have changed; more often does no harm. Returns how to stop. */
  watch(path: string, changed: () => void): () => void;
  /** git's HEAD, a commit id; `null` without a repository or a commit. */
  head(): Promise<string | null>;
  /** Resolves when no git command works in the folder, after ten seconds at the latest; true when it had to wait. */
  gitIdle(signal: AbortSignal): Promise<boolean>;
  /**
   * Where a file that is missing went: one with the same bytes, else one that git would call renamed. `isFree` says which files no document is
   * bound to.
   */
  movedTo(
    from: { path: string; hash: string; text: string },
    isFree: (path: string) => boolean,
  ): Promise<string | null>;
}
