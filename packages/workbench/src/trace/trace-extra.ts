import type { Freshness } from "../staleness/freshness.ts";
import type { Verification } from "../verification/verification.ts";

/** What is known of a workspace beside the text of its documents. */
export interface TraceExtra {
  readonly sessions: readonly TracedSession[];
  readonly commits: readonly TracedCommit[];
  /** Oldest first. */
  readonly verifications: readonly TracedVerification[];
  /** By path of a document or a file of evidence. */
  readonly freshness: ReadonlyMap<string, Freshness>;
}

/** What a file of evidence says of itself. */
export interface TracedSession {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  readonly experiment: string;
  readonly session: string;
  /** How it ended: `complete`, `stopped`, `not ended`, or that it cannot be read. */
  readonly state: string;
  /** Whole id; null where it was measured outside a repository. */
  readonly commit: string | null;
}

export interface TracedCommit {
  /** Whole id. */
  readonly id: string;
  readonly subject: string;
  /** `2026-11-28`. */
  readonly date: string;
  /** Documents and tasks that its message names, as it names them: `docs/plans/x.md#T3`, `x#T3`, `docs/plans/x.md`. */
  readonly names: readonly string[];
}

/** What somebody saw of a task. */
export interface TracedVerification extends Verification {
  readonly document: string;
  /** Whole id of the commit that it was seen in; null where nobody knows. */
  readonly commit: string | null;
}

export const NOTHING_MORE: TraceExtra = { sessions: [], commits: [], verifications: [], freshness: new Map() };
