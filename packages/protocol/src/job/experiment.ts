// Experiments as the bridge passes them on: the wire knows shapes, the lab knows what they mean. A session of one is a job of the kind
// `experiment`; its text is the evidence, line by line.
import * as z from "zod/mini";
import { WorkspacePath } from "../conversation/turn.ts";

const count = z.int().check(z.nonnegative());
const id = z.string().check(z.minLength(1), z.maxLength(80));
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** What `job.start` takes for the kind `experiment`. */
export const ExperimentRun = z.object({
  path: WorkspacePath,
  experiment: id,
  /** Goes on with the newest session that has no end, instead of beginning another. */
  resume: z.optional(z.boolean()),
  /** `ExperimentPlan.commands` of what the person saw: exactly these commands are run, or nothing. */
  allow: hash,
});
export type ExperimentRun = z.infer<typeof ExperimentRun>;

/** Something in a document that stands in the way, with its place in the text. */
export const ExperimentProblem = z.object({ message: z.string(), from: count, to: count, line: count, column: count });
export type ExperimentProblem = z.infer<typeof ExperimentProblem>;

/** One line of the runs page. */
export const ExperimentOverview = z.object({
  path: WorkspacePath,
  /** `null`: the block has none. */
  id: z.nullable(z.string()),
  question: z.string(),
  /** Of the block, from 1. */
  line: count,
  /** `invalid`: the block cannot be understood. `broken`: the evidence is not what was written. `unfinished`: the session has no end. */
  status: z.enum(["invalid", "not-run", "broken", "unfinished", "stopped", "complete"]),
  /** What a person reads of it: the verdicts, or what is wrong. */
  words: z.string(),
  /** Of the primary metric, one a variant but the baseline. */
  verdicts: z.array(
    z.object({ variant: z.string(), verdict: z.enum(["better", "worse", "equivalent", "inconclusive"]) }),
  ),
  /** The evidence file that counts. */
  evidence: z.nullable(WorkspacePath),
  /** The experiment was changed since; the evidence answers another question. */
  isChanged: z.boolean(),
  sessions: count,
});
export type ExperimentOverview = z.infer<typeof ExperimentOverview>;

/** Everything that will be run, before it is. */
export const ExperimentPlan = z.object({
  protocolHash: hash,
  /** Names the list of all commands below, with where they run. */
  commands: hash,
  /** The same list was allowed in this workspace before. */
  isAllowed: z.boolean(),
  variants: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      argv: z.array(z.string()),
      /** Relative to the workspace, or to the worktree of `ref`. */
      folder: z.string(),
      ref: z.nullable(z.string()),
      build: z.nullable(z.array(z.string())),
      /** Set for this variant, beside what all may see. */
      env: z.record(z.string(), z.string()),
    }),
  ),
  /** Run after a fault to see whether the variant comes back. */
  recoveries: z.array(z.object({ fault: z.string(), argv: z.array(z.string()) })),
  /** Names of the person's own variables that the commands get. */
  sees: z.optional(z.array(z.string())),
  /** Files that are removed before each run, because it writes them anew. */
  removes: z.optional(z.array(z.string())),
  rounds: count,
  /** With the control and the rounds that warm up. */
  runs: count,
  /** `null`: nobody has measured a run yet. */
  minutes: z.nullable(z.number()),
  /** The smallest effect that so many rounds can show, in words. */
  detectable: z.string(),
  /** The evidence file of a session that can be gone on with. */
  resumable: z.nullable(WorkspacePath),
});
export type ExperimentPlan = z.infer<typeof ExperimentPlan>;
