// What runs printed, kept with the evidence: short texts in the line itself, longer ones in a file beside it, which is there before the line that
// names it.
import { constants } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KeptOutput } from "@nomous/workbench/experiments";
import { sha256 } from "../document/content-hash.ts";
import { toSessionError } from "../experiment/session-error.ts";
import { makeFolderIn } from "../workspace/private-folder.ts";

const INLINE_BYTES = 4_000;

/** A session that is gone on with may have come from elsewhere, with links in the place of its outputs. */
const WRITE_OWN = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

export interface PrintedBytes {
  /** All that was printed. */
  readonly bytes: number;
  /** Its beginning. */
  readonly head: Uint8Array;
}

/** `folder`: of the session's outputs. `name`: of the file, if there has to be one; it is named relative to the folder above. */
export async function keepOutput(
  folder: string,
  session: string,
  name: string,
  { bytes, head }: PrintedBytes,
): Promise<KeptOutput> {
  const kept = { bytes, sha256: sha256(head), isCut: bytes > head.length };
  const text = head.length <= INLINE_BYTES ? exactText(head) : null;
  if (text !== null) return { ...kept, text, file: null };
  const file = join(folder, name);
  try {
    await makeFolderIn(folder);
    await writeFile(file, head, { flag: WRITE_OWN, flush: true });
  } catch (error) {
    throw toSessionError(error, file);
  }
  return { ...kept, text: null, file: `${session}/${name}` };
}

/** Null for bytes that are no UTF-8: as text they would have another hash. */
function exactText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
