// Writes what evidence says into the document that asked, and what can be computed of a plan: its generated parts, its charts, the definitions of
// its claims. The same evidence and document give the same bytes, so this may be done again at any time.
import { lstat, mkdir, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { fillDocument } from "@nomous/workbench";
import type { Workbench } from "../check/check-workspace.ts";
import { createSurvey } from "../check/survey.ts";
import { toDocumentError } from "../document/document-error.ts";
import type { Waiting } from "../document/document-lock.ts";
import { changeDocument } from "../document/write-document.ts";
import { modelSizes } from "./model-sizes.ts";
import { removeIfThere, syncFolder, writeTemporary } from "../workspace/new-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolveNewPath } from "../workspace/resolve-path.ts";

export interface FilledFile {
  readonly isChanged: boolean;
  /** Paths of charts that were written, relative to the workspace. */
  readonly charts: readonly string[];
  /** What a person had written into a generated part; it stands below that part now. */
  readonly moved: readonly string[];
  /** What could not be filled, and why. */
  readonly notes: readonly string[];
  /** Where the version of a program is kept that wrote in the same moment; null nearly always. */
  readonly kept: string | null;
}

/** Rejects with a `DocumentError` or a `WorkspaceError`; the document is then as it was. */
export async function fillFile(workbench: Workbench, path: string, waiting: Waiting): Promise<FilledFile> {
  const { workspace } = workbench;
  const asked = new Set<string>();
  const first = await fillOnce(workbench, path, waiting, (hash) => void asked.add(hash));
  // Outside of the lock: a file of gigabytes takes seconds.
  const sizes = asked.size === 0 ? new Map<string, number>() : await modelSizes(workspace, asked);
  const second = sizes.size === 0 ? null : await fillOnce(workbench, path, waiting, (hash) => sizes.get(hash));
  const { filled, kept } = second ?? first;
  const charts: string[] = [];
  for (const chart of filled?.charts ?? []) if (await writeChart(workspace, chart)) charts.push(chart.path);
  return {
    isChanged: first.isChanged || second?.isChanged === true,
    charts,
    moved: [...(first.filled?.kept ?? []), ...(second?.filled?.kept ?? [])],
    notes: filled?.notes ?? [],
    kept: kept ?? first.kept,
  };
}

interface Filling {
  readonly filled: ReturnType<typeof fillDocument> | undefined;
  readonly isChanged: boolean;
  readonly kept: string | null;
}

async function fillOnce(
  workbench: Workbench,
  path: string,
  waiting: Waiting,
  sizeOfModel: (hash: string) => number | undefined,
): Promise<Filling> {
  const { workspace, types } = workbench;
  let filled: Filling["filled"];
  const { isChanged, kept } = await changeDocument(
    workspace,
    path,
    async (text) => {
      // A new survey each time: a run has written evidence since the last one.
      const { surroundings } = await createSurvey(workbench)(path, text);
      filled = fillDocument({ path, text, surroundings: { ...surroundings, sizeOfModel }, types });
      return filled.text;
    },
    waiting,
  );
  return { filled, isChanged, kept };
}

/** Null for what is no file: a repository may bring a link to a device in its place. */
const textOf = (file: string): Promise<string | null> =>
  lstat(file).then(
    (stats) => (stats.isFile() ? readFile(file, "utf8").catch(() => null) : null),
    () => null,
  );

/** Whether it was another one before. */
async function writeChart(
  workspace: Workspace,
  { path, svg }: { readonly path: string; readonly svg: string },
): Promise<boolean> {
  const { file } = await resolveNewPath(workspace, path);
  if ((await textOf(file)) === svg) return false;
  try {
    await replaceWith(file, svg);
  } catch (error) {
    throw toDocumentError(error, path);
  }
  return true;
}

async function replaceWith(file: string, content: string): Promise<void> {
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const temporary = await writeTemporary(folder, content);
  try {
    await rename(temporary, file);
  } finally {
    await removeIfThere(temporary);
  }
  await syncFolder(folder);
}
