// One direction of a fake connection: what is sent waits in the sender's buffer until the network takes it, travels, and
// arrives in order. Like TCP it can be slow, stand still, or end early; it cannot reorder, repeat or lose from the middle.
import type { Clock, StopTimer } from "@nomous/protocol";

/** What one end sends to the other. `reset` tells the receiver that the connection broke. */
export type Parcel =
  | { readonly type: "open" }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "binary"; readonly bytes: Uint8Array }
  | { readonly type: "close"; readonly code: number; readonly reason: string }
  | { readonly type: "reset" };

export interface PipeOptions {
  readonly clock: Clock;
  /** Milliseconds that a parcel takes. */
  readonly latencyMs: () => number;
  /** Bytes that the network takes before it waits for the receiver: both kernels' buffers together. */
  readonly windowBytes: number;
  readonly deliver: (parcel: Parcel) => void;
  /** The sender's buffer shrank. */
  readonly drained: () => void;
}

interface Travelling {
  readonly parcel: Parcel;
  readonly bytes: number;
  readonly arrivesAt: number;
}

const FRAME_HEAD_BYTES = 4;

export class FakePipe {
  /** The most that ever waited. */
  peakBufferedBytes = 0;
  readonly #options: PipeOptions;
  #waiting: { readonly parcel: Parcel; readonly bytes: number }[] = [];
  #travelling: Travelling[] = [];
  #waitingBytes = 0;
  #travellingBytes = 0;
  #lastArrival = 0;
  #stalledUntil = 0;
  #bytesPerSecond = Infinity;
  #isEnded = false;
  #stopTimer: StopTimer | undefined;

  constructor(options: PipeOptions) {
    this.#options = options;
  }

  get bufferedBytes(): number {
    return this.#waitingBytes;
  }

  send(parcel: Parcel): void {
    if (this.#isEnded) return;
    const bytes = sizeOf(parcel);
    this.#waiting.push({ parcel, bytes });
    this.#waitingBytes += bytes;
    this.#take();
    this.peakBufferedBytes = Math.max(this.peakBufferedBytes, this.#waitingBytes);
    this.#schedule();
  }

  /** Nothing arrives for `ms`; `Infinity` is a peer that vanished without a word. */
  stall(ms: number): void {
    this.#stalledUntil = Math.max(this.#stalledUntil, this.#options.clock.elapsed() + ms);
    this.#schedule();
  }

  /** How fast the receiver reads from now on. */
  throttle(bytesPerSecond: number): void {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Loses what the sender still holds and all but `kept` parcels that travel; `last` arrives behind them. */
  end(kept: number, last?: Parcel): void {
    if (this.#isEnded) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#travelling = this.#travelling.slice(0, kept);
    if (last !== undefined) this.send(last);
    this.#isEnded = true;
    this.#schedule();
  }

  /** Parcels on their way. */
  get travelling(): number {
    return this.#travelling.length;
  }

  #take(): void {
    const now = this.#options.clock.elapsed();
    while (this.#travellingBytes < this.#options.windowBytes) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#waitingBytes -= next.bytes;
      this.#travellingBytes += next.bytes;
      const start = Math.max(this.#lastArrival, now + this.#options.latencyMs());
      this.#lastArrival = start + Math.floor((next.bytes * 1_000) / this.#bytesPerSecond);
      this.#travelling.push({ ...next, arrivesAt: this.#lastArrival });
    }
  }

  #schedule(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const head = this.#travelling[0];
    if (head === undefined || this.#stalledUntil === Infinity) return;
    const { clock } = this.#options;
    const at = Math.max(head.arrivesAt, this.#stalledUntil);
    this.#stopTimer = clock.after(at - clock.elapsed(), () => this.#arrive());
  }

  #arrive(): void {
    const head = this.#travelling.shift();
    if (head === undefined) return;
    this.#travellingBytes -= head.bytes;
    const before = this.#waitingBytes;
    this.#take();
    this.#schedule();
    if (this.#waitingBytes < before) this.#options.drained();
    this.#options.deliver(head.parcel);
  }
}

function sizeOf(parcel: Parcel): number {
  if (parcel.type === "text") return FRAME_HEAD_BYTES + parcel.text.length;
  return FRAME_HEAD_BYTES + (parcel.type === "binary" ? parcel.bytes.length : 0);
}
