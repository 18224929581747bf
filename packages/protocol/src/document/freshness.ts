// Whether what documents rest on is still what it was, as the bridge passes it on: the wire knows shapes, the lab knows what they mean.
import * as z from "zod/mini";
import { WorkspacePath } from "../conversation/turn.ts";

const count = z.int().check(z.nonnegative());

/** From best to worst. `unverifiable`: nobody can tell. */
export const Freshness = z.enum(["fresh", "unverifiable", "needs-review", "broken"]);
export type Freshness = z.infer<typeof Freshness>;

/** Something that a document rests on. */
export const BoundTarget = z.object({
  kind: z.enum(["symbol", "lines", "file", "evidence", "document"]),
  /** `src/a.ts#name`, `src/a.ts:10-40`, `evidence/id/session.jsonl`, `specs/b.md` */
  target: z.string(),
  /** In the text of the file, UTF-16 units. */
  from: count,
  to: count,
  /** From 1. */
  line: count,
  freshness: Freshness,
  /** Why it is not fresh. */
  cause: z.nullable(
    z.object({
      text: z.string(),
      commit: z.nullable(z.object({ commit: z.string(), subject: z.string(), author: z.string(), at: z.string() })),
      /** Of the anchor alone, unified; empty where there is none. */
      diff: z.string(),
      /** Over which documents it came, the nearest first. */
      path: z.array(z.string()),
    }),
  ),
  /** Where it stands now, with the same meaning. */
  movedTo: z.nullable(z.string()),
});
export type BoundTarget = z.infer<typeof BoundTarget>;

/** A document with everything that it rests on. */
export const DocumentFreshness = z.object({
  path: WorkspacePath,
  /** The worst of its targets. */
  freshness: Freshness,
  targets: z.array(BoundTarget),
  /** Who looked at it last. */
  reviewed: z.nullable(z.object({ person: z.string(), at: z.string(), why: z.nullable(z.string()) })),
});
export type DocumentFreshness = z.infer<typeof DocumentFreshness>;

/** One line of the library about it. */
export const FreshnessOverview = z.object({
  path: WorkspacePath,
  freshness: Freshness,
  /** The worst cause in a sentence; empty when it is fresh. */
  words: z.string(),
  needsReview: count,
  broken: count,
});
export type FreshnessOverview = z.infer<typeof FreshnessOverview>;
