import { BUILT_IN_TYPES, RULES } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { openWorkbench } from "../check/open-workbench.ts";
import { ConfigError } from "../workspace/config-error.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { DEFAULT_CONFIG } from "../workspace/read-config.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

export interface OpenedDesk {
  readonly workbench: Workbench;
  /** What is wrong with the settings: then the workbench is as without any. */
  readonly problem?: string;
}

/** A workbench in any case: an editor goes on checking while somebody mends `nomous.yaml`. `today` as `2026-11-28`. */
export async function openDesk(workspace: Workspace, today: string): Promise<OpenedDesk> {
  try {
    return { workbench: await openWorkbench(workspace, today) };
  } catch (error) {
    if (!(error instanceof ConfigError) && !(error instanceof WorkspaceError)) throw error;
    const workbench = { workspace, config: DEFAULT_CONFIG, types: BUILT_IN_TYPES, rules: RULES, today };
    return { workbench, problem: error.message };
  }
}
