// Frames on their way through the stages. Each stage serves one frame at a time; what comes meanwhile waits before it, and what finds no
// room is dropped. Every frame ends once: it came through or was dropped.
import type { Clock } from "@nomous/protocol";
import type { StageProcess } from "./stage-process.ts";

export interface Frame {
  readonly line: string;
  /** By `elapsed`. */
  readonly arrivedMs: number;
  /** One that warms up counts for nothing. */
  readonly isCounted: boolean;
  readonly ended: () => void;
}

interface Lane {
  readonly stage: StageProcess;
  readonly waiting: Frame[];
  isBusy: boolean;
  readonly samples: number[];
}

export class Pipeline {
  readonly endToEnd: number[] = [];
  dropped = 0;
  /** Rejects when a stage fails. */
  readonly failed: Promise<never>;
  readonly #clock: Clock;
  readonly #room: number;
  readonly #lanes: readonly Lane[];
  readonly #fail: (error: unknown) => void;

  /** `room`: frames that may wait before each stage. */
  constructor(clock: Clock, stages: readonly StageProcess[], room: number) {
    this.#clock = clock;
    this.#room = room;
    this.#lanes = stages.map((stage) => ({ stage, waiting: [], isBusy: false, samples: [] }));
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => undefined);
    this.failed = promise;
    this.#fail = reject;
  }

  /** Frames that wait now. */
  get depth(): number {
    return this.#lanes.reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** Milliseconds of each counted frame, by stage. */
  get latencies(): Readonly<Record<string, readonly number[]>> {
    return Object.fromEntries(this.#lanes.map(({ stage, samples }) => [stage.id, samples]));
  }

  enter(frame: Frame): void {
    this.#arrive(0, frame);
  }

  #arrive(at: number, frame: Frame): void {
    const lane = this.#lanes[at];
    if (lane === undefined) {
      if (frame.isCounted) this.endToEnd.push(this.#clock.elapsed() - frame.arrivedMs);
      frame.ended();
    } else if (!lane.isBusy) {
      void this.#serve(lane, at, frame);
    } else if (lane.waiting.length < this.#room) {
      lane.waiting.push(frame);
    } else {
      if (frame.isCounted) this.dropped += 1;
      frame.ended();
    }
  }

  async #serve(lane: Lane, at: number, first: Frame): Promise<void> {
    lane.isBusy = true;
    try {
      for (let frame: Frame | undefined = first; frame !== undefined; frame = lane.waiting.shift()) {
        const began = this.#clock.elapsed();
        const line = await lane.stage.work(frame.line);
        if (frame.isCounted) lane.samples.push(this.#clock.elapsed() - began);
        this.#arrive(at + 1, { ...frame, line });
      }
    } catch (error) {
      this.#fail(error);
    }
    lane.isBusy = false;
  }
}
