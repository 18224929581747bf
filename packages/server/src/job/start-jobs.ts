// The jobs of a bridge. What an earlier run left open is ended before anyone can read it: nothing begins by itself after a crash, since a job
// runs commands, and a person should be there (rules S11, C8, J6).
import type { JobEvent, JobSummary } from "@nomous/protocol";
import { jobStream } from "@nomous/protocol";
import { jsonItem } from "../conversation/json-item.ts";
import type { Storage } from "../storage/storage.ts";
import type { LatestStreams } from "../stream/latest-streams.ts";
import type { JobKind, JobOptions } from "./job-kind.ts";
import { grown, JobShelf, recordOf } from "./job-shelf.ts";
import { Jobs } from "./jobs.ts";
import { END_REASONS, type RunningJobParts } from "./running-job.ts";

export interface JobsParts extends Omit<RunningJobParts, "shelf"> {
  readonly storage: Storage;
  /** Where `jobs` is shown. */
  readonly latest?: LatestStreams | undefined;
  /** Without it no job can be started. */
  readonly jobs?: JobOptions | undefined;
}

export async function startJobs(parts: JobsParts): Promise<Jobs> {
  const { storage, latest, jobs: { kinds } = { kinds: [] } } = parts;
  const shelf = await JobShelf.open(storage, latest);
  for (const job of shelf.open) await endInterrupted(parts, shelf, kinds, job);
  return new Jobs({ ...parts, shelf }, kinds);
}

async function endInterrupted(
  { runtime, journal, logger }: JobsParts,
  shelf: JobShelf,
  kinds: readonly JobKind[],
  job: JobSummary,
): Promise<void> {
  const outcome = { state: "interrupted", message: wordsFor(job, kinds) } as const;
  const event: JobEvent = { type: "ended", at: runtime.clock.now(), outcome };
  const ended = grown(job, [event]);
  const end = { reason: END_REASONS[outcome.state] };
  const { status } = await journal.commit({
    appends: [{ sid: jobStream(job.id), items: [jsonItem(event)], end, actor: job.actor }],
    records: [recordOf(ended)],
  });
  if (status !== "committed") throw new Error(`the open job ${job.id} cannot be ended: ${status}`);
  shelf.keep(ended);
  logger.info({ job: job.id, kind: job.kind }, "a job of an earlier run was ended as interrupted");
}

function wordsFor({ kind, state }: JobSummary, kinds: readonly JobKind[]): string {
  if (state === "queued") return "The bridge ended before it began. Start it again.";
  return kinds.find(({ name }) => name === kind)?.interrupted ?? "The bridge ended in the middle of it.";
}
