// A kind of job whose work is done by the test: each run is handed over when it begins.
import {
  AnyJson,
  decodeFrame,
  decodeJson,
  fromUtf8,
  ITEM,
  JobEvent,
  type JobId,
  type JobOutcome,
  JOBS,
  JobsState,
  jobStream,
  type Runtime,
  type StreamEnd,
} from "@nomous/protocol";
import { openServices } from "../services-fixture.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { LatestStreams } from "../stream/latest-streams.ts";
import { Streams } from "../stream/streams.ts";
import type { JobKind, JobTask } from "./job-kind.ts";

interface Work extends JobTask {
  readonly name: string;
  end(state: JobOutcome["state"], message?: string): void;
  fail(error: Error): void;
}

/** Runs what `{ name }` says; refuses what has none. Work that is cancelled says so by itself unless it is deaf. */
export function createFakeKind(options: { readonly isDeaf?: boolean } = {}) {
  const begun: Work[] = [];
  const kind: JobKind = {
    name: "fake",
    interrupted: "Resume goes on.",
    async plan(args) {
      const name = (args as { name?: string }).name;
      if (name === undefined)
        return { status: "refused", error: { code: "invalid-arguments", message: "It has no name." } };
      const run = (task: JobTask): Promise<JobOutcome> => {
        const { promise, resolve, reject } = Promise.withResolvers<JobOutcome>();
        const end = (state: JobOutcome["state"], message = ""): void => resolve({ state, message });
        begun.push({ ...task, name, end, fail: reject });
        if (options.isDeaf !== true) task.signal.addEventListener("abort", () => end("stopped", "as asked"));
        return promise;
      };
      return { status: "planned", plan: { title: `Job ${name}`, document: `docs/${name}.md`, run } };
    },
  };
  return { kind, begun };
}

export interface WrittenJob {
  readonly text: string;
  readonly events: readonly JobEvent[];
  readonly end: StreamEnd | null;
}

interface JobsFixtureOptions extends Omit<NonNullable<Parameters<typeof openServices>[1]>, "jobs"> {
  readonly kind?: JobKind;
}

/** The services with one kind of job, and what a reader of `jobs` is shown. */
export async function openJobs(runtime: Runtime, options: JobsFixtureOptions = {}) {
  const { kind = createFakeKind().kind, ...others } = options;
  const { clock } = runtime;
  const latest = new LatestStreams({ clock, streams: new Streams(clock, createMemoryStorage(runtime)), run: 1 });
  const bridge = await openServices(runtime, { ...others, latest, jobs: { kinds: [kind] } });
  return {
    ...bridge,

    /** The newest value of `jobs`. */
    list: (): JobsState => {
      const frame = decodeFrame(latest.open(JOBS)?.newest?.bytes ?? new Uint8Array());
      const item = frame.status === "frame" ? frame.frame.items[0] : undefined;
      return JobsState.parse(item && decodeJson(AnyJson, fromUtf8(item.data)));
    },

    read: async (id: JobId): Promise<WrittenJob> => {
      const events: JobEvent[] = [];
      let text = "";
      for await (const item of bridge.journal.items(jobStream(id), 0)) {
        const words = fromUtf8(item.data);
        if (item.kind === ITEM.text) text += words;
        const event = item.kind === ITEM.json ? decodeJson(JobEvent, words) : undefined;
        if (event !== undefined) events.push(event);
      }
      return { text, events, end: (await bridge.journal.state(jobStream(id)))?.end ?? null };
    },
  };
}
