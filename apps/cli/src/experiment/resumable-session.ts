import type { Workspace } from "@nomous/lab";
import { listSessions, readEvidence } from "@nomous/lab/experiments";
import type { Evidence, Experiment } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import { explainedRun } from "./explain-run.ts";

/** The newest session of an experiment, when it is not complete. Rejects with a `CliError` when there is nothing to go on with. */
export async function resumableSession(
  workspace: Workspace,
  { id }: Experiment,
): Promise<{ readonly session: string; readonly before?: Evidence }> {
  const newest = (await listSessions(workspace, id)).at(-1);
  if (newest === undefined) throw new CliError(EXIT.usage, `${id} has not run yet.`, "Run it without --resume.");
  const read = await explainedRun(readEvidence(workspace, newest.path));
  if (read.ok && read.evidence.end?.reason === "complete")
    throw new CliError(
      EXIT.usage,
      `The newest session of ${id} is complete.`,
      "Run it without --resume for another one.",
    );
  return { session: newest.session, ...(read.ok && { before: read.evidence }) };
}
