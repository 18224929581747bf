// Documents of a workspace through the rules, one after the other; of each only what is told is kept, so that a folder of any size
// fits into memory.
import {
  type CheckedDocument,
  checkDocument,
  type CheckInput,
  createSubject,
  type DocumentType,
  type Rule,
  type Surroundings,
} from "@nomous/workbench";
import { contentHash } from "../document/content-hash.ts";
import { type DocumentText, readDocument } from "../document/read-document.ts";
import { existingCommits } from "../git/existing-commits.ts";
import { approvalOf } from "../review/review.ts";
import { readReviews } from "../review/review-file.ts";
import type { Config } from "../workspace/read-config.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { createDisk } from "./disk-surroundings.ts";

/** A workspace with what its team settled: everything that a check needs but the documents. */
export interface Workbench {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly types: readonly DocumentType[];
  readonly rules: readonly Rule[];
  /** `2026-11-28` */
  readonly today: string;
}

export interface UncheckedDocument {
  readonly path: string;
  /** Why, and what to do. */
  readonly message: string;
}

/** What a text, whether or not it is in the file, is checked with. */
export type Survey = (path: string, text: string) => Promise<CheckInput>;

/** The disk is looked at once a path, so a survey is made for one run. */
export function createSurvey({ workspace, config, types, rules, today }: Workbench): Survey {
  const disk = createDisk(workspace);
  return async (path, text) => {
    const base = { path, text, types, rules, severities: config.rules, without: config.without };
    const unknown: Surroundings = { ...disk, hasCommit: () => undefined, approval: "none", today };
    // Only documents of a type speak of commits and are approved; git and the reviews are not asked for the others.
    if (createSubject({ ...base, surroundings: unknown }).subject.typed === null)
      return { ...base, surroundings: unknown };
    const [commits, approval] = await Promise.all([commitsIn(workspace, text), approvalIn(workspace, path, text)]);
    return { ...base, surroundings: { ...unknown, hasCommit: (id) => commits.get(id), approval } };
  };
}

/** What may be the name of a commit: letters and digits, so that neither words nor numbers are asked for. */
const COMMIT = /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b/g;

const commitsIn = (workspace: Workspace, text: string): Promise<ReadonlyMap<string, boolean>> =>
  existingCommits(workspace, [...new Set(text.match(COMMIT))]);

async function approvalIn(workspace: Workspace, path: string, text: string): Promise<Surroundings["approval"]> {
  const { reviews } = await readReviews(workspace, path);
  return approvalOf(reviews, contentHash(text));
}

/** Checks documents in their order and hands each over. What cannot be read is told: nothing is passed over in silence. */
export async function checkDocuments(
  workbench: Workbench,
  paths: readonly string[],
  take: (checked: CheckedDocument, document: DocumentText) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<UncheckedDocument[]> {
  const { workspace } = workbench;
  const survey = createSurvey(workbench);
  const unchecked: UncheckedDocument[] = [];
  const reading = readAhead(paths, (path) => readDocument(workspace, path));
  for (const path of paths) {
    signal?.throwIfAborted();
    try {
      const document = await reading(path);
      const checked = checkDocument(await survey(path, document.text));
      await take(checked, document);
      if (checked.subject.typed !== null) unchecked.push(...(await reviewProblems(workspace, path)));
    } catch (error) {
      if (signal?.aborted === true) throw error;
      // One document that a rule cannot take must not hide what is wrong with the others.
      const message = error instanceof Error ? error.message : String(error);
      unchecked.push({ path, message: error instanceof WorkspaceError ? message : `A fault of Nomous: ${message}.` });
    }
  }
  return unchecked;
}

const DOCUMENTS_AHEAD = 8;

/** Reads the next ones while one is being checked: the disk need not wait for the rules, nor they for it. */
function readAhead<T>(paths: readonly string[], read: (path: string) => Promise<T>): (path: string) => Promise<T> {
  const begun = new Map<string, Promise<T>>();
  let next = 0;
  return (path) => {
    for (; next < paths.length && begun.size < DOCUMENTS_AHEAD; next += 1) {
      const ahead = paths[next] ?? path;
      const reading = read(ahead);
      // Whoever asks for it is told.
      reading.catch(() => undefined);
      begun.set(ahead, reading);
    }
    const reading = begun.get(path) ?? read(path);
    begun.delete(path);
    return reading;
  };
}

/** A review that is not understood may be the one that counts. */
async function reviewProblems(workspace: Workspace, document: string): Promise<UncheckedDocument[]> {
  const { path, problems } = await readReviews(workspace, document);
  return problems.map(({ line, message }) => ({ path, message: `${path}:${line}: ${message}` }));
}
