// One file, one name: a link inside the workspace, and another spelling where the disk ignores letter case, lead to the same document. The
// name that counts is the one on the disk.
import { lstat, readdir } from "node:fs/promises";
import type { Workspace } from "../workspace/open-workspace.ts";
import { fileKindOf } from "../workspace/file-kind.ts";
import { resolvePath } from "../workspace/resolve-path.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import { ReplicaError } from "./replica-error.ts";

/** What is asked of a disk about names. */
export interface NameDisk {
  /** Which file a name leads to; null when to none. */
  identify(file: string): Promise<string | null>;
  list(folder: string): Promise<readonly string[]>;
}

const realDisk: NameDisk = {
  identify: (file) =>
    lstat(file, { bigint: true }).then(
      ({ dev, ino }) => `${dev}:${ino}`,
      () => null,
    ),
  list: (folder) => readdir(folder).catch(() => []),
};

export interface ReplicaPlace {
  /** With `/`, relative to the workspace, as it is on disk. */
  readonly path: string;
  /** Absolute. */
  readonly file: string;
}

/** Where a Markdown file is. Rejects with a `WorkspaceError`, or a `ReplicaError` when it is no Markdown. */
export async function placeOf(workspace: Workspace, path: string): Promise<ReplicaPlace> {
  refuseOthers(path);
  const { file } = await resolvePath(workspace, path);
  const found = pathBelow(workspace.root, file) ?? path;
  refuseOthers(found);
  const named = await nameOnDisk(workspace.root, found);
  return { path: named, file: `${workspace.root}/${named}` };
}

/** Settings and sources are edited elsewhere; a document is Markdown. */
export function refuseOthers(path: string): void {
  if (fileKindOf(path) === "markdown") return;
  throw new ReplicaError(
    "forbidden",
    `${path} is no Markdown file, and only those are documents. Name a file that ends in .md.`,
  );
}

/** `path` spelt as the folders list it. */
export async function nameOnDisk(root: string, path: string, disk = realDisk): Promise<string> {
  let folder = root;
  for (const name of path.split("/")) folder = `${folder}/${await spelling(folder, name, disk)}`;
  return folder.slice(root.length + 1);
}

async function spelling(folder: string, name: string, disk: NameDisk): Promise<string> {
  const own = await disk.identify(`${folder}/${name}`);
  const other = swapCase(name);
  // Where another spelling leads elsewhere, or nowhere, this one is the name.
  if (other === name || own === null || (await disk.identify(`${folder}/${other}`)) !== own) return name;
  const names = await disk.list(folder);
  return names.includes(name) ? name : (names.find((one) => fold(one) === fold(name)) ?? name);
}

const fold = (name: string): string => name.normalize("NFC").toLowerCase();

const swapCase = (name: string): string => Array.from(name, otherCase).join("");

/** Letters without a twin, such as ß, stay. */
function otherCase(letter: string): string {
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return other.length === letter.length ? other : letter;
}
