// A decision is data: what to commit and what to set going afterwards, or why not. Deciders are pure functions from the
// durable state, the arguments and the context to a decision; the executor carries it out.
import type { Actor, CommandId, ErrorBody, ErrorCode, JobId, JobSummary, TurnId } from "@nomous/protocol";
import type { NewGeneration } from "../generation/new-generation.ts";
import type { NewJob } from "../job/running-job.ts";
import type { LoadedRoom } from "../document/room/loaded-room.ts";
import type { Change, Origin } from "../stream/journal.ts";

export interface DecisionContext {
  readonly actor: Actor;
  /** Wall clock, milliseconds. */
  readonly now: number;
  readonly command: CommandId;
  /** The storage's run: whose work it is that a command starts. */
  readonly run: number;
  /** For what the result names, so that its sender gets no echo; `undefined`: nobody waits on a connection. */
  readonly origin?: Origin | undefined;
  /** The command waited for a connection: whoever sent it could not see what others did meanwhile. */
  readonly waited?: boolean;
}

/** What begins once the commit is durable. */
export type Effect =
  | { readonly type: "generation.start"; readonly generation: NewGeneration }
  | { readonly type: "generation.cancel"; readonly answer: TurnId }
  | { readonly type: "document.grown"; readonly room: LoadedRoom }
  | { readonly type: "job.queued"; readonly wanted: NewJob; readonly forgotten: readonly JobId[] }
  | { readonly type: "job.cancelled"; readonly job: JobSummary };

export type Decision =
  | {
      readonly status: "applied";
      readonly change: Pick<Change, "expect" | "appends" | "records" | "drops">;
      /** What RES tells besides that it was applied. */
      readonly result?: unknown;
      readonly effect?: Effect;
    }
  | { readonly status: "rejected"; readonly error: ErrorBody };

export const NOTHING_TO_DO: Decision = { status: "applied", change: {} };

export const reject = (code: ErrorCode, message: string, details?: ErrorBody["details"]): Decision => ({
  status: "rejected",
  error: details === undefined ? { code, message } : { code, message, details },
});
