// The jobs that are kept, as the log has them: each is one record beside its stream, changed in the same commit. What is here was read at
// the start, or is durable.
import {
  check,
  growJob,
  isOver,
  type JobEvent,
  type JobId,
  JOBS,
  type JobsState,
  JobSummary,
  LIMITS,
  utf8Length,
} from "@nomous/protocol";
import type { RecordChange, Storage } from "../storage/storage.ts";
import type { LatestStreams } from "../stream/latest-streams.ts";

/** Kind of the record that is kept of each job for as long as its stream is. */
const JOB_RECORD = "job";

/** The list's own braces and fields. */
const ENVELOPE_BYTES = 4 * 1024;

export class JobShelf {
  /** In the order in which they were asked for. */
  readonly #jobs: Map<JobId, JobSummary>;
  readonly #latest: LatestStreams | undefined;

  private constructor(jobs: readonly JobSummary[], latest: LatestStreams | undefined) {
    this.#jobs = new Map(jobs.map((job) => [job.id, job]));
    this.#latest = latest;
    this.#show();
  }

  static async open(storage: Storage, latest: LatestStreams | undefined): Promise<JobShelf> {
    const jobs = (await storage.records(JOB_RECORD)).flatMap(({ value }) => {
      // What a newer version wrote is left alone.
      const checked = check(JobSummary, value);
      return checked.ok ? [checked.value] : [];
    });
    return new JobShelf(
      jobs.toSorted((a, b) => a.createdAt - b.createdAt),
      latest,
    );
  }

  get(id: JobId): JobSummary | undefined {
    return this.#jobs.get(id);
  }

  /** Those that have not ended, oldest first. */
  get open(): readonly JobSummary[] {
    return [...this.#jobs.values()].filter((job) => !isOver(job));
  }

  /** Those that go when one more comes. */
  get surplus(): readonly JobId[] {
    const ended = [...this.#jobs.values()].filter(isOver);
    return ended.slice(0, Math.max(0, this.#jobs.size + 1 - LIMITS.keptJobs)).map(({ id }) => id);
  }

  /** Takes over what has become durable. */
  keep(job: JobSummary, forgotten: readonly JobId[] = []): void {
    for (const id of forgotten) this.#jobs.delete(id);
    this.#jobs.set(job.id, job);
    this.#show();
  }

  #show(): void {
    this.#latest?.show(JOBS, listOf([...this.#jobs.values()]));
  }
}

/** What events make of a job that has begun. */
export function grown(job: JobSummary | undefined, events: readonly JobEvent[]): JobSummary {
  const after = events.reduce(growJob, job);
  if (after === undefined) throw new Error("a job was changed before it was there");
  return after;
}

export const recordOf = (job: JobSummary): RecordChange => ({
  kind: JOB_RECORD,
  id: job.id,
  value: job,
  actor: job.actor,
});

export const removalOf = (id: JobId, { actor }: JobSummary): RecordChange => ({
  kind: JOB_RECORD,
  id,
  value: null,
  actor,
});

/** `jobs` in the order in which they were asked for. */
function listOf(jobs: readonly JobSummary[]): JobsState {
  const queue = jobs.filter(({ state }) => state === "queued");
  const ordered = [...jobs.filter(({ state }) => state === "running"), ...queue, ...jobs.filter(isOver).toReversed()];
  return { jobs: fitting(ordered), queue: queue.map(({ id }) => id) };
}

/** As many of the first as one item holds. */
function fitting(jobs: readonly JobSummary[]): JobSummary[] {
  let left = LIMITS.itemBytes - ENVELOPE_BYTES;
  const end = jobs.findIndex((job) => (left -= utf8Length(JSON.stringify(job)) + 1) < 0);
  return end === -1 ? [...jobs] : jobs.slice(0, end);
}
