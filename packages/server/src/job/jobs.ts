// The queue: one job works, the others wait in the order in which they came. Only those of this process are in it; what an earlier one left
// open was ended at the start.
import { type JobId, type JobSummary, LIMITS } from "@nomous/protocol";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import type { JobKind } from "./job-kind.ts";
import type { JobShelf } from "./job-shelf.ts";
import { type NewJob, RunningJob, type RunningJobParts } from "./running-job.ts";

export class Jobs {
  readonly #parts: RunningJobParts;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  /** The first one has the turn. */
  readonly #live: RunningJob[] = [];
  #working: Promise<void> | undefined;
  #isStopping = false;

  constructor(parts: RunningJobParts, kinds: readonly JobKind[]) {
    this.#parts = parts;
    this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]));
  }

  get shelf(): JobShelf {
    return this.#parts.shelf;
  }

  get isFull(): boolean {
    return this.shelf.open.length > LIMITS.queuedJobs;
  }

  kind(name: string): JobKind | undefined {
    return this.#kinds.get(name);
  }

  /** A job that has become durable joins the queue. */
  queue(wanted: NewJob, forgotten: readonly JobId[]): void {
    this.shelf.keep(wanted.job, forgotten);
    this.#live.push(new RunningJob(this.#parts, wanted));
    this.#working ??= this.#work();
  }

  /** Somebody cancelled it, and that is durable. */
  cancel(job: JobSummary): void {
    this.shelf.keep(job);
    this.#live.find(({ id }) => id === job.id)?.cancel();
  }

  /** Ends what works as `interrupted`, and leaves what waits to the next start, which does the same. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#live[0]?.interrupt();
    await this.#working;
  }

  async #work(): Promise<void> {
    for (let job = this.#live[0]; job !== undefined && !this.#isStopping; job = this.#live[0]) {
      await this.#run(job);
      this.#live.shift();
    }
    this.#working = undefined;
  }

  async #run(job: RunningJob): Promise<void> {
    const { logger, shelf } = this.#parts;
    try {
      await job.run();
      logger.info({ job: job.id, state: shelf.get(job.id)?.state }, "a job ended");
    } catch (error) {
      // Its record is still open: the next start ends it.
      const cause = { error: codeOf(error), at: placeOf(error) };
      logger.error({ job: job.id, ...cause }, "a job could not be ended; the next start ends it");
    }
  }
}
