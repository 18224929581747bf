// The queries about the folder that is served.
import { LIMITS, type QueryResult, utf8Length } from "@nomous/protocol";
import type { Engines } from "../engine/engines.ts";
import type { QueryTable } from "../query/query-executor.ts";
import type { WorkspaceSource } from "./workspace-source.ts";

interface WorkspaceQueryParts {
  readonly workspace: WorkspaceSource;
  readonly engines: Engines;
}

/** More files than this are too many to choose from. */
const MAX_FILES = 200;
/** A reply is one frame; what is around the lines is small. */
const MAX_LINES_BYTES = LIMITS.frameBytes - 64 * 1024;

export function createWorkspaceQueries({
  workspace,
  engines,
}: WorkspaceQueryParts): Pick<QueryTable, "workspace.status" | "workspace.files" | "workspace.read"> {
  async function status(): Promise<QueryResult<"workspace.status">> {
    const [state, { candidates }] = await Promise.all([workspace.status(), engines.offer()]);
    return {
      name: workspace.name,
      path: workspace.path,
      ...state,
      engines: candidates.map(({ id, name, kind }) => ({ id, name, kind })),
    };
  }

  return {
    "workspace.status": status,
    "workspace.files": ({ text, limit }) => workspace.files(text, Math.min(limit, MAX_FILES)),
    "workspace.read": async ({ path, from, to }) => {
      const read = await workspace.read(path, from, to);
      return { ...read, lines: fitting(read.lines) };
    },
  };
}

/** As many lines as one reply may hold; `total` tells that there are more. */
function fitting(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += utf8Length(JSON.stringify(line)) + 1;
    if (bytes > MAX_LINES_BYTES) break;
    kept.push(line);
  }
  return kept;
}
