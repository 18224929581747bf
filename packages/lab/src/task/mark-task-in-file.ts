import { hasPlanRegions, markTask, type MarkedText, parseMarkdown, type TaskMark } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { createSurvey } from "../check/survey.ts";
import type { Waiting } from "../document/document-lock.ts";
import { changeDocument } from "../document/write-document.ts";
import { fillFile } from "../experiment/fill-document.ts";

export interface MarkedTask {
  /** Nothing was written but where it is `marked`. */
  readonly marked: MarkedText;
  /** See `ChangedDocument`. */
  readonly kept: string | null;
}

/** Writes what was seen of a task into its document, and computes again what stands there of the schedule. Rejects with a `DocumentError` or a `WorkspaceError`. */
export async function markTaskInFile(
  workbench: Workbench,
  path: string,
  mark: TaskMark,
  waiting: Waiting,
): Promise<MarkedTask> {
  const survey = createSurvey(workbench);
  const tried: MarkedText[] = [];
  const change = async (text: string): Promise<string> => {
    const marked = markTask(await survey(path, text), mark);
    tried.push(marked);
    return marked.outcome === "marked" ? marked.text : text;
  };
  const { kept } = await changeDocument(workbench.workspace, path, change, waiting);
  const marked = tried.at(-1) ?? { outcome: "rewritten" };
  const isComputed = marked.outcome === "marked" && hasPlanRegions(parseMarkdown(marked.text));
  const filled = isComputed ? await fillFile(workbench, path, waiting) : null;
  return { marked, kept: kept ?? filled?.kept ?? null };
}
