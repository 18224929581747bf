// The files as they are on the disk now. One that is what the last commit has, apart from its line ends, has the id that git gives it there, so
// that most comparisons need not look into it.
import { readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { isSecretPath } from "../workspace/secret-path.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import { errorCode } from "../workspace/new-file.ts";
import { blobId, type Content, MAX_BYTES, toContent } from "./content.ts";
import { sha256 } from "../document/content-hash.ts";
import type { Snapshot } from "./snapshot.ts";

const unreadable = (why: string): Content => ({ status: "unreadable", id: `unread ${why}`, why });

export class PresentFiles implements Snapshot {
  readonly #root: string;
  /** The content of a file in the last commit; null when it is not in it. */
  readonly #committed: (path: string) => string | null;
  readonly #note: (path: string) => void;
  readonly #known = new Map<string, Content | null>();

  /** `note` is told of each path that is looked at. */
  constructor(root: string, committed: (path: string) => string | null, note: (path: string) => void) {
    this.#root = root;
    this.#committed = committed;
    this.#note = note;
  }

  contentOf(path: string): Promise<Content | null> {
    return Promise.resolve(this.read(path));
  }

  idOf(path: string): string | null {
    return this.read(path)?.id ?? null;
  }

  read(path: string): Content | null {
    this.#note(path);
    const before = this.#known.get(path);
    if (before !== undefined) return before;
    const content = this.#look(path);
    this.#known.set(path, content);
    return content;
  }

  #look(path: string): Content | null {
    if (path.includes("\0")) return null;
    try {
      const file = realpathSync.native(resolve(this.#root, path));
      const below = pathBelow(this.#root, file);
      if (below === null) return unreadable("lies outside the workspace");
      if (isSecretPath(below) || isSecretPath(path)) return unreadable("may hold keys, so it is not read");
      const stats = statSync(file);
      if (!stats.isFile()) return unreadable(stats.isDirectory() ? "is a folder" : "is no file");
      if (stats.size > MAX_BYTES) return this.#large(path, file);
      const bytes = readFileSync(file);
      return toContent(this.#idOf(path, bytes), bytes);
    } catch (error) {
      const code = errorCode(error);
      return code === "ENOENT" || code === "ENOTDIR" ? null : unreadable("cannot be read");
    }
  }

  #idOf(path: string, bytes: Buffer): string {
    const committed = this.#committed(path);
    if (committed === null) return `own ${sha256(bytes)}`;
    const own = blobId(bytes, committed);
    if (own === committed || !bytes.includes("\r\n")) return own;
    // Git may check a file out with other line ends than it keeps.
    const kept = blobId(Buffer.from(bytes.toString("latin1").replaceAll("\r\n", "\n"), "latin1"), committed);
    return kept === committed ? kept : own;
  }

  /** That it is the same can still be told. */
  #large(path: string, file: string): Content {
    const committed = this.#committed(path);
    const id = committed === null ? "large" : blobId(readFileSync(file), committed);
    return { status: "unreadable", id, why: "is larger than 4 MiB" };
  }
}
