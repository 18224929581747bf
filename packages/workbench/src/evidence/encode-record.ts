// A line of evidence is the record and its seal: the hash over the seal of the line before it and the record's own bytes. So a line
// cannot be changed, removed, moved or repeated without the line behind it saying so.
import { canonicalJson } from "../experiment/canonical-json.ts";
import type { EvidenceRecord } from "./evidence.ts";
import { sha256Of } from "./sha256.ts";

/** What the first line follows. */
export const FIRST_SEAL = "0".repeat(64);

export interface SealedLine {
  /** With its line end. */
  readonly line: string;
  readonly seal: string;
}

/** The line that appends a record to a file whose last line has `seal`. Throws when a number is not finite. */
export function encodeRecord(record: EvidenceRecord, seal: string): SealedLine {
  const written = canonicalJson(record);
  const own = sealOf(seal, written);
  return { line: `${written.slice(0, -1)},"seal":"${own}"}\n`, seal: own };
}

/** The seal of a record, as it is written without one, behind the line that ended with `before`. */
export const sealOf = (before: string, written: string): string => sha256Of(before + written);
