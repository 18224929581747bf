// What Chromium writes down while a page works: how long the tasks of its main thread had a processor, and what became of its frames.
import type { CDPSession, Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Microseconds on a processor. */
  readonly tdur?: number;
  readonly ph: string;
  readonly args: {
    readonly name?: string;
    readonly frame_reporter?: FrameReport;
  };
}

/** How a frame ended, as the compositor tells it. */
interface FrameReport {
  readonly state: string;
  readonly affects_smoothness: boolean;
  /** A part of it was blank, because what stands there was not drawn yet. */
  readonly checkerboarded_needs_raster: boolean;
  readonly checkerboarded_needs_record: boolean;
}

interface FrameCounts {
  /** Something was to be drawn. */
  readonly wanted: number;
  /** It came not, or only in part: a person may see that it does not move. */
  readonly dropped: number;
  /** A part of it was blank. */
  readonly blank: number;
}

export interface Traced {
  /** Processor time of the longest task of a main thread, milliseconds. */
  readonly longestMs: number;
  /** By the clock. */
  readonly longestWallMs: number;
  /** Processor time of all of them. */
  readonly totalMs: number;
  readonly frames: FrameCounts;
}

const TASKS = "toplevel";
const FRAMES = "cc,benchmark";

/** `withFrames` makes the trace larger: only for seconds. */
export async function traced(page: Page, withFrames: boolean, work: () => Promise<void>): Promise<Traced> {
  const session = await page.context().newCDPSession(page);
  const sums = new Sums();
  session.on("Tracing.dataCollected", ({ value }) => sums.add(value as unknown as TraceEvent[]));
  await start(session, withFrames ? `${TASKS},${FRAMES}` : TASKS);
  await work();
  const complete = completed(session, page);
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  return sums.traced();
}

/** Rejects when the browser goes before. */
function completed(session: CDPSession, page: Page): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const gone = (): void => reject(new Error("The browser went while it was traced."));
  session.once("Tracing.tracingComplete", () => resolve());
  page.once("close", gone);
  page.once("crash", gone);
  return promise.finally(() => {
    page.off("close", gone);
    page.off("crash", gone);
  });
}

const start = (session: CDPSession, categories: string): Promise<unknown> =>
  session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: categories.split(","), traceBufferSizeInKb: 400_000 },
  });

interface ThreadSums {
  longestUs: number;
  longestWallUs: number;
  totalUs: number;
}

/** A trace is large: only what is asked of it is kept. */
class Sums {
  readonly #threads = new Map<string, ThreadSums>();
  readonly #mains = new Set<string>();
  readonly #frames = { wanted: 0, dropped: 0, blank: 0 };

  add(events: readonly TraceEvent[]): void {
    for (const event of events) {
      const { name, args, pid, tid } = event;
      if (name === "thread_name" && args.name === "CrRendererMain") this.#mains.add(`${pid} ${tid}`);
      if (name.endsWith("RunTask")) this.#addTask(event);
      if (name === "PipelineReporter" && args.frame_reporter !== undefined) this.#addFrame(args.frame_reporter);
    }
  }

  #addFrame(frame: FrameReport): void {
    if (frame.state === "STATE_NO_UPDATE_DESIRED") return;
    this.#frames.wanted += 1;
    if (frame.state === "STATE_DROPPED" && frame.affects_smoothness) this.#frames.dropped += 1;
    if (frame.checkerboarded_needs_raster || frame.checkerboarded_needs_record) this.#frames.blank += 1;
  }

  #addTask({ pid, tid, dur = 0, tdur = 0 }: TraceEvent): void {
    const key = `${pid} ${tid}`;
    const sums = this.#threads.get(key) ?? { longestUs: 0, longestWallUs: 0, totalUs: 0 };
    sums.longestUs = Math.max(sums.longestUs, tdur);
    sums.longestWallUs = Math.max(sums.longestWallUs, dur);
    sums.totalUs += tdur;
    this.#threads.set(key, sums);
  }

  traced(): Traced {
    const mains = [...this.#threads].filter(([key]) => this.#mains.has(key)).map(([, sums]) => sums);
    const most = (of: (sums: ThreadSums) => number): number => Math.max(0, ...mains.map(of)) / 1_000;
    return {
      longestMs: most(({ longestUs }) => longestUs),
      longestWallMs: most(({ longestWallUs }) => longestWallUs),
      totalMs: most(({ totalUs }) => totalUs),
      frames: this.#frames,
    };
  }
}
