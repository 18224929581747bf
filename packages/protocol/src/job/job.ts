// A job is long work that a bridge does for a person: one at a time on a machine, the others wait. What happens to it are the JSON items of
// `job/<id>`; what it makes are the text items, which read one after the other as one text.
import * as z from "zod/mini";
import { Actor } from "../actor.ts";
import { Title } from "../conversation/event.ts";
import { WorkspacePath } from "../conversation/turn.ts";
import { JobId } from "../ids.ts";
import { LIMITS } from "../limits.ts";

const at = z.number();
const words = z.string().check(z.maxLength(LIMITS.jobWordsLength));
const count = z.int().check(z.nonnegative());

/** `stopped`: a person asked for it. `interrupted`: the bridge ended in the middle of it. */
export const JobState = z.enum(["queued", "running", "done", "failed", "stopped", "interrupted"]);
export type JobState = z.infer<typeof JobState>;

/** `total` may grow; 0 when nobody knows it yet. */
export const JobProgress = z.object({ done: count, total: count, words });
export type JobProgress = z.infer<typeof JobProgress>;

/** How it ended; `message` tells a person that, and what to do. */
export const JobOutcome = z.object({
  state: z.enum(["done", "failed", "stopped", "interrupted"]),
  message: words,
});
export type JobOutcome = z.infer<typeof JobOutcome>;

/** The JSON items of `job/<id>`. */
export const JobEvent = z.discriminatedUnion("type", [
  /** The first item. */
  z.object({
    type: z.literal("queued"),
    job: JobId,
    kind: z.string(),
    title: Title,
    /** The document that it works for. */
    document: z.nullable(WorkspacePath),
    at,
    actor: Actor,
  }),
  z.object({ type: z.literal("started"), at }),
  /** Something that a person should read. */
  z.object({ type: z.literal("note"), words }),
  /** Only the newest counts. */
  z.object({ type: z.literal("progress"), progress: JobProgress }),
  /** Somebody asked it to stop; it ends as soon as it can. */
  z.object({ type: z.literal("cancelled"), at, actor: Actor }),
  /** The last one, before END. */
  z.object({ type: z.literal("ended"), at, outcome: JobOutcome }),
]);
export type JobEvent = z.infer<typeof JobEvent>;

/** What a list says of a job. Times are wall clock of the bridge, milliseconds. */
export const JobSummary = z.object({
  id: JobId,
  kind: z.string(),
  title: Title,
  document: z.nullable(WorkspacePath),
  state: JobState,
  /** Who asked for it. */
  actor: Actor,
  createdAt: at,
  startedAt: z.nullable(at),
  endedAt: z.nullable(at),
  /** Who asked it to stop. */
  cancelledBy: z.nullable(Actor),
  progress: z.nullable(JobProgress),
  /** How it ended; empty before that. */
  message: words,
});
export type JobSummary = z.infer<typeof JobSummary>;

/** The item of the stream `jobs`. */
export const JobsState = z.object({
  /** What runs, what waits in its order, then what has ended, newest first; of these only as many as an item holds. */
  jobs: z.array(JobSummary),
  /** Those that wait, in their order. */
  queue: z.array(JobId),
});
export type JobsState = z.infer<typeof JobsState>;

export const isOver = ({ state }: Pick<JobSummary, "state">): boolean => state !== "queued" && state !== "running";

/** What an event makes of a job; `undefined` before the first one. */
export function growJob(job: JobSummary | undefined, event: JobEvent): JobSummary | undefined {
  if (event.type === "queued") return job ?? begin(event);
  return job && change(job, event);
}

const begin = ({
  job: id,
  kind,
  title,
  document,
  at: createdAt,
  actor,
}: Extract<JobEvent, { type: "queued" }>): JobSummary => ({
  id,
  kind,
  title,
  document,
  state: "queued",
  actor,
  createdAt,
  startedAt: null,
  endedAt: null,
  cancelledBy: null,
  progress: null,
  message: "",
});

function change(job: JobSummary, event: Exclude<JobEvent, { type: "queued" }>): JobSummary {
  switch (event.type) {
    case "started":
      return { ...job, state: "running", startedAt: event.at };
    case "progress":
      return { ...job, progress: event.progress };
    case "cancelled":
      return { ...job, cancelledBy: event.actor };
    case "ended":
      return { ...job, ...event.outcome, endedAt: event.at };
    case "note":
      break;
  }
  return job;
}
