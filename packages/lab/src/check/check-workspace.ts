// Documents of a workspace through the rules, a few read ahead of the one that is being checked; of each only what is told is kept, so
// that a folder of any size fits into memory.
import { type CheckedDocument, checkDocument, type DocumentType, type Rule } from "@nomous/workbench";
import type { DocumentFreshness } from "@nomous/workbench/staleness";
import { readDocument } from "../document/read-document.ts";
import type { Config } from "../workspace/read-config.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { createDisk, type Disk } from "./disk-surroundings.ts";
import { commitsIn, type Sketch, sketchDocument, surveySketch } from "./survey.ts";

/** A workspace with what its team settled: everything that a check needs but the documents. */
export interface Workbench {
  readonly workspace: Workspace;
  readonly config: Config;
  readonly types: readonly DocumentType[];
  readonly rules: readonly Rule[];
  /** `2026-11-28` */
  readonly today: string;
  /** Whether what documents rest on is still what it was, by path; without it rules do not ask. */
  readonly freshness?: ReadonlyMap<string, DocumentFreshness>;
}

export interface UncheckedDocument {
  readonly path: string;
  /** Why, and what to do. */
  readonly message: string;
}

/** Checks documents in their order and hands each over. What cannot be read is told: nothing is passed over in silence. */
export async function checkDocuments(
  workbench: Workbench,
  paths: readonly string[],
  take: (checked: CheckedDocument) => void | Promise<void>,
  signal?: AbortSignal,
): Promise<UncheckedDocument[]> {
  const disk = createDisk(workbench.workspace);
  const unchecked: UncheckedDocument[] = [];
  for await (const outcome of checkEach(workbench, paths, () => disk)) {
    signal?.throwIfAborted();
    if ("message" in outcome) {
      unchecked.push(outcome);
      continue;
    }
    try {
      await take(outcome.checked);
      unchecked.push(...outcome.problems);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      unchecked.push(toUnchecked(outcome.checked.subject.path, error));
    }
  }
  return unchecked;
}

export interface CheckOutcome {
  readonly checked: CheckedDocument;
  /** What is not understood of its reviews. */
  readonly problems: readonly UncheckedDocument[];
}

/** Each document in its order, or why it could not be checked; other work has its turn in between. `diskOf` a path is what its rules look at. */
export async function* checkEach(
  workbench: Workbench,
  paths: readonly string[],
  diskOf: (path: string) => Disk,
): AsyncGenerator<CheckOutcome | UncheckedDocument> {
  for await (const batch of sketchesOf(workbench, paths, diskOf)) {
    const commits = await commitsIn(
      workbench.workspace,
      batch.filter((one) => "input" in one),
    );
    for (const one of batch) {
      await nextTurn();
      yield "input" in one ? await checkSketch(workbench, one, commits) : one;
    }
  }
}

async function checkSketch(
  workbench: Workbench,
  sketch: Sketch,
  commits: ReadonlyMap<string, boolean>,
): Promise<CheckOutcome | UncheckedDocument> {
  try {
    const { input, read, problems } = await surveySketch(workbench, sketch, commits);
    return { checked: checkDocument(input, read), problems };
  } catch (error) {
    return toUnchecked(sketch.input.path, error);
  }
}

/** For which git is asked at once. */
const BATCH = { documents: 64, characters: 1_000_000 };

async function* sketchesOf(
  workbench: Workbench,
  paths: readonly string[],
  diskOf: (path: string) => Disk,
): AsyncGenerator<readonly (Sketch | UncheckedDocument)[]> {
  const reading = readAhead(paths, (path) => readDocument(workbench.workspace, path));
  let batch: (Sketch | UncheckedDocument)[] = [];
  let characters = 0;
  for (const path of paths) {
    try {
      const { text } = await reading(path);
      batch.push(sketchDocument(workbench, diskOf(path), path, text));
      characters += text.length;
    } catch (error) {
      batch.push(toUnchecked(path, error));
    }
    if (batch.length < BATCH.documents && characters < BATCH.characters) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  yield batch;
}

/** One document that a rule cannot take must not hide what is wrong with the others. */
function toUnchecked(path: string, error: unknown): UncheckedDocument {
  const message = error instanceof Error ? error.message : String(error);
  return { path, message: error instanceof WorkspaceError ? message : `A fault of Nomous: ${message}.` };
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
