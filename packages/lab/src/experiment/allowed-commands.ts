// Commands run only after a person has seen them. What was allowed is remembered as a hash of exactly that list, in `.nomous/`. A repository may
// bring such a file along, so what stands in it counts in this folder on this machine only.
import { readFile, rename } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { join } from "node:path";
import type { Experiment } from "@nomous/workbench";
import { decodeJson } from "@nomous/workbench/data";
import * as z from "zod/mini";
import { sha256 } from "../document/content-hash.ts";
import { type Waiting, withLock } from "../document/document-lock.ts";
import { writeTemporary } from "../workspace/new-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { openPrivateFolder, PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import type { ProbeCommand } from "./prepare-variants.ts";
import { resultFiles } from "./run-variant.ts";

export interface ExperimentCommand {
  /** `build` and `run` are of a variant, `recover` is of a fault. */
  readonly role: "build" | "run" | "recover";
  readonly of: string;
  readonly argv: readonly string[];
  /** Relative to the workspace, or to the worktree of `ref`. */
  readonly folder: string;
  readonly ref: string | null;
  /** What is set for it. */
  readonly env: Readonly<Record<string, string>>;
  /** Names of the person's own variables that it gets. */
  readonly sees: readonly string[];
  /** Files that are removed before each run of it, because it writes them anew. */
  readonly removes: readonly string[];
}

/** Every command that a session may run, as it will be run. */
export function commandsOf(
  { variants, metrics, env: sees, faults }: Experiment,
  probeCommand: ProbeCommand,
): ExperimentCommand[] {
  const removes = resultFiles(metrics);
  const ofVariants = variants.flatMap(({ id, command, build, ref, folder, env }): ExperimentCommand[] => {
    const argv = command.kind === "argv" ? command.argv : probeCommand(command.probe, command.params);
    const run: ExperimentCommand = { role: "run", of: id, argv, folder, ref, env, sees, removes };
    return build === null ? [run] : [{ ...run, role: "build", argv: build, folder: ".", removes: [] }, run];
  });
  const ofFaults = faults.flatMap(({ id, recover }): ExperimentCommand[] =>
    recover === null
      ? []
      : [{ role: "recover", of: id, argv: recover, folder: ".", ref: null, env: {}, sees, removes: [] }],
  );
  return [...ofVariants, ...ofFaults];
}

/** Names the list: another one has another hash, in hexadecimal digits. */
export const commandsHash = (commands: readonly ExperimentCommand[]): string =>
  sha256(
    JSON.stringify(
      commands.map(({ role, of, argv, folder, ref, env, sees, removes }) => [
        role,
        of,
        argv,
        folder,
        ref,
        Object.entries(env).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        sees,
        removes,
      ]),
    ),
  );

const FILE = "allowed-commands.json";

const AllowedCommands = z.object({ version: z.literal(1), allowed: z.array(z.string()) });

/** More than anybody has in use; the oldest go. */
const MAX_ALLOWED = 500;

/** Whether a person allowed these commands in this workspace before. */
export async function areAllowed({ root }: Workspace, hash: string): Promise<boolean> {
  return (await allowedIn(root)).includes(await entryOf(root, hash));
}

/** Remembers that a person allowed these commands. Rejects with a `DocumentError` or a `WorkspaceError`. */
export async function allowCommands({ root }: Workspace, hash: string, waiting: Waiting): Promise<void> {
  const entry = await entryOf(root, hash);
  await withLock(root, `${PRIVATE_FOLDER}/${FILE}`, waiting, async () => {
    const before = await allowedIn(root);
    if (before.includes(entry)) return;
    const content = { version: 1, allowed: [...before, entry].slice(-MAX_ALLOWED) };
    const folder = await openPrivateFolder(root);
    await rename(await writeTemporary(folder, `${JSON.stringify(content, null, 2)}\n`), join(folder, FILE));
  });
}

/** A file that says nothing allows nothing. */
async function allowedIn(root: string): Promise<readonly string[]> {
  const text = await readFile(join(root, PRIVATE_FOLDER, FILE), "utf8").catch(() => "");
  const decoded = decodeJson(AllowedCommands, text);
  return decoded.ok ? decoded.value.allowed : [];
}

/** What nobody who made a repository can know of the machine that it is opened on. */
async function entryOf(root: string, hash: string): Promise<string> {
  const machine = await readFile("/etc/machine-id", "utf8").catch(() => "");
  return sha256([hash, root, hostname(), homedir(), machine].join("\n"));
}
