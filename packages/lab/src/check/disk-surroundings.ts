// What rules ask of the workspace, answered from the disk, once a path. Rules run without waiting, so these calls do not either;
// they look at single files, and a run asks for the same ones again and again.
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Surroundings } from "@nomous/workbench";
import type { Workspace } from "../workspace/open-workspace.ts";
import { isSecretPath } from "../workspace/secret-path.ts";
import { isTextSample } from "../workspace/text-lines.ts";
import { pathBelow } from "../workspace/workspace-path.ts";

/** A citation of a larger file is not looked into. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
/** A session with thousands of samples a run is longer, and its document rests on it. */
const MAX_EVIDENCE_BYTES = 16 * 1024 * 1024;

type Kind = ReturnType<Surroundings["kindOf"]>;
export type Disk = Pick<Surroundings, "kindOf" | "textOf" | "filesIn">;

export function createDisk({ root }: Workspace): Disk {
  const kinds = new Map<string, Kind>();
  const texts = new Map<string, string | undefined>();
  const folders = new Map<string, readonly string[] | undefined>();
  return {
    kindOf: (path) => remember(kinds, path, () => kindAt(root, path)),
    textOf: (path) => remember(texts, path, () => textAt(root, path)),
    filesIn: (path) => remember(folders, path, () => filesAt(root, path)),
  };
}

function remember<Value>(known: Map<string, Value>, path: string, look: () => Value): Value {
  const before = known.get(path);
  if (before !== undefined || known.has(path)) return before as Value;
  const value = look();
  known.set(path, value);
  return value;
}

const isOutside = (root: string, file: string): boolean => pathBelow(root, file) === null;

function kindAt(root: string, path: string): Kind {
  if (path.includes("\0")) return "missing";
  const file = resolve(root, path);
  if (isOutside(root, file)) return "outside";
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) return "folder";
    return stats.isFile() ? "file" : "unknown";
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unknown";
  }
}

function filesAt(root: string, path: string): readonly string[] | undefined {
  const kind = kindAt(root, path);
  if (kind !== "folder") return kind === "missing" || kind === "file" ? [] : undefined;
  try {
    const folder = realpathSync(resolve(root, path));
    if (isOutside(root, folder)) return undefined;
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).toSorted();
  } catch {
    return undefined;
  }
}

const limitOf = (path: string): number =>
  /^evidence\/[^/]+\/[^/]+\.jsonl$/.test(path) ? MAX_EVIDENCE_BYTES : MAX_TEXT_BYTES;

function textAt(root: string, path: string): string | undefined {
  if (isSecretPath(path) || kindAt(root, path) !== "file") return undefined;
  try {
    const file = realpathSync(resolve(root, path));
    if (isOutside(root, file) || statSync(file).size > limitOf(path)) return undefined;
    const bytes = readFileSync(file);
    return isTextSample(bytes, true) ? bytes.toString("utf8") : undefined;
  } catch {
    return undefined;
  }
}
