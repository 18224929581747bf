import { createSubject, type Surroundings } from "@nomous/workbench";
import { createDisk } from "../check/disk-surroundings.ts";
import { openWorkbench } from "../check/open-workbench.ts";
import { reviewStanding } from "../review/approval-standing.ts";
import { hasReviews } from "../review/moved-approvals.ts";
import type { Workspace } from "../workspace/open-workspace.ts";

/** How the approvals of a document stand to a text of it. Rejects with a `ConfigError` where nobody can tell who may approve, or a `WorkspaceError`. */
export async function approvalOfText(
  workspace: Workspace,
  path: string,
  text: string,
): Promise<Surroundings["approval"]> {
  if (!(await hasReviews(workspace))) return "none";
  const workbench = await openWorkbench(workspace, "");
  const surroundings = { ...createDisk(workspace), hasCommit: () => undefined, approval: "unknown" as const };
  const { types, config } = workbench;
  const { subject } = createSubject({ path, text, types, without: config.without, surroundings });
  return (await reviewStanding(workbench, subject)).approval.status;
}
