// A command may print a gigabyte. The beginning is kept as evidence and the end for the result in its last line; what is between is read as fast
// as it comes and forgotten, so that memory stays flat and the command never waits for a reader.
import type { PrintedOutput } from "../run-message.ts";

const KEPT_BYTES = 1024 * 1024;
const FIRST_BYTES = 4 * 1024;

export interface OutputCapture {
  readonly add: (chunk: Uint8Array) => void;
  readonly take: () => PrintedOutput;
}

export function captureOutput(): OutputCapture {
  let head = new Uint8Array(FIRST_BYTES);
  let headBytes = 0;
  /** The last bytes that did not fit into the head; the oldest stand where the next ones are written. */
  let ring: Uint8Array | undefined;
  let ringBytes = 0;

  const keepHead = (chunk: Uint8Array): void => {
    const needed = headBytes + chunk.length;
    if (needed > head.length) {
      const grown = new Uint8Array(Math.min(KEPT_BYTES, Math.max(needed, head.length * 2)));
      grown.set(head.subarray(0, headBytes));
      head = grown;
    }
    head.set(chunk, headBytes);
    headBytes = needed;
  };
  const keepEnd = (chunk: Uint8Array): void => {
    ring ??= new Uint8Array(KEPT_BYTES);
    const last = chunk.subarray(Math.max(0, chunk.length - KEPT_BYTES));
    const at = (ringBytes + chunk.length - last.length) % KEPT_BYTES;
    const fitting = last.subarray(0, KEPT_BYTES - at);
    ring.set(fitting, at);
    ring.set(last.subarray(fitting.length));
    ringBytes += chunk.length;
  };
  return {
    add(chunk) {
      const fitting = Math.min(chunk.length, KEPT_BYTES - headBytes);
      if (fitting > 0) keepHead(chunk.subarray(0, fitting));
      if (fitting < chunk.length) keepEnd(chunk.subarray(fitting));
    },
    take() {
      const beginning = head.slice(0, headBytes);
      if (ring === undefined) return { bytes: headBytes, head: beginning, end: null };
      const at = ringBytes % KEPT_BYTES;
      const isFull = ringBytes >= KEPT_BYTES;
      const parts = isFull
        ? [ring.subarray(at), ring.subarray(0, at)]
        : [beginning.subarray(ringBytes), ring.subarray(0, at)];
      return { bytes: headBytes + ringBytes, head: beginning, end: Uint8Array.from(Buffer.concat(parts)) };
    },
  };
}
