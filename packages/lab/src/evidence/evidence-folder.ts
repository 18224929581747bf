// Where evidence lies: `evidence/<experiment>/<session>.jsonl`, and what its runs printed beside it in a folder of the session's name.
import { readdir } from "node:fs/promises";
import { evidenceFolder, SESSION_NAME } from "@nomous/workbench/experiments";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolveEntry } from "../workspace/resolve-path.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

export interface SessionFile {
  readonly experiment: string;
  readonly session: string;
  /** Relative to the workspace. */
  readonly path: string;
}

const FOLDER = "evidence";
const ENDING = ".jsonl";

export const evidencePath = (experiment: string, session: string): string =>
  `${evidenceFolder(experiment)}/${session}${ENDING}`;

/** The sessions of an experiment, or of all, oldest first. */
export async function listSessions(workspace: Workspace, experiment?: string): Promise<SessionFile[]> {
  const experiments = experiment === undefined ? await namesIn(workspace, FOLDER) : [experiment];
  const found: SessionFile[] = [];
  for (const name of experiments)
    for (const file of await namesIn(workspace, evidenceFolder(name))) {
      const session = file.slice(0, -ENDING.length);
      if (file.endsWith(ENDING) && SESSION_NAME.test(session))
        found.push({ experiment: name, session, path: evidencePath(name, session) });
    }
  return found.toSorted((a, b) => (a.session < b.session ? -1 : 1));
}

/** None where there is no such folder. */
async function namesIn(workspace: Workspace, path: string): Promise<string[]> {
  try {
    const { file, stats } = await resolveEntry(workspace, path);
    return stats.isDirectory() ? (await readdir(file)).toSorted() : [];
  } catch (error) {
    if (error instanceof WorkspaceError && error.code === "not-found") return [];
    throw error;
  }
}
