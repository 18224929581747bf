import type { History } from "../git/history.ts";
import { isSecretPath } from "../workspace/secret-path.ts";
import type { Content } from "./content.ts";
import type { ContentStore } from "./content-store.ts";

/** The files of the workspace at one moment. */
export interface Snapshot {
  /** Null: it is not there. */
  contentOf(path: string): Promise<Content | null>;
  /** What tells one content of a file from another without reading it; null when it is not there. */
  idOf(path: string): string | null;
}

export const snapshotAt = (history: History, contents: ContentStore, commit: number): Snapshot => ({
  async contentOf(path) {
    if (isSecretPath(path)) return { status: "unreadable", id: "secret", why: "may hold keys, so it is not read" };
    const touch = history.touchOf(path, commit);
    if (touch === undefined) {
      const other = repositoryAround(history, path, commit);
      if (other === null) return null;
      return { status: "unreadable", id: other, why: `is in ${other}, which is a repository of its own` };
    }
    if (touch.blob === null) return null;
    if (touch.mode === "link") return { status: "unreadable", id: touch.blob, why: "is a link" };
    if (touch.mode === "repository") return { status: "unreadable", id: touch.blob, why: "is another repository" };
    return contents.read(touch.blob);
  },
  idOf: (path) => history.blobAt(path, commit),
});

/** The submodule that a path lies in. */
function repositoryAround(history: History, path: string, commit: number): string | null {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const folder = path.slice(0, end);
    const touch = history.touchOf(folder, commit);
    if (touch !== undefined && touch.blob !== null && touch.mode === "repository") return folder;
  }
  return null;
}
