// An approval follows a document that was moved: it is for its content, and the document that it names is gone. A copy beside the first one inherits
// nothing, because there the first one is still what was approved.
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { decodeJson } from "@nomous/workbench/data";
import * as z from "zod/mini";
import { PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import { errorCode } from "../workspace/new-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { toWorkspaceError } from "../workspace/workspace-error.ts";
import { toWorkspacePath } from "../workspace/workspace-path.ts";
import { readReviewText } from "./read-review-text.ts";
import { decodeReviews, reviewPathOf, type Reviews } from "./review-file.ts";

const FOLDER = `${PRIVATE_FOLDER}/reviews`;

export interface DocumentReviews extends Reviews {
  /** With `/`, relative to the workspace; empty where none of its lines says whose it is. */
  readonly document: string;
}

const NOTHING = { reviews: [], approvals: [], conflicts: [], records: [] };
const STRAY = { line: 1, message: "no line of this file is about the document that its name stands for" };

/** All review files of a workspace, each with the document that it is about; lines of others are told as problems. */
export async function readAllReviews(workspace: Workspace): Promise<DocumentReviews[]> {
  const all: DocumentReviews[] = [];
  for (const path of await reviewFiles(workspace)) {
    const text = await readReviewText(workspace, path);
    const document = documentsIn(text).find((one) => reviewPathOf(one) === path);
    if (document !== undefined) all.push({ ...decodeReviews(path, text, document), document });
    else if (text.trim() !== "") all.push({ ...NOTHING, path, document: "", problems: [STRAY] });
  }
  return all;
}

/** The reviews of documents that are there no more, but for those of `path` itself. */
export async function readMovedReviews(workspace: Workspace, path: string): Promise<readonly Reviews[]> {
  const own = reviewPathOf(path);
  const others = (await readAllReviews(workspace)).filter((one) => one.path !== own && one.approvals.length > 0);
  const gone: Reviews[] = [];
  for (const one of others) if (!(await isThere(workspace, one.document))) gone.push(one);
  return gone;
}

export const hasReviews = async (workspace: Workspace): Promise<boolean> => (await reviewFiles(workspace)).length > 0;

/** With `/`, relative to the workspace, in the order of their names. */
export async function reviewFiles({ root }: Workspace): Promise<string[]> {
  try {
    const names = (await readdir(join(root, FOLDER))).filter((name) => name.endsWith(".jsonl"));
    return names.toSorted().map((name) => `${FOLDER}/${name}`);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw toWorkspaceError(error, FOLDER);
  }
}

const About = z.looseObject({ document: z.string() });

/** The documents that the lines of a review file say they are about. */
export function documentsIn(text: string): string[] {
  const decoded = text.split(/\r?\n/).map((line) => (line.trim() === "" ? null : decodeJson(About, line)));
  return [...new Set(decoded.flatMap((one) => (one?.ok === true ? [one.value.document] : [])))];
}

/** In exactly these letters: on some disks a file that was renamed to other letter cases is found under both names. */
export async function isThere({ root }: Workspace, document: string): Promise<boolean> {
  const path = toWorkspacePath(document);
  // What lies elsewhere was never approved here.
  if (path === null) return true;
  try {
    return (await readdir(join(root, dirname(path)))).some(
      (name) => name.normalize("NFC") === basename(path).normalize("NFC"),
    );
  } catch {
    return false;
  }
}
