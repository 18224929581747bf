import { join } from "node:path";
import { type Check, type CheckResult, makeCheck } from "../doctor/check.ts";
import { machineChecks } from "../doctor/machine-checks.ts";
import { modelChecks } from "../doctor/model-checks.ts";
import { printResults } from "../doctor/print-results.ts";
import { workspaceChecks } from "../doctor/workspace-checks.ts";
import type { Context } from "../context.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { Ports } from "../state/ports.ts";
import { stateHome } from "../state/state-home.ts";
import { openWorkspaceFolder } from "../state/workspace-folder.ts";

/** Makes every check, prints one line each with what to do, and fails when one of them failed. */
export async function doctor(context: Context): Promise<ExitCode> {
  const { runtime, console, env, workspace, json } = context;
  const folder = await openWorkspaceFolder(workspace);
  const ports = new Ports(join(stateHome(env), "ports"));
  const results = await makeChecks([
    ...machineChecks(),
    ...modelChecks(context, folder),
    ...workspaceChecks(folder, ports, runtime),
  ]);
  if (json) console.print(JSON.stringify({ workspace: folder.path, checks: results }));
  else printResults(console, results);
  return results.some(({ status }) => status === "fail") ? EXIT.failure : EXIT.ok;
}

/** One after the other: they look at the same files. */
async function makeChecks(checks: readonly Check[]): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const check of checks) results.push(await makeCheck(check));
  return results;
}
