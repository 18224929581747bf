// Files of a folder that git does not look after, by the same ignore rules: those of a deeper folder win.
import { type Dirent, readdirSync, readFileSync } from "node:fs";
import ignore, { type Ignore } from "ignore";
import { nextTurn } from "./next-turn.ts";

const RULE_FILES = [".gitignore", ".ignore"];
const MAX_ENTRIES = 500_000;
const MAX_DEPTH = 64;
const FOLDERS_PER_TURN = 50;

/** What tools leave behind and nobody writes; a rule of the folder's own may bring it back. */
const LEFT_BY_TOOLS = ["dist/", "coverage/", "__pycache__/", ".venv/", ".cache/", ".idea/", ".gradle/", ".tox/"];

interface Rules {
  /** The folder they are in: empty, or ending in `/`. */
  readonly base: string;
  readonly rules: Ignore;
}

interface Folder {
  /** Empty, or ending in `/`. */
  readonly path: string;
  readonly depth: number;
  /** Deepest first. */
  readonly rules: readonly Rules[];
}

export interface WalkedFiles {
  /** With `/`, relative to where the walk began; shallow ones first. */
  readonly paths: readonly string[];
  /** Folders that could not be listed. */
  readonly unreadable: number;
}

/** All files below a directory that no rule ignores; at most 500,000 entries are looked at. Links are not followed. */
export async function walkFiles(root: string, isPruned: (path: string) => boolean): Promise<WalkedFiles> {
  const paths: string[] = [];
  const builtIn = { base: "", rules: createRules().add(LEFT_BY_TOOLS) };
  const folders: Folder[] = [{ path: "", depth: 0, rules: [builtIn] }];
  let unreadable = 0;
  let entries = 0;
  for (let next = 0; next < folders.length && entries < MAX_ENTRIES; next += 1) {
    const folder = folders[next];
    if (folder === undefined) break;
    const listed = listFolder(`${root}/${folder.path}`);
    if (listed === null) unreadable += 1;
    entries += listed?.length ?? 0;
    const rules = [...rulesOf(root, folder.path, listed ?? []), ...folder.rules];
    for (const entry of listed ?? []) {
      const path = folder.path + entry.name;
      if (isPruned(path) || isIgnored(rules, entry.isDirectory() ? `${path}/` : path)) continue;
      if (!entry.isDirectory()) paths.push(path);
      else if (folder.depth < MAX_DEPTH) folders.push({ path: `${path}/`, depth: folder.depth + 1, rules });
    }
    if (next % FOLDERS_PER_TURN === 0) await nextTurn();
  }
  return { paths, unreadable };
}

const createRules = (): Ignore => ignore({ ignorecase: false });

function listFolder(directory: string): Dirent[] | null {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return null;
  }
}

/** `.ignore` is for search alone, so it is asked before `.gitignore`. */
function rulesOf(root: string, base: string, entries: readonly Dirent[]): Rules[] {
  const names = RULE_FILES.filter((name) => entries.some((entry) => entry.name === name && entry.isFile()));
  return names.flatMap((name) => readRules(`${root}/${base}${name}`, base)).toReversed();
}

function readRules(file: string, base: string): Rules[] {
  try {
    return [{ base, rules: createRules().add(readFileSync(file, "utf8")) }];
  } catch {
    return [];
  }
}

function isIgnored(rules: readonly Rules[], path: string): boolean {
  for (const { base, rules: own } of rules) {
    const { ignored, unignored } = own.test(path.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
