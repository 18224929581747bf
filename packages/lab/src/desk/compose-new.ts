import { composeDocument, createSubject, type Subject } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { createSurvey } from "../check/survey.ts";
import { readDocument } from "../document/read-document.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { composeSample } from "./compose-sample.ts";
import { DeskError } from "./desk-error.ts";
import { draftDocument, type Moment, type NewDocument } from "./draft-document.ts";

export interface NewDocumentFrom extends Omit<NewDocument, "sources"> {
  /** Paths of the documents that it builds on, with `/`, relative to the workspace. */
  readonly from: readonly string[];
  /** The spike that is ready to run instead; nothing else counts then. */
  readonly isSample?: boolean;
}

/** Where a new document goes, and its text. Nothing is written, and something may be there already. Rejects with a `DeskError`. */
export async function composeNew(
  workbench: Workbench,
  { from, isSample = false, ...wanted }: NewDocumentFrom,
  now: Moment,
): Promise<{ readonly path: string; readonly text: string }> {
  if (isSample) return composeSample(workbench, now);
  const sources: Subject[] = [];
  for (const path of from) sources.push(await subjectAt(workbench, path));
  const draft = await draftDocument(workbench, { ...wanted, sources }, now);
  return { path: draft.path, text: composeDocument(draft) };
}

async function subjectAt(workbench: Workbench, path: string): Promise<Subject> {
  try {
    const { text } = await readDocument(workbench.workspace, path);
    return createSubject(await createSurvey(workbench)(path, text)).subject;
  } catch (error) {
    throw error instanceof WorkspaceError ? new DeskError(error.message) : error;
  }
}
