// What the file on disk means, from what is remembered of it. Pure: who looked has read the file and git's HEAD at one moment of rest.
import type { Shadow } from "./shadow.ts";

/** Hash of the file's bytes, hash of its text, and git's HEAD. */
export interface DiskFacts {
  readonly hash: string;
  readonly textHash: string;
  readonly commit: string | null;
}

export type DiskVerdict =
  /** As it was seen last. */
  | "same"
  /** A write of ours that was begun, and reached the disk before the bridge stopped. */
  | "ours"
  /** A program made it of what was seen last. */
  | "foreign"
  /** git replaced it: it builds on nothing that the log has. */
  | "checkout"
  /** A program made it, of what was seen last or of what we were about to write. */
  | "undecided";

export function decideDisk(shadow: Shadow, { hash, textHash, commit }: DiskFacts): DiskVerdict {
  if (hash === shadow.hash) return "same";
  if (textHash === shadow.next?.hash) return "ours";
  if (commit !== shadow.commit) return "checkout";
  return shadow.next === null ? "foreign" : "undecided";
}
