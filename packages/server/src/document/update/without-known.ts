// What the log has is known by its place, not by its content. An update could bring something else under the same place: who reads one update after
// the other passes over it, who merges many updates first may take it. So each place is in the log once.
import type { UpdateEncoding } from "@nomous/protocol";
import * as Y from "yjs";
import { reachOf, type UpdateReach } from "./update-reach.ts";

interface ReadUpdate {
  readonly update: Uint8Array;
  readonly reach: UpdateReach;
}

/** The update without the items that the log has; what it deletes stays. */
export function withoutKnown(
  clocks: ReadonlyMap<number, number>,
  encoding: UpdateEncoding,
  read: ReadUpdate,
): ReadUpdate {
  const known = new Map<number, number>();
  for (const { client, from } of read.reach.adds) {
    const clock = clocks.get(client) ?? 0;
    if (from < clock) known.set(client, clock);
  }
  if (known.size === 0) return read;
  const [update, state] = [read.update, Y.encodeStateVector(known)];
  const fresh = encoding === 1 ? Y.diffUpdate(update, state) : Y.diffUpdateV2(update, state);
  const reach = reachOf(encoding, fresh);
  if (typeof reach === "string") throw new Error(`a part of an update is none: ${reach}`);
  return { update: fresh, reach };
}
