// The content of a file as it is compared: text with LF and without a mark, known by an id that another content does not have.
import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { toPlainText } from "../replica/line-ends.ts";

export type Content =
  | { readonly status: "text"; readonly id: string; readonly text: string }
  /** `why` follows the name of the file: "is no text". */
  | { readonly status: "unreadable"; readonly id: string; readonly why: string };

/** A larger file is not compared piece by piece. */
export const MAX_BYTES = 4 * 1024 * 1024;
const LARGE_FILE_POINTER = "version https://git-lfs.github.com/spec/";

export function toContent(id: string, bytes: Buffer): Content {
  if (bytes.length > MAX_BYTES) return { status: "unreadable", id, why: "is larger than 4 MiB" };
  if (bytes.includes(0) || !isUtf8(bytes)) return { status: "unreadable", id, why: "is no text in UTF-8" };
  const text = toPlainText(bytes.toString("utf8"));
  if (text.startsWith(LARGE_FILE_POINTER))
    return { status: "unreadable", id, why: "is kept in Git LFS, so that its history has only pointers to it" };
  return { status: "text", id, text };
}

/** The id that git gives a content; `like` is an id of the same repository. */
export function blobId(bytes: Uint8Array, like: string): string {
  const hash = createHash(like.length > 40 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
