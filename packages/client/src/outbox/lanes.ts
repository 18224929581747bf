// What may be under way at the same time. Commands are sent in the order of their ids, one after the other; those of a kind that can be merged
// are sent beside each other where they are of different lanes, for then their order changes nothing. Every other command is a barrier: it is
// sent when everything before it is answered, and nothing behind it before it is.
import type { CommandId } from "@nomous/protocol";
import type { StoredCommand } from "../storage/client-storage.ts";
import type { Merging } from "./merging.ts";

type Order = Pick<StoredCommand, "name" | "args">;

/** `undefined`: it is a barrier. */
export const laneOf = (merging: Merging | undefined, { name, args }: Order): string | undefined =>
  merging?.name === name ? merging.laneOf(args) : undefined;

/** Whether it matters which of the two comes first. */
export function areOrdered(merging: Merging | undefined, a: Order, b: Order): boolean {
  const lane = laneOf(merging, a);
  const other = laneOf(merging, b);
  return lane === undefined || other === undefined || lane === other;
}

/** Which of those that wait, oldest first, may be sent now that those in `sent` are under way. */
export function sendable(
  merging: Merging | undefined,
  waiting: readonly StoredCommand[],
  sent: ReadonlyMap<CommandId, unknown>,
): StoredCommand[] {
  const busy = new Set(waiting.filter(({ id }) => sent.has(id)).map((command) => laneOf(merging, command)));
  const next: StoredCommand[] = [];
  for (const command of busy.has(undefined) ? [] : waiting) {
    const lane = laneOf(merging, command);
    if (!busy.has(lane) && (lane !== undefined || busy.size === 0)) next.push(command);
    if (lane === undefined) break;
    busy.add(lane);
  }
  return next;
}
