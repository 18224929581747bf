// Paths as people and systems write them, Windows too, made into the one form that everything inside uses: with `/`, relative to the
// workspace.
import nodePath, { type PlatformPath } from "node:path";

export const toSlashes = (path: string): string => path.replaceAll("\\", "/");

/** `.\docs\plans\` as `docs/plans`; null for what is not below the workspace: `..`, absolute paths, drives, the workspace itself. */
export function toWorkspacePath(written: string): string | null {
  const path = toSlashes(written);
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  const isAbsolute = path.startsWith("/") || /^[a-z]:/i.test(path);
  return isAbsolute || parts.length === 0 || parts.includes("..") || path.includes("\0") ? null : parts.join("/");
}

/** The way from a folder down to a file, both absolute; empty for the folder itself, null when the file is not in it. */
export function pathBelow(folder: string, file: string, platform: PlatformPath = nodePath): string | null {
  const way = platform.relative(folder, file).split(platform.sep).join("/");
  return way === ".." || way.startsWith("../") || platform.isAbsolute(way) ? null : way;
}
