import { counted } from "@nomous/workbench";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { listSessions } from "../evidence/evidence-folder.ts";
import { verifyEvidence } from "../evidence/read-evidence.ts";
import {
  findingAt,
  type GateCheck,
  gateCheck,
  type GateFinding,
  notChecked,
  type UncheckedFile,
} from "./gate-report.ts";

/** Whether every line of evidence, and every output beside it, is as it was written. `only`: these files; else all. */
export async function checkEvidence(
  workspace: Workspace,
  onProgress: (line: string) => void,
  only?: ReadonlySet<string>,
): Promise<GateCheck> {
  const sessions = (await listSessions(workspace)).filter(({ path }) => only?.has(path) ?? true);
  if (only !== undefined && sessions.length === 0)
    return notChecked("evidence", "no evidence is part of the commit", true);
  const findings: GateFinding[] = [];
  const unchecked: UncheckedFile[] = [];
  for (const [i, { path }] of sessions.entries()) {
    onProgress(`Verifying ${i + 1} of ${sessions.length} files of evidence`);
    try {
      for (const { line, message } of await verifyEvidence(workspace, path))
        findings.push(
          findingAt(path, Math.max(1, line), { rule: "gate.evidence", severity: "error", message: `${message}.` }),
        );
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      unchecked.push({ path, message: error.message });
    }
  }
  const remedy = "Restore the files as they were committed, or run the experiments again with `nomous run`.";
  return gateCheck({ name: "evidence", summary: counted(sessions.length, "file"), findings, unchecked, remedy });
}
