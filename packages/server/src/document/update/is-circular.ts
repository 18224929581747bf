// Yjs puts an item in once those that it stands beside are there. Items of several writers in one update can wait for each other for ever, and
// whoever has such an update has a document with a hole in it.
import type { Origin } from "./update-reach.ts";

/** More than page loads that go on from one another have between them; each of them can cost a walk over all. */
const MAX_ORIGINS = 1_000;

/** Whether new items wait for each other. `origins` are those that are new themselves. */
export function isCircular(origins: readonly Origin[]): boolean {
  let waiting = origins.filter(({ client, of }) => client !== of.client);
  if (waiting.length > MAX_ORIGINS) return true;
  for (;;) {
    const firsts = new Map<number, number>();
    for (const { of } of waiting) firsts.set(of.client, Math.min(of.clock, firsts.get(of.client) ?? Infinity));
    // An item waits, and all that its writer made after it.
    const left = waiting.filter(({ client, clock }) => clock >= (firsts.get(client) ?? Infinity));
    if (left.length === waiting.length) return left.length > 0;
    waiting = left;
  }
}
