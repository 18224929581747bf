import type { Binding, Cause, Freshness, JudgedTarget, LockEntry } from "@nomous/workbench/staleness";

/** Since when somebody stands by what a document says of a target. */
export type Reference =
  /** Somebody looked at it and said so. `floor`: index of the commit that was checked out then. */
  | { readonly status: "reviewed"; readonly entry: LockEntry; readonly floor: number | undefined }
  /** It was written in this commit. */
  | { readonly status: "commit"; readonly at: number }
  /** It is being written. */
  | { readonly status: "now" }
  /** `why` is a sentence without its full stop. */
  | { readonly status: "unknown"; readonly why: string };

/** What was found out about a target. */
export interface Verdict {
  readonly freshness: Freshness;
  readonly cause: Cause | null;
  readonly movedTo?: string | null;
  /** What it is now, in a word; only asked of what is not fresh. */
  readonly now?: string;
}

export function judgedTarget(
  { kind, mentions }: Binding,
  target: string,
  line: number,
  { freshness, cause, movedTo = null, now = "" }: Verdict,
): JudgedTarget {
  const { from = 0, to = 0 } = mentions[0] ?? {};
  return { kind, target, from, to, line, freshness, cause, movedTo, now, cites: null, accepted: [] };
}

export const FRESH: Verdict = { freshness: "fresh", cause: null };

/** `why`: a sentence without its full stop. */
export const unverifiable = (why: string): Verdict => ({
  freshness: "unverifiable",
  cause: { text: why, commit: null, diff: "", path: [] },
});
