import { restoreBackup } from "@nomous/server";
import { CliError } from "../cli-error.ts";
import { orRefusal } from "../compose/storage-refusal.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { findRunningBridge } from "../state/bridge-file.ts";
import { openWorkspaceFolder } from "../state/workspace-folder.ts";

/** Puts the backup `file` in the place of the database, which is kept beside it. No bridge may run meanwhile. */
export async function restore({ console, runtime, workspace, json }: Context, file: string): Promise<ExitCode> {
  const folder = await openWorkspaceFolder(workspace);
  const bridge = await findRunningBridge(folder.state);
  if (bridge !== undefined)
    throw new CliError(
      EXIT.unavailable,
      `A bridge works with ${folder.path} (pid ${bridge.pid}).`,
      "Stop it with Ctrl-C where it runs, then restore.",
    );
  const { store, replaced } = await orRefusal(restoreBackup({ file, directory: folder.state, runtime }));
  if (json) {
    console.print(JSON.stringify({ file, workspace: folder.path, store, replaced: replaced ?? null }));
    return EXIT.ok;
  }
  console.print(`Restored ${folder.path} from ${file}.`);
  if (replaced !== undefined) console.note(`What was there before is kept as ${replaced}`);
  return EXIT.ok;
}
