// The files that may be found, searched and shown. Who asks again hands in what is known, so that only what changed is opened.
import { closeSync, existsSync, lstatSync, openSync, readSync, type Stats } from "node:fs";
import { runGit } from "../git/run-git.ts";
import { type FileKind, fileKindOf } from "./file-kind.ts";
import { nextTurn } from "./next-turn.ts";
import { isSecretPath } from "./secret-path.ts";
import { isTextSample, SAMPLE_BYTES } from "./text-lines.ts";
import { type WalkedFiles, walkFiles } from "./walk-files.ts";

const MAX_FILES = 50_000;
const MAX_FILE_BYTES = 2 * 1024 * 1024;
const GIT_TIMEOUT_MS = 20_000;
const FILES_PER_TURN = 200;

export interface WorkspaceFile {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly kind: FileKind;
  readonly sizeBytes: number;
  /** When its content or state last changed, in milliseconds since the Unix epoch. */
  readonly changedMs: number;
}

type LeftOutReason = "secret" | "large" | "binary" | "link" | "special" | "unreadable" | "too-many";

/** What can be found by its path. */
export type ListedFile = Omit<WorkspaceFile, "kind">;

export interface FileListing {
  readonly files: ReadonlyMap<string, WorkspaceFile>;
  /** Pictures that a model may be shown; nothing of them is searched. */
  readonly images: readonly ListedFile[];
  /** How many files were left out, and why. */
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
}

export const NOTHING_LISTED: FileListing = {
  files: new Map(),
  images: [],
  leftOut: { secret: 0, large: 0, binary: 0, link: 0, special: 0, unreadable: 0, "too-many": 0 },
};

/**
 * Lists the text files and images of a directory that git or the ignore rules do not leave out. `known` is an earlier listing. With a
 * `kind` only files of that kind are listed, by name alone: what is in them, and how much, is not looked at.
 */
export async function listFiles(root: string, known?: FileListing["files"], kind?: FileKind): Promise<FileListing> {
  const files = new Map<string, WorkspaceFile>();
  const images: ListedFile[] = [];
  const leftOut = { ...NOTHING_LISTED.leftOut };
  // Repositories in the repository are added as they are met: git names them and lists nothing below them.
  const folders = [""];
  for (const folder of folders) {
    const { paths, unreadable } = await findCandidates(`${root}/${folder}`);
    leftOut.unreadable += unreadable;
    for (const [count, below] of paths.entries()) {
      if (count % FILES_PER_TURN === 0) await nextTurn();
      const path = folder + below;
      const file = files.size < MAX_FILES ? lookAt(root, path, known?.get(path), kind) : "too-many";
      if (file === "folder") folders.push(...(existsSync(`${root}/${path}/.git`) ? [path.replace(/\/*$/, "/")] : []));
      else if (typeof file === "string") leftOut[file] += 1;
      else if (file !== null && isText(file)) files.set(path, file);
      else if (file !== null) images.push(file);
    }
  }
  return { files, images, leftOut };
}

/** What git lists, where it does; else what a walk finds. Shallow paths come first when not all can be kept. */
async function findCandidates(root: string): Promise<WalkedFiles> {
  const listed = await listByGit(root);
  // An empty answer may also mean that the folder itself is ignored, and was opened all the same.
  if (listed === null || listed.length === 0) return walkFiles(root, isAlwaysLeftOut);
  return { paths: listed.length > MAX_FILES ? shallowFirst(listed) : listed, unreadable: 0 };
}

async function listByGit(root: string): Promise<string[] | null> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const output = await runGit(args, { cwd: root, timeoutMs: GIT_TIMEOUT_MS });
  if (output === null) return null;
  // A file with a merge conflict is listed once for each side.
  return [...new Set(output.split("\0"))].filter(
    (path) => path !== "" && !path.startsWith("../") && !isAlwaysLeftOut(path),
  );
}

const isAlwaysLeftOut = (path: string): boolean =>
  /(?:^|\/)(?:\.git|\.hg|\.svn|\.nomous|node_modules)(?:\/|$)/i.test(path);

const depthOf = (path: string): number => path.split("/").length;
const shallowFirst = (paths: readonly string[]): string[] =>
  paths
    .map((path) => ({ path, depth: depthOf(path) }))
    .toSorted((a, b) => a.depth - b.depth)
    .map(({ path }) => path);

const IMAGE = /\.(?:png|jpe?g|gif|webp)$/i;
const BINARY =
  /\.(?:avif|ico|bmp|tiff?|psd|woff2?|ttf|otf|eot|zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|pdf|docx?|xlsx?|pptx?|mp[34]|m4a|wav|flac|ogg|webm|mov|avi|mkv|exe|dll|so|dylib|a|o|obj|wasm|class|pyc|gguf|onnx|safetensors|pt|bin|db|sqlite3?|parquet|npy|npz)$/i;

/** The file, why it is left out, that it is a folder, or null when it has gone or is not wanted. */
function lookAt(
  root: string,
  path: string,
  known: WorkspaceFile | undefined,
  wanted: FileKind | undefined,
): WorkspaceFile | ListedFile | LeftOutReason | "folder" | null {
  if (isSecretPath(path)) return "secret";
  const stats = statsOf(`${root}/${path}`);
  if (stats === null) return null;
  if (stats.isDirectory()) return "folder";
  // What a link points to inside the folder is listed under its own name.
  if (stats.isSymbolicLink()) return "link";
  if (!stats.isFile()) return "special";
  if (wanted !== undefined)
    return fileKindOf(path) === wanted ? { path, kind: wanted, sizeBytes: stats.size, changedMs: stats.ctimeMs } : null;
  if (IMAGE.test(path)) return { path, sizeBytes: stats.size, changedMs: stats.ctimeMs };
  if (BINARY.test(path)) return "binary";
  if (stats.size > MAX_FILE_BYTES) return "large";
  if (known !== undefined && known.changedMs === stats.ctimeMs && known.sizeBytes === stats.size) return known;
  const looksLikeText = sample(`${root}/${path}`, stats.size);
  if (looksLikeText === null) return "unreadable";
  if (!looksLikeText) return "binary";
  return { path, kind: fileKindOf(path), sizeBytes: stats.size, changedMs: stats.ctimeMs };
}

const isText = (file: ListedFile): file is WorkspaceFile => "kind" in file;

const statsOf = (file: string): Stats | null => {
  try {
    return lstatSync(file);
  } catch {
    return null;
  }
};

/** Whether a file begins like text; null when it cannot be opened. */
function sample(file: string, sizeBytes: number): boolean | null {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    const buffer = Buffer.allocUnsafe(SAMPLE_BYTES);
    const length = readSync(descriptor, buffer, 0, SAMPLE_BYTES, 0);
    return isTextSample(buffer.subarray(0, length), sizeBytes <= length);
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
