// The folder that is served, and `.nomous/` in it, where everything of Nomous lives.
import { join } from "node:path";
import { openPrivateFolder, openWorkspace, PRIVATE_FOLDER, WorkspaceError } from "@nomous/lab";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";

export interface WorkspaceFolder {
  readonly name: string;
  /** Absolute, without links. */
  readonly path: string;
  /** `<path>/.nomous` */
  readonly state: string;
}

/** Looks at the folder and prepares its `.nomous/`; throws a `CliError` that says what is wrong with it. */
export async function openWorkspaceFolder(asked: string): Promise<WorkspaceFolder> {
  const folder = await findWorkspaceFolder(asked);
  try {
    await openPrivateFolder(folder.path);
  } catch (error) {
    const message = `Cannot write into ${folder.state}: ${error instanceof Error ? error.message : String(error)}.`;
    const remedy = "Nomous keeps its database there: make the folder writable, or name another with `--workspace DIR`.";
    throw new CliError(EXIT.unavailable, message, remedy, { cause: error });
  }
  return folder;
}

/** The same without writing anything. */
export async function findWorkspaceFolder(asked: string): Promise<WorkspaceFolder> {
  try {
    const { root, name } = await openWorkspace(asked);
    return { name, path: root, state: join(root, PRIVATE_FOLDER) };
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    throw new CliError(EXIT.unavailable, error.message, "Name a folder with `--workspace DIR`.", { cause: error });
  }
}
