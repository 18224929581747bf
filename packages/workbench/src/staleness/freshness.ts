// Whether what a document rests on is still what it was, and if not, why.

/** From best to worst. `unverifiable`: nobody can tell, and the cause says what is missing. */
export const FRESHNESS = ["fresh", "unverifiable", "needs-review", "broken"] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** What a document rests on. */
export type BindingKind = "symbol" | "lines" | "file" | "evidence" | "document";

/** The commit that changed something. */
export interface CausingCommit {
  /** Whole id. */
  readonly commit: string;
  readonly subject: string;
  readonly author: string;
  /** ISO 8601, with its zone. */
  readonly at: string;
}

/** Why a binding is not fresh. */
export interface Cause {
  /** One sentence: "`resumeAt` was changed in 1a2b3c4 (Cut slices)", "src/a.ts was removed in …", "edited and not committed". */
  readonly text: string;
  /** Null: the change is not committed, or nobody can tell which commit it was. */
  readonly commit: CausingCommit | null;
  /** Unified diff of the anchor alone, without file headers; empty where there is none. At most 4,000 characters. */
  readonly diff: string;
  /** From the document to what changed, where that is not cited by the document itself: paths and targets, the nearest first. */
  readonly path: readonly string[];
}

export interface BoundTarget {
  readonly kind: BindingKind;
  /** As the lock names it: `src/a.ts#name`, `src/a.ts:10-40`, `src/a.ts`, `evidence/id/session.jsonl`, `specs/b.md`. */
  readonly target: string;
  /** In the document, in UTF-16 units of its text. */
  readonly from: number;
  readonly to: number;
  /** From 1. */
  readonly line: number;
  readonly freshness: Freshness;
  /** Null when it is fresh. */
  readonly cause: Cause | null;
  /** Where it stands now, when it moved without another meaning: `src/b.ts#name`, `src/a.ts:14-44`. */
  readonly movedTo: string | null;
}

export interface DocumentFreshness {
  /** With `/`, relative to the workspace. */
  readonly path: string;
  /** The worst of its targets; fresh when it rests on nothing. */
  readonly freshness: Freshness;
  readonly targets: readonly BoundTarget[];
  /** Who looked at it last with `nomous reviewed`; null: nobody. */
  readonly reviewed: { readonly person: string; readonly at: string; readonly why: string | null } | null;
}
