// The id of a build is a hash over what a browser gets of it, the code of the service worker included: the same sources give the same id, on
// every machine.
import { createHash } from "node:crypto";
import { BUILD_MARK, LIST, PAGE, type ShellList } from "../src/service-worker/shell-list.ts";

/** A file of the built app; its path begins with a slash. */
export interface BuiltFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What stands beside the app and is no part of it: the worker itself, the way out of a broken version, what only tools read. */
const APART: ReadonlySet<string> = new Set(["/service-worker.js", "/leave.html", "/leave.js", LIST]);
const isOfShell = (path: string): boolean => !APART.has(path) && !/^\/\.vite\/|\.map$/u.test(path);

/** `version` is the app's, `worker` the code of its service worker with `BUILD_MARK` in the place of the id. */
export function shellOf(version: string, files: readonly BuiltFile[], worker: string): ShellList {
  const hash = createHash("sha256");
  const shell = files.filter(({ path }) => isOfShell(path)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, bytes } of shell) hash.update(`${path} ${bytes.length}\n`).update(bytes);
  return {
    build: `${version}+${hash.update(worker).digest("hex").slice(0, 12)}`,
    files: shell.map(({ path }) => path).filter((path) => path !== PAGE),
  };
}

/** `text` with the id in it; throws when there is no place for it. */
export function withBuild(text: string, build: string): string {
  if (!text.includes(BUILD_MARK)) throw new Error(`There is no ${BUILD_MARK} in ${text.slice(0, 40)}`);
  return text.replaceAll(BUILD_MARK, build);
}
