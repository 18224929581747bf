import type { LoadedRoom } from "./loaded-room.ts";

/** Whether the state of an epoch up to an item can still be put together from what the log keeps. */
export function isReadable({ epochs, first, ground }: LoadedRoom, epoch: number, upTo: number): boolean {
  const begin = epochs.get(epoch);
  if (begin === undefined || upTo < begin) return false;
  return begin >= first - 1 || (ground?.epoch === epoch && ground.seq <= upTo);
}
