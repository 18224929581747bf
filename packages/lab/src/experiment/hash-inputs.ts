// What a result depends on, as hashes: when one is another, the evidence is about something else.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readlink } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { sha256 } from "../document/content-hash.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolveEntry } from "../workspace/resolve-path.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

/** SHA-256 by input; null for one that is not there. Rejects with a `WorkspaceError` for one that may not or cannot be read. */
export async function hashInputs(
  workspace: Workspace,
  inputs: readonly string[],
): Promise<Record<string, string | null>> {
  const hashes: Record<string, string | null> = {};
  for (const input of inputs) hashes[input] = await hashInput(workspace, input);
  return hashes;
}

async function hashInput(workspace: Workspace, input: string): Promise<string | null> {
  try {
    const { file, stats } = await resolveEntry(workspace, input);
    return await (stats.isDirectory() ? hashFolder(file) : hashFile(file));
  } catch (error) {
    if (error instanceof WorkspaceError && error.code === "not-found") return null;
    throw error;
  }
}

/** Files may be models of many gigabytes. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** What others make from what is there. */
const LEFT_OUT = new Set([".git", ".nomous", "node_modules"]);

/** Of a line for each file, `<hash>  <path>`, in the order of the paths. */
async function hashFolder(folder: string): Promise<string> {
  const lines: string[] = [];
  for await (const path of filesIn(folder, "")) lines.push(`${await hashEntry(`${folder}/${path}`)}  ${path}\n`);
  return sha256(lines.join(""));
}

async function* filesIn(folder: string, below: string): AsyncGenerator<string> {
  const entries = await readdir(`${folder}/${below}`, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (LEFT_OUT.has(entry.name)) continue;
    const path = `${below}${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(folder, `${path}/`);
    else if (entry.isFile() || entry.isSymbolicLink()) yield path;
  }
}

/** Of a link, where it leads. */
const hashEntry = (file: string): Promise<string> =>
  readlink(file).then(
    (target) => sha256(`link ${target}`),
    () => hashFile(file),
  );
