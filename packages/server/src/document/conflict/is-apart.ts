// Whether whoever made an edit had not seen what others wrote before it, for longer than an edit is on its way. People who type in one document at the
// same time always write on something that is a moment old; they see each other, and nobody has to be told.
import { type DocumentEdit, LIMITS } from "@nomous/protocol";
import type { RoomLog } from "../journal-document-log.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";

export interface EditMoment {
  /** Wall clock of the bridge, milliseconds. */
  readonly now: number;
  /** The edit waited for a connection. */
  readonly waited?: boolean;
}

/** `own`: client ids of Yjs of those whose edits it builds on, wherever they are in the log. */
export async function isApart(
  log: Pick<RoomLog, "entries">,
  room: LoadedRoom,
  { base, isApart: isSaidToBe = false }: Pick<DocumentEdit, "base" | "isApart">,
  own: readonly number[],
  { now, waited = false }: EditMoment,
): Promise<boolean> {
  const foreignAt = await oldestForeign(log, room, base, own);
  return foreignAt !== undefined && (waited || isSaidToBe || now - foreignAt > LIMITS.apartMs);
}

/** When the oldest update of somebody else behind item `base` came. */
async function oldestForeign(
  log: Pick<RoomLog, "entries">,
  { id, head, epochAt, writers, recent }: LoadedRoom,
  base: number,
  own: readonly number[],
): Promise<number | undefined> {
  if (base >= head) return undefined;
  const numbers = new Set(own.map((yjs) => writers.get(yjs)?.writer));
  const from = Math.max(base, epochAt);
  const isForeign = ({ writer }: { readonly writer: number }): boolean => !numbers.has(writer);
  const { known, runs, behind, updates } = recent;
  // Rare: who lives with the document has nearly all of it.
  if (from < known || runs.some((run) => run.to > from && isForeign(run))) {
    for await (const entry of log.entries(id, from)) {
      if (entry.seq > behind) break;
      if ("update" in entry && isForeign(entry.update)) return entry.at;
    }
  }
  return updates.find((update) => update.seq > from && isForeign(update))?.at;
}
