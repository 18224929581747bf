import { openWorkspace, type Workspace, WorkspaceError } from "@nomous/lab";
import {
  ConfigError,
  DeskError,
  findWorkspaceRoot,
  openWorkbench as openLabWorkbench,
  type Workbench,
} from "@nomous/lab/documents";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { localTime } from "./local-time.ts";

/** The workspace that a command works on: the one that was named, else the nearest around the person. */
export const homeWorkspace = ({ cwd, workspace, isWorkspaceNamed }: Context): Promise<Workspace> =>
  explained(isWorkspaceNamed ? openWorkspace(workspace) : findWorkspaceRoot(cwd));

/** The same with its settings and types. Rejects with a `CliError` that names every mistake in them. */
export async function openWorkbench(context: Context, workspace?: Workspace): Promise<Workbench> {
  const home = workspace ?? (await homeWorkspace(context));
  return explained(openLabWorkbench(home, localTime(context.runtime.clock.now()).date));
}

/** What the lab says of the disk and of settings, as an end of the command that wrong usage is. */
export async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ConfigError)
      throw new CliError(EXIT.usage, `The settings cannot be used.\n${error.message}`, undefined, { cause: error });
    if (error instanceof DeskError) throw new CliError(EXIT.usage, error.message, error.remedy, { cause: error });
    if (error instanceof WorkspaceError) throw new CliError(EXIT.usage, error.message, undefined, { cause: error });
    throw error;
  }
}
