// What is wrong with a document, its file or its form, as the wire says it. Each error brings its own sentence.
import type { ErrorBody, ErrorCode, FileTroubleCode } from "@nomous/protocol";
import { DeskError } from "./document-desk.ts";
import { DocumentFault } from "./document-log.ts";
import { FileTrouble } from "./document-source.ts";
import { StateGone } from "./merger.ts";

const FILE_CODES = {
  missing: "not-found",
  "not-text": "not-supported",
  "too-large": "not-supported",
  forbidden: "forbidden",
  "read-only": "workspace-unreadable",
  full: "workspace-unreadable",
  busy: "workspace-unreadable",
  unreadable: "workspace-unreadable",
  damaged: "workspace-unreadable",
} as const satisfies Record<FileTroubleCode, ErrorCode>;

const FAULT_CODES = {
  "not-found": "not-found",
  damaged: "storage-failed",
} as const satisfies Record<DocumentFault["code"], ErrorCode>;

/** `undefined` for every other error. */
export function explainFault(error: unknown): ErrorBody | undefined {
  if (error instanceof FileTrouble) return { code: FILE_CODES[error.code], message: error.message };
  if (error instanceof DocumentFault) return { code: FAULT_CODES[error.code], message: error.message };
  if (error instanceof StateGone)
    return { code: "not-found", message: "The document is not kept as it was at that time any more." };
  if (error instanceof DeskError) return { code: "conflict", message: error.message };
  return undefined;
}
