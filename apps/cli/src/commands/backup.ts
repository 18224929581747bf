import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { backupStorage } from "@nomous/server";
import { CliError } from "../cli-error.ts";
import { orRefusal } from "../compose/storage-refusal.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { sizeText } from "../size-text.ts";
import { findWorkspaceFolder } from "../state/workspace-folder.ts";

/** Copies the database into `file`, which must not exist; the bridge may go on working. */
export async function backup({ console, workspace, json }: Context, file: string): Promise<ExitCode> {
  const { state, path } = await findWorkspaceFolder(workspace);
  if (!existsSync(join(state, "nomous.db")))
    throw new CliError(
      EXIT.failure,
      `${path} has no database yet.`,
      "There is nothing to back up before the first `nomous serve`.",
    );
  await orRefusal(backupStorage({ directory: state, file }));
  const sizeBytes = statSync(file).size;
  if (json) console.print(JSON.stringify({ file, sizeBytes, workspace: path }));
  else console.print(`Saved ${path} as ${file} (${sizeText(sizeBytes)}).`);
  return EXIT.ok;
}
