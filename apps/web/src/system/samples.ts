// The last five minutes of samples, put together from what the bridge had kept and what came since.
import type { SystemSample } from "@nomous/client";

export const WINDOW_MS = 5 * 60_000;

/** `before` with what it lacked, oldest first, without what is older than the window; the same array when it lacked nothing. */
export function mergeSamples(before: readonly SystemSample[], more: readonly SystemSample[]): readonly SystemSample[] {
  const newest = Math.max(...[before.at(-1), ...more].map((sample) => sample?.at ?? -Infinity));
  const isKept = ({ at }: SystemSample): boolean => at > newest - WINDOW_MS;
  const known = new Set(before.map(({ at }) => at));
  const fresh = more.filter((sample) => isKept(sample) && !known.has(sample.at));
  if (fresh.length === 0) return before;
  return [...before.filter(isKept), ...fresh].toSorted((a, b) => a.at - b.at);
}
