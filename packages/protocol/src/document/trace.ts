// The thread from a question to the commit that answers it, as the bridge passes it on.
import * as z from "zod/mini";
import { WorkspacePath } from "../conversation/turn.ts";
import { Freshness } from "./freshness.ts";

export const TraceNode = z.object({
  /** A document is its path, a part of it `path#T3`, a commit its whole id. */
  id: z.string(),
  kind: z.enum([
    "research",
    "spike",
    "experiment",
    "evidence",
    "decision",
    "spec",
    "goal",
    "plan",
    "task",
    "commit",
    "document",
  ]),
  title: z.string(),
  /** Its lifecycle, verdict or standing in a word or two; empty: none. */
  state: z.string(),
  freshness: z.nullable(Freshness),
  /** Where it can be opened. */
  place: z.nullable(z.object({ path: WorkspacePath, line: z.int().check(z.positive()) })),
});
export type TraceNode = z.infer<typeof TraceNode>;

/** What leads to what; `why` is what the one does for the other: "decides", "tested by". */
export const TraceEdge = z.object({ from: z.string(), to: z.string(), why: z.string() });
export type TraceEdge = z.infer<typeof TraceEdge>;

/** Something that leads nowhere: a goal without a task, a question that nobody answered. */
export const CoverageGap = z.object({
  kind: z.string(),
  /** A sentence. */
  words: z.string(),
  place: z.object({ path: WorkspacePath, line: z.int().check(z.positive()) }),
});
export type CoverageGap = z.infer<typeof CoverageGap>;
