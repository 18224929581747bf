// What rules want to know of the workspace, for an editor that runs them somewhere else: as little as it asks for, and never what may
// hold keys.
import type { Surroundings } from "@nomous/workbench";
import { createDisk } from "../check/disk-surroundings.ts";
import { readDocument } from "../document/read-document.ts";
import { existingCommits } from "../git/existing-commits.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { approvalOfText } from "./approval-of-text.ts";

/** Of one file: the evidence of an experiment has to fit. */
const MAX_TEXT_BYTES = 640 * 1024;
/** Of all: the reply is one frame. */
const MAX_BYTES = 800 * 1024;
const MAX_NAMES = 1_000;

export interface SurveyQuestion {
  /** Of the document. */
  readonly path: string;
  /** Its text; without it, that of its file. */
  readonly text?: string | undefined;
  /** What is asked about, with `/`, relative to the workspace. */
  readonly paths: readonly string[];
  readonly commits: readonly string[];
}

export interface SurveyAnswer {
  readonly kinds: Readonly<Record<string, ReturnType<Surroundings["kindOf"]>>>;
  /** Names of the files in what is a folder, at most 1,000. */
  readonly folders: Readonly<Record<string, string[]>>;
  /** At most 640 kB each and 800 kB together; what is larger is left out. */
  readonly texts: Readonly<Record<string, string>>;
  readonly commits: Readonly<Record<string, boolean>>;
  readonly approval: Surroundings["approval"];
}

export async function surveyWorkspace(workspace: Workspace, asked: SurveyQuestion): Promise<SurveyAnswer> {
  const disk = createDisk(workspace);
  const paths = [...new Set(asked.paths)];
  return {
    kinds: Object.fromEntries(paths.map((path) => [path, disk.kindOf(path)])),
    folders: Object.fromEntries(paths.flatMap((path) => folderAt(disk, path))),
    texts: Object.fromEntries(textsThatFit(paths, disk.textOf)),
    commits: Object.fromEntries(await existingCommits(workspace, asked.commits)),
    approval: await approvalOf(workspace, asked),
  };
}

function folderAt(disk: Pick<Surroundings, "kindOf" | "filesIn">, path: string): [string, string[]][] {
  const names = disk.kindOf(path) === "folder" ? disk.filesIn(path) : undefined;
  return names === undefined || names.length > MAX_NAMES ? [] : [[path, [...names]]];
}

function* textsThatFit(paths: readonly string[], textOf: Surroundings["textOf"]): Generator<[string, string]> {
  let leftBytes = MAX_BYTES;
  for (const path of paths) {
    const text = textOf(path);
    const bytes = text === undefined ? Number.POSITIVE_INFINITY : Buffer.byteLength(text);
    if (text === undefined || bytes > MAX_TEXT_BYTES || bytes > leftBytes) continue;
    leftBytes -= bytes;
    yield [path, text];
  }
}

async function approvalOf(workspace: Workspace, { path, text }: SurveyQuestion): Promise<Surroundings["approval"]> {
  try {
    return await approvalOfText(workspace, path, text ?? (await readDocument(workspace, path)).text);
  } catch {
    // Reviews or a file that cannot be read: `check` tells why, the editor goes on.
    return "unknown";
  }
}
