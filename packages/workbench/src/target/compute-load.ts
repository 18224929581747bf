// What stated rates come to: messages and bytes a second of all clients together, and what a day brings. Payload alone; what frames and
// headers add is not stated.
import type { Flow } from "./read-flows.ts";

export interface Load {
  readonly name: string;
  /** A second, of all clients. Null where only the peak is stated. */
  readonly messages: number | null;
  readonly bytes: number | null;
  readonly bytesADay: number | null;
  /** Null where nothing is said of a peak. */
  readonly peakMessages: number | null;
  readonly peakBytes: number | null;
}

const SECONDS_AN_HOUR = 3_600;

export function loadOf({ name, rate, bytes, clients, peak, isOnlyPeak, hours }: Flow): Load {
  const messages = rate * clients;
  const most = isOnlyPeak ? messages : peak === null ? null : messages * peak;
  return {
    name,
    messages: isOnlyPeak ? null : messages,
    bytes: isOnlyPeak ? null : messages * bytes,
    bytesADay: isOnlyPeak ? null : messages * bytes * hours * SECONDS_AN_HOUR,
    peakMessages: most,
    peakBytes: most === null ? null : most * bytes,
  };
}

/** Of all flows at once. A flow without a peak goes on as it does; what is only stated for the peak comes on top. */
export function totalOf(loads: readonly Load[], name: string): Load {
  const sum = (pick: (load: Load) => number | null): number | null =>
    loads.some((load) => pick(load) !== null) ? loads.reduce((all, load) => all + (pick(load) ?? 0), 0) : null;
  const hasPeak = loads.some(({ peakMessages }) => peakMessages !== null);
  return {
    name,
    messages: sum(({ messages }) => messages),
    bytes: sum(({ bytes }) => bytes),
    bytesADay: sum(({ bytesADay }) => bytesADay),
    peakMessages: hasPeak ? sum(({ peakMessages, messages }) => peakMessages ?? messages) : null,
    peakBytes: hasPeak ? sum(({ peakBytes, bytes }) => peakBytes ?? bytes) : null,
  };
}
