// A document that a person names, as the bridge of its workspace has it.
import { dirname, relative, resolve, sep } from "node:path";
import type { DocumentView, LiveDocument } from "@nomous/client";
import { openWorkspace } from "@nomous/lab";
import { groupByWorkspace } from "@nomous/lab/documents";
import { type Connected, connect } from "../bridge/connect.ts";
import { until } from "../bridge/until.ts";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { explained } from "../workbench/open-workbench.ts";

export interface NamedDocument extends Connected {
  /** With `/`, relative to the workspace, as it is on disk. */
  readonly path: string;
  /** As far as the bridge has it. */
  readonly live: LiveDocument;
}

/** Opens it on the bridge that runs, or on one of this command's own; closed when `work` is done. */
export async function withDocument<T>(
  context: Context,
  named: string,
  work: (document: NamedDocument) => Promise<T>,
): Promise<T> {
  const { workspace, path } = await placeOf(context, named);
  const connected = await connect({ ...context, workspace });
  try {
    const live = await connected.client.openDocument(path);
    await until(live.view, (view) => readyView(view, path));
    return await work({ ...connected, path: live.view.current().path ?? path, live });
  } finally {
    await connected.close();
  }
}

async function placeOf(context: Context, named: string): Promise<{ workspace: string; path: string }> {
  const { cwd, workspace, isWorkspaceNamed } = context;
  const file = resolve(isWorkspaceNamed ? workspace : cwd, named.replaceAll("\\", "/"));
  const home = isWorkspaceNamed
    ? await explained(openWorkspace(workspace))
    : (await explained(groupByWorkspace(cwd, [named])))[0]?.workspace;
  const root = home?.root ?? dirname(file);
  return { workspace: root, path: relative(root, file).split(sep).join("/") };
}

function readyView({ status }: DocumentView, path: string): true | undefined {
  if (status === "live") return true;
  if (status === "missing") throw new CliError(EXIT.failure, `${path} is no document any more.`);
  if (status === "damaged")
    throw new CliError(
      EXIT.failure,
      `The log of ${path} is damaged.`,
      "Open it in the browser: it offers to begin anew.",
    );
  return undefined;
}
