// The jobs that this client looks at: one object for each id. What the list says of them comes from `jobs`; what they made, from here.
import { type Clock, type JobId, jobStream } from "@nomous/protocol";
import type { JobView } from "../client.ts";
import { Shelf } from "../conversation/shelf.ts";
import { View } from "../conversation/view.ts";
import type { Readable } from "../readable.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { Replica } from "../stream/replica.ts";
import type { Streams } from "../stream/streams.ts";
import { EMPTY_JOB, growJobText, type JobText } from "./job-text.ts";

export interface JobsParts {
  readonly clock: Clock;
  readonly storage: ClientStorage;
  readonly streams: Streams;
}

export class Jobs {
  readonly #parts: JobsParts;
  readonly #jobs = new Shelf<JobId, Job>();

  constructor(parts: JobsParts) {
    this.#parts = parts;
  }

  job(id: JobId): Readable<JobView> {
    return this.#jobs.get(id, () => new Job(this.#parts, id)).view;
  }

  /** The outbox or the connection changed: what was looked for in vain may be there now. */
  touch(): void {
    for (const { replica } of this.#jobs.values()) replica.lookAgain();
  }

  /** Another store: nothing that was read from the one before counts. */
  forget(): void {
    for (const { replica } of this.#jobs.values()) replica.forget();
  }

  /** Resolves when all that was read is stored. */
  async saved(): Promise<void> {
    await Promise.all([...this.#jobs.values()].map(({ replica }) => replica.saved()));
  }
}

class Job {
  readonly view: View<JobView>;
  readonly replica: Replica<JobText>;
  /** What of the stream is shown. */
  #shown: JobText | undefined;

  constructor(parts: JobsParts, id: JobId) {
    this.replica = new Replica({
      ...parts,
      sid: jobStream(id),
      empty: EMPTY_JOB,
      fold: growJobText,
      changed: () => this.view.touch(),
    });
    this.view = new View({
      clock: parts.clock,
      compute: (before) => this.#compute(before),
      hold: () => this.replica.hold(),
    });
  }

  #compute(before: JobView | undefined): JobView {
    const { value, status: read, isDamaged, end } = this.replica;
    const status = isDamaged ? "damaged" : read;
    if (before?.status === status && this.#shown === value) return before;
    this.#shown = value;
    return { ...value, status, end };
  }
}
