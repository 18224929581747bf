// What is remembered of a document's file: the file with this hash is that state of the log. A change on disk means something only against
// it, so the record is committed together with what it follows from, and a crash finds the two in step.
import { createHash } from "node:crypto";
import type { Actor, DocumentId, FileState } from "@nomous/protocol";
import { check, DocumentEpoch, FileHash } from "@nomous/protocol";
import * as z from "zod/mini";
import type { FileVersion } from "../document-source.ts";
import { DocumentFault } from "../document-log.ts";
import { type DocumentState, type Merger, StateGone } from "../merger.ts";
import { type RecordChange, type Storage, StorageError } from "../../storage/storage.ts";

const KIND = "shadow";
const seq = z.int().check(z.nonnegative());

export const Shadow = z.object({
  path: z.string(),
  /** Of the file's bytes. */
  hash: FileHash,
  sizeBytes: z.int(),
  ending: z.enum(["lf", "crlf", "cr", "mixed", "none"]) satisfies z.ZodMiniType<FileState["ending"]>,
  hasMark: z.boolean(),
  epoch: DocumentEpoch,
  /** The file has the epoch up to this item … */
  upTo: seq,
  /** … and these updates behind it, which came from the file itself. */
  plus: z.array(seq),
  /** git's HEAD when the file was seen like this. */
  commit: z.nullable(z.string()),
  /** A write that was begun: the hash of its text (LF, as UTF-8; which bytes it becomes is up to the file), and how far that text has the log. */
  next: z.nullable(z.object({ hash: FileHash, upTo: seq })),
});
export type Shadow = z.infer<typeof Shadow>;

/** The shadow of a file that is exactly the log up to `head`: as it was just read into the log, or written from there. */
export const newShadow = (file: FileVersion, at: { epoch: number; head: number }, commit: string | null): Shadow => ({
  path: file.path,
  hash: file.hash,
  sizeBytes: file.sizeBytes,
  ending: file.ending,
  hasMark: file.hasMark,
  epoch: at.epoch,
  upTo: at.head,
  plus: [],
  commit,
  next: null,
});

/** To be committed with whatever made the shadow true. */
export const shadowRecord = (id: DocumentId, shadow: Shadow, actor: Actor): RecordChange => ({
  kind: KIND,
  id,
  value: shadow,
  actor,
});

export async function readShadow(storage: Pick<Storage, "record">, id: DocumentId): Promise<Shadow | undefined> {
  const record = await storage.record(KIND, id);
  if (record === undefined) return undefined;
  const shadow = check(Shadow, record.value);
  if (shadow.ok) return shadow.value;
  throw new StorageError("corrupt", `What is known of the file of document ${id} cannot be read: ${shadow.reason}.`);
}

/** The state of the log that the file is. */
export const stateOf = (id: DocumentId, { epoch, upTo, plus }: Shadow): DocumentState => ({
  key: `${id}/${epoch}`,
  upTo,
  plus,
});

/** The text that a shadow stands for; `undefined` when the log does not reach back so far any more, or is damaged there. */
export const textOfShadow = (merger: Merger, id: DocumentId, shadow: Shadow): Promise<string | undefined> =>
  unlessLost<string | undefined>(merger.text(stateOf(id, shadow)), () => undefined);

/** What comes of `work`, or `instead` of it when the state of the log that it builds on is lost. */
export const unlessLost = <T>(work: Promise<T>, instead: () => T | Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    if (isLost(error)) return instead();
    throw error;
  });

/** Whether an error says that a state of the log is lost, and not just out of reach for now. */
const isLost = (error: unknown): boolean =>
  error instanceof StateGone || (error instanceof DocumentFault && error.code === "damaged");

export const hashOfText = (text: string): string => createHash("sha256").update(text).digest("hex");
