// What is attached, as it is now: lines of text, or an image. A file of an earlier turn is read again too, because only its
// path stands in the conversation.
import type { Attachment } from "@nomous/protocol";
import type { ChatImage } from "../model/chat-model.ts";
import { WorkspaceError, type WorkspaceSource } from "../workspace/workspace-source.ts";

export type Attached =
  | {
      readonly type: "file";
      readonly path: string;
      /** Number of the first line, from 1. */
      readonly line: number;
      /** Fewer than `total` when the model could not hold them in any case. */
      readonly lines: readonly string[];
      /** Lines that are attached. */
      readonly total: number;
    }
  | { readonly type: "image"; readonly path: string; readonly image: ChatImage };

/** It cannot be given; `why` is a sentence for people and for the model. */
export interface Missing {
  readonly type: "missing";
  readonly why: string;
}

export type AttachmentFiles = Pick<WorkspaceSource, "read" | "readImage">;

const MAX_LINES = 100_000;
/** Longer lines are cut: they are made by programs for programs. */
const MAX_LINE_CHARACTERS = 1_000;

/** Reads no more lines than make `maxCharacters`, and one at least. */
export async function readAttached(
  files: AttachmentFiles,
  attachment: Attachment,
  maxCharacters: number,
): Promise<Attached | Missing> {
  const { path } = attachment;
  try {
    return await readLines(files, attachment, maxCharacters);
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    return error.code === "not-text" ? readImage(files, path) : { type: "missing", why: error.message };
  }
}

async function readLines(
  files: AttachmentFiles,
  { path, lines: range }: Attachment,
  maxCharacters: number,
): Promise<Attached | Missing> {
  const [from, to] = range ?? [1, Number.MAX_SAFE_INTEGER];
  const read = await files.read(path, from, Math.min(to, from + MAX_LINES - 1));
  const total = Math.max(0, Math.min(to, read.total) - from + 1);
  if (total === 0 && range !== undefined)
    return { type: "missing", why: `${path} has no line ${from}: it has ${read.total} now.` };
  return { type: "file", path, line: from, lines: within(read.lines.map(cutLine), maxCharacters), total };
}

async function readImage(files: AttachmentFiles, path: string): Promise<Attached | Missing> {
  try {
    return { type: "image", path, image: await files.readImage(path) };
  } catch (error) {
    if (!(error instanceof WorkspaceError)) throw error;
    const why = error.code === "not-text" ? `${path} is neither text in UTF-8 nor an image.` : error.message;
    return { type: "missing", why };
  }
}

const cutLine = (line: string): string =>
  line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS)}…` : line;

function within(lines: readonly string[], maxCharacters: number): readonly string[] {
  let characters = 0;
  const end = lines.findIndex((line) => (characters += line.length + 1) > maxCharacters);
  return end === -1 ? lines : lines.slice(0, Math.max(1, end));
}
