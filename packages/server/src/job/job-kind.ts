// What a bridge can do as a job, as the server needs it. The server knows the queue, the log and who asked; what the work is, only its kind knows.
import type { ErrorBody, JobId, JobOutcome, JobProgress } from "@nomous/protocol";

/** What a job says while it works. Texts read one after the other as one text. */
export type JobPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "note"; readonly words: string }
  | { readonly type: "progress"; readonly progress: JobProgress };

export interface JobTask {
  readonly job: JobId;
  /** Resolves when more may come, at the latest when this part is durable. Parts that come after `run` has settled are dropped. */
  emit(part: JobPart): Promise<void>;
  /** Somebody cancelled it, or the bridge stops: it ends as soon as it can, and says `stopped`. */
  readonly signal: AbortSignal;
}

/** What is going to be done, as its kind understood the arguments. */
export interface JobPlan {
  /** For people, one line. */
  readonly title: string;
  /** Path of the document that it works for. */
  readonly document: string | null;
  /** What it rejects with counts as `failed`. */
  run(task: JobTask): Promise<JobOutcome>;
}

export type PlannedJob =
  | { readonly status: "planned"; readonly plan: JobPlan }
  | { readonly status: "refused"; readonly error: ErrorBody };

export interface JobKind {
  readonly name: string;
  /** What a person is told when the bridge ended in the middle of one, and what they can do. */
  readonly interrupted: string;
  /** Asked again when a command is repeated, so it changes nothing that a second time would change once more. */
  plan(args: unknown): Promise<PlannedJob>;
}

export interface JobOptions {
  readonly kinds: readonly JobKind[];
}
