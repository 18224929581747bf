// The commands about jobs. A job is in the log before it is in the queue, and what ends it there is in the log before it ends.
import {
  type CommandArgs,
  type EndReason,
  isOver,
  type JobEvent,
  JOBS,
  jobStream,
  type JobSummary,
  LIMITS,
} from "@nomous/protocol";
import type { CommandKind, CommandTable } from "../command/command-table.ts";
import { type Decision, type DecisionContext, NOTHING_TO_DO, reject } from "../command/decision.ts";
import { jsonItem } from "../conversation/json-item.ts";
import type { Change, Journal } from "../stream/journal.ts";
import { clipped } from "./job-item.ts";
import type { JobKind, JobPlan } from "./job-kind.ts";
import { grown, recordOf, removalOf } from "./job-shelf.ts";
import type { Jobs } from "./jobs.ts";

type JobCommands = Pick<CommandTable, Extract<keyof CommandTable, `job.${string}`>>;

export function createJobCommands({ journal, jobs }: { readonly journal: Journal; readonly jobs: Jobs }): JobCommands {
  const start: CommandKind<CommandArgs<"job.start">> = {
    // One more may be one too many, so those that come at once are looked at one after the other.
    streams: ({ job }) => [JOBS, jobStream(job)],
    async decide(args, context) {
      const kind = jobs.kind(args.kind);
      if (kind === undefined) return reject("not-supported", "This bridge does no work of that kind.");
      if ((await journal.state(jobStream(args.job))) !== undefined)
        return reject("conflict", "A job with this id was started before.");
      if (jobs.isFull) return reject("conflict", `${LIMITS.queuedJobs} jobs wait already. Cancel one, or try later.`);
      const planned = await kind.plan(args.args);
      if (planned.status === "refused") return { status: "rejected", error: planned.error };
      return decideStart(jobs, kind, planned.plan, args, context);
    },
  };
  return {
    "job.start": start,
    "job.cancel": {
      streams: ({ job }) => [jobStream(job)],
      decide: async ({ job }, context) => decideCancel(jobs.shelf.get(job), context),
    },
  };
}

function decideStart(
  { shelf }: Jobs,
  { name: kind, interrupted }: JobKind,
  plan: JobPlan,
  { job: id }: CommandArgs<"job.start">,
  { now: at, actor }: DecisionContext,
): Decision {
  const title = clipped(plan.title, LIMITS.titleLength);
  const event: JobEvent = { type: "queued", job: id, kind, title, document: plan.document, at, actor };
  const job = grown(undefined, [event]);
  const forgotten = shelf.surplus;
  return {
    status: "applied",
    change: {
      appends: [{ sid: jobStream(id), items: [jsonItem(event)], actor }],
      records: [recordOf(job), ...forgotten.map((one) => removalOf(one, job))],
      drops: forgotten.map(jobStream),
    },
    effect: { type: "job.queued", wanted: { job, plan, interrupted }, forgotten },
  };
}

/** One that waits has ended with this; one that runs is told, and ends when its work has let go. */
function decideCancel(job: JobSummary | undefined, { now: at, actor }: DecisionContext): Decision {
  if (job === undefined) return reject("not-found", "The job does not exist, or is not kept any more.");
  if (isOver(job) || job.cancelledBy !== null) return NOTHING_TO_DO;
  const cancelled: JobEvent = { type: "cancelled", at, actor };
  if (job.state === "running") return changed(job, [cancelled], actor);
  const outcome = { state: "stopped", message: "It was cancelled before it began." } as const;
  return changed(job, [cancelled, { type: "ended", at, outcome }], actor, "cancelled");
}

function changed(
  before: JobSummary,
  events: readonly JobEvent[],
  actor: DecisionContext["actor"],
  reason?: EndReason,
): Decision {
  const job = grown(before, events);
  const end = reason && { reason };
  return {
    status: "applied",
    change: {
      appends: [{ sid: jobStream(job.id), items: events.map(jsonItem), actor, ...(end && { end }) }],
      records: [recordOf(job)],
    } satisfies Change,
    effect: { type: "job.cancelled", job },
  };
}
