// The only writer of documents. Ours take turns by a lock. Programs that know no lock, such as editors, are met by comparing just before
// the file is replaced, and by looking at the old file just after: their change is the basis of ours, or it is kept and told.
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { errorCode, placeNew, syncFolder, writeTemporary } from "../workspace/new-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolveNewPath, resolvePath } from "../workspace/resolve-path.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import { sha256 } from "./content-hash.ts";
import { decodeText, encodeText } from "./text-bytes.ts";
import { DocumentError, toDocumentError } from "./document-error.ts";
import { type Waiting, withLock } from "./document-lock.ts";
import { type HeldFile, holdIfThere, isUntouched, keepLateWrite, replaceFile } from "./held-file.ts";
import type { DocumentText } from "./read-document.ts";

/** Made from the text as it is now; called again when another program has changed it meanwhile. What it throws is passed on. */
export type Change = (text: string) => string | Promise<string>;

export interface ChangedDocument extends DocumentText {
  /** False when the change left the text as it was, and nothing was written. */
  readonly isChanged: boolean;
  /** Where the version of a program is kept that wrote in the same moment, relative to the workspace; null nearly always. */
  readonly kept: string | null;
}

const MAX_ATTEMPTS = 8;
const RETRY_PAUSE_MS = 20;

/**
 * Changes a document, one process after the other. Resolves when the new text is durable. Rejects with a `DocumentError` or a
 * `WorkspaceError`, and then the file is as other programs left it.
 */
export async function changeDocument(
  workspace: Workspace,
  path: string,
  change: Change,
  waiting: Waiting,
): Promise<ChangedDocument> {
  const { file } = await resolvePath(workspace, path);
  return withLock(workspace.root, pathBelow(workspace.root, file) ?? path, waiting, async () => {
    let outcome: ChangedDocument | "changed" | "gone" = "changed";
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      outcome = await tryChange(workspace, path, change, waiting);
      if (typeof outcome === "object") return outcome;
      // An editor that is saving has the file emptied or moved away for a moment.
      await waiting.pause(RETRY_PAUSE_MS * attempt, waiting.signal);
    }
    throw new DocumentError(outcome, `${path} ${TOLD[outcome]}`);
  });
}

const TOLD = {
  changed: `was changed by another program each of ${MAX_ATTEMPTS} times, so nothing was written. Stop it, and try again.`,
  gone: "was removed while it was being changed, so nothing was written.",
} as const;

async function tryChange(
  workspace: Workspace,
  path: string,
  change: Change,
  { pause }: Waiting,
): Promise<ChangedDocument | "changed" | "gone"> {
  await using held = await holdIfThere(workspace, path).catch((error: unknown) => {
    throw toDocumentError(error, path);
  });
  if (held === null) return "gone";
  const before = decodeText(held.bytes, path);
  const text = await computed(held, before, change);
  if (text === null) return "changed";
  const content = encodeText(text, path);
  const document = { path, text, hash: sha256(content) };
  if (text === before) return { ...document, isChanged: false, kept: null };
  try {
    if (!(await replaceFile(held, content))) return "changed";
    const kept = await keepLateWrite(held, pause);
    return { ...document, isChanged: true, kept: kept === null ? null : pathBelow(workspace.root, kept) };
  } catch (error) {
    const failure = toDocumentError(error, path);
    if (failure.code === "gone") return "gone";
    throw failure;
  }
}

/** What fails on a text that is there no more may work on the one that is; then it is null. */
async function computed(held: HeldFile, before: string, change: Change): Promise<string | null> {
  try {
    return await change(before);
  } catch (error) {
    if (isUntouched(held)) throw error;
    return null;
  }
}

/** Makes a document, and the folders that it is in. Never replaces one: then it rejects with a `DocumentError` `exists`. */
export async function createDocument(workspace: Workspace, path: string, text: string): Promise<DocumentText> {
  const content = encodeText(text, path);
  const { file, missing } = await resolveNewPath(workspace, path);
  try {
    for (const folder of missing) await makeFolder(folder);
    if (!(await placeNew(await writeTemporary(dirname(file), content), file)))
      throw new DocumentError("exists", `${path} exists already. Choose another name, or edit it.`);
    await syncFolder(dirname(file));
  } catch (error) {
    throw toDocumentError(error, path);
  }
  return { path, text, hash: sha256(content) };
}

/** Another process may make the same folder in the same moment. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
    await syncFolder(dirname(path));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
  }
}
