import { relative, resolve, sep } from "node:path";
import type { Workspace } from "@nomous/lab";
import { listSessions } from "@nomous/lab/experiments";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { homeWorkspace } from "../workbench/open-workbench.ts";
import { explainedRun } from "./explain-run.ts";

/** The evidence that a person means: an experiment's id, a file, a session, or without a name all there is; oldest first. */
export async function findEvidence(
  context: Context,
  named?: string,
): Promise<{ readonly workspace: Workspace; readonly paths: readonly string[] }> {
  const workspace = await homeWorkspace(context);
  const all = await explainedRun(listSessions(workspace));
  if (named === undefined) return { workspace, paths: all.map(({ path }) => path) };
  const path = relative(workspace.root, resolve(context.cwd, named)).split(sep).join("/");
  const meant = all.filter((one) => [one.experiment, one.session, one.path].includes(named) || one.path === path);
  if (meant.length > 0) return { workspace, paths: meant.map((one) => one.path) };
  const ids = [...new Set(all.map(({ experiment }) => experiment))];
  throw new CliError(
    EXIT.usage,
    `There is no evidence "${named}".`,
    ids.length === 0 ? "No experiment has run here yet: nomous run DOC" : `There is evidence of ${ids.join(", ")}.`,
  );
}
