import { WorkspaceError as LabError } from "@nomous/lab";
import { WorkspaceError } from "@nomous/server";

/** What the lab rejects with, as the server's error of the same meaning. */
export async function translateWorkspaceError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof LabError ? new WorkspaceError(error.code, error.message, { cause: error }) : error;
  }
}
