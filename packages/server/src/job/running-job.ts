// One job from its turn to its end: its kind fills a buffer, and the buffer's batches are committed to the job's stream.
//
//   its turn ─► started ─► its kind works ─► ended, END     done · failed
//                                │                          stopped: its kind was told to, and has let go
//                                └─ the bridge stops ─►     interrupted: it has some seconds to let go
//
// The last batch, END and the record's end are one commit, and so is each batch with what it changes in the record.
import {
  type EndReason,
  isOver,
  type JobEvent,
  type JobOutcome,
  type JobSummary,
  jobStream,
  type Runtime,
  sleep,
} from "@nomous/protocol";
import type { Logger } from "pino";
import type { KeyedQueue } from "../command/keyed-queue.ts";
import { codeOf, placeOf } from "../connection/describe-error.ts";
import { jsonItem } from "../conversation/json-item.ts";
import { explainFault } from "../document/explain-fault.ts";
import { insist } from "../stream/insist.ts";
import type { Journal, NewItem } from "../stream/journal.ts";
import { PartBuffer } from "../stream/part-buffer.ts";
import { clipped, encodeJobPart, eventsIn, splitJobPart } from "./job-item.ts";
import type { JobPart, JobPlan } from "./job-kind.ts";
import { grown, type JobShelf, recordOf } from "./job-shelf.ts";

export interface RunningJobParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  /** Where commands take their turns: a job that ends and a command that cancels it do not meet. */
  readonly queue: KeyedQueue;
  readonly shelf: JobShelf;
  readonly logger: Logger;
}

export interface NewJob {
  /** As it was queued. */
  readonly job: JobSummary;
  readonly plan: JobPlan;
  /** Its kind's words for an end of the bridge. */
  readonly interrupted: string;
}

/** How long the work may take to let go when nothing of it can be kept any more. */
const GRACE_MS = 5_000;

/** How the stream of a job ends. */
export const END_REASONS = {
  done: "done",
  failed: "error",
  stopped: "cancelled",
  interrupted: "interrupted",
} as const satisfies Record<JobOutcome["state"], EndReason>;

export class RunningJob {
  readonly #parts: RunningJobParts;
  readonly #new: NewJob;
  readonly #buffer = new PartBuffer<JobPart, JobOutcome>(encodeJobPart);
  readonly #abort = new AbortController();
  /** The bridge stops: a disk that refuses is tried no more. */
  readonly #stop = new AbortController();
  /** The work of its kind, once that has begun. */
  #worked: Promise<void> = Promise.resolve();

  constructor(parts: RunningJobParts, wanted: NewJob) {
    this.#parts = parts;
    this.#new = wanted;
  }

  get id(): JobSummary["id"] {
    return this.#new.job.id;
  }

  /** Resolves when its end is durable, at once when it was cancelled before; rejects when the log does not take it. */
  async run(): Promise<void> {
    if (await this.#start()) await this.#write();
  }

  /** Somebody wants it to end. */
  cancel(): void {
    this.#abort.abort();
  }

  /** The bridge stops. */
  async interrupt(): Promise<void> {
    this.#stop.abort();
    this.#abort.abort();
    await this.#letGo();
    this.#buffer.close(this.#interruption());
  }

  /** False when it has ended already, or the bridge does. */
  #start(): Promise<boolean> {
    return this.#inTurn(async (job) => {
      if (isOver(job) || this.#stop.signal.aborted) return false;
      const event: JobEvent = { type: "started", at: this.#parts.runtime.clock.now() };
      await this.#commit(job, [event], [jsonItem(event)]);
      return true;
    });
  }

  async #write(): Promise<void> {
    this.#worked = this.#work();
    try {
      for (;;) {
        const { parts, items, end } = await this.#buffer.take();
        await this.#save(eventsIn(parts), items, end);
        if (end !== undefined) return;
      }
    } catch (error) {
      this.#abort.abort();
      await this.#letGo();
      throw error;
    }
  }

  /** Resolves when the work has ended, or does not want to. */
  async #letGo(): Promise<void> {
    const ended = new AbortController();
    void this.#worked.then(() => ended.abort());
    await sleep(this.#parts.runtime.clock, GRACE_MS, ended.signal);
  }

  async #work(): Promise<void> {
    this.#buffer.close(await this.#outcome());
  }

  async #outcome(): Promise<JobOutcome> {
    const { signal } = this.#abort;
    if (this.#stop.signal.aborted) return this.#interruption();
    try {
      const outcome = await this.#new.plan.run({ job: this.id, emit: (part) => this.#emit(part), signal });
      return outcome.state === "stopped" && this.#stop.signal.aborted ? this.#interruption() : outcome;
    } catch (error) {
      if (this.#stop.signal.aborted) return this.#interruption();
      if (signal.aborted && error === signal.reason) return { state: "stopped", message: "It was stopped." };
      return this.#failure(error);
    }
  }

  /** All at once, so that nothing comes between the pieces of a text. */
  async #emit(part: JobPart): Promise<void> {
    await [...splitJobPart(part)].map((piece) => this.#buffer.push(piece)).at(-1);
  }

  #interruption(): JobOutcome {
    return { state: "interrupted", message: this.#new.interrupted };
  }

  #failure(error: unknown): JobOutcome {
    const fault = explainFault(error);
    if (fault !== undefined) return { state: "failed", message: fault.message };
    const { kind, id: job } = this.#new.job;
    this.#parts.logger.error({ kind, job, error: codeOf(error), at: placeOf(error) }, "a job failed");
    return { state: "failed", message: "The job failed unexpectedly. The bridge's log says more." };
  }

  #save(events: readonly JobEvent[], items: readonly NewItem[], end: JobOutcome | undefined): Promise<void> {
    return this.#inTurn((job) => {
      if (end === undefined) return this.#commit(job, events, items);
      const outcome = { ...end, message: clipped(end.message) };
      const ended: JobEvent = { type: "ended", at: this.#parts.runtime.clock.now(), outcome };
      return this.#commit(job, [...events, ended], [...items, jsonItem(ended)], END_REASONS[end.state]);
    });
  }

  async #commit(
    before: JobSummary,
    events: readonly JobEvent[],
    items: readonly NewItem[],
    reason?: EndReason,
  ): Promise<void> {
    const { runtime, journal, shelf, logger } = this.#parts;
    const job = grown(before, events);
    const end = reason && { reason };
    const append = { sid: jobStream(job.id), items, actor: job.actor, ...(end && { end }) };
    const refused = ({ code }: { code: string }, waitMs: number): void =>
      logger.warn({ job: job.id, code, waitMs }, "a job cannot be saved; it is tried again");
    const records = events.length > 0 ? [recordOf(job)] : [];
    await insist({ clock: runtime.clock, journal, stop: this.#stop.signal, refused }, { appends: [append], records });
    if (events.length > 0) shelf.keep(job);
  }

  /** No command changes the job meanwhile. */
  #inTurn<T>(task: (job: JobSummary) => Promise<T>): Promise<T> {
    const { queue, shelf } = this.#parts;
    return queue.run([jobStream(this.id)], () => task(shelf.get(this.id) ?? this.#new.job));
  }
}
