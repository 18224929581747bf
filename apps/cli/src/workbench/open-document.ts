import { relative, resolve, sep } from "node:path";
import { openWorkspace } from "@nomous/lab";
import {
  createSurvey,
  groupByWorkspace,
  noType,
  readDocument,
  type Survey,
  type Workbench,
} from "@nomous/lab/documents";
import { type CheckedDocument, checkDocument, type TypedDocument } from "@nomous/workbench";
import { CliError } from "../cli-error.ts";
import type { Context } from "../context.ts";
import { EXIT } from "../exit-codes.ts";
import { explained, openWorkbench } from "./open-workbench.ts";

export interface OpenedDocument {
  readonly workbench: Workbench;
  readonly survey: Survey;
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly text: string;
  readonly checked: CheckedDocument;
}

/** A document that a person names, checked. Rejects with a `CliError` that says why it cannot be. */
export async function openDocument(context: Context, named: string): Promise<OpenedDocument> {
  const { cwd, workspace, isWorkspaceNamed } = context;
  const from = isWorkspaceNamed ? workspace : cwd;
  const home = isWorkspaceNamed
    ? await explained(openWorkspace(workspace))
    : (await explained(groupByWorkspace(cwd, [named])))[0]?.workspace;
  const workbench = await openWorkbench(context, home);
  const path = relative(workbench.workspace.root, resolve(from, named.replaceAll("\\", "/")))
    .split(sep)
    .join("/");
  const { text } = await explained(readDocument(workbench.workspace, path));
  const survey = createSurvey(workbench);
  return { workbench, survey, path, text, checked: checkDocument(await explained(survey(path, text))) };
}

/** The type of a document. Throws a `CliError` when it has none. */
export function typedOf({ checked: { subject }, workbench, path }: OpenedDocument): TypedDocument {
  if (subject.typed !== null) return subject.typed;
  const { message, remedy } = noType(workbench, path);
  throw new CliError(EXIT.usage, message, remedy);
}
