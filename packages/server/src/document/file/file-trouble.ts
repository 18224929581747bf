// What a person is told when a file and its log cannot be brought together.
import type { FileState } from "@nomous/protocol";
import { StorageError } from "../../storage/storage.ts";
import { DocumentFault } from "../document-log.ts";
import { FileTrouble } from "../document-source.ts";

type Trouble = NonNullable<FileState["trouble"]>;

/** `undefined`: nobody expected this error. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof FileTrouble) return { code: error.code, message: error.message };
  if (error instanceof DocumentFault) return { code: "damaged", message: error.message };
  if (error instanceof StorageError)
    return { code: error.code === "full" ? "full" : "unreadable", message: error.message };
  return undefined;
}

export const UNEXPECTED: Trouble = {
  code: "unreadable",
  message: "The file and the log could not be compared. The bridge's log says why; it is tried again.",
};
