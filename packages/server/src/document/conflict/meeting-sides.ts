// Who met: the actors behind the writers of both sides, with when their edits came.
import type { Actor, ConflictSide } from "@nomous/protocol";
import type { RoomLog } from "../journal-document-log.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";
import type { Absence } from "./absence.ts";

export interface Sides {
  readonly mine: ConflictSide[];
  readonly theirs: ConflictSide[];
}

/** More people than anybody reads; an item has to hold them. */
const MAX_PEOPLE = 16;

/** `mine`: the numbers of the writers who were away. */
export async function sidesOf(
  log: Pick<RoomLog, "entries">,
  { id, writers }: LoadedRoom,
  { base, plus, last }: Absence,
  mine: readonly number[],
): Promise<Sides> {
  const actors = new Map([...writers.values()].map(({ writer, actor }) => [writer, actor]));
  const sides = { mine: new Map<string, ConflictSide>(), theirs: new Map<string, ConflictSide>() };
  for await (const entry of log.entries(id, base)) {
    if (entry.seq > last) break;
    const actor = "update" in entry ? actors.get(entry.update.writer) : undefined;
    if (!("update" in entry) || actor === undefined || plus.includes(entry.seq)) continue;
    addEdit(sides[mine.includes(entry.update.writer) ? "mine" : "theirs"], actor, entry.at);
  }
  return {
    mine: [...sides.mine.values()].slice(0, MAX_PEOPLE),
    theirs: [...sides.theirs.values()].slice(0, MAX_PEOPLE),
  };
}

function addEdit(side: Map<string, ConflictSide>, actor: Actor, at: number): void {
  const key = JSON.stringify([actor.person, actor.client, actor.agent]);
  const known = side.get(key);
  const [first, last] = known?.at ?? [at, at];
  side.set(key, { actor, at: [Math.min(first, at), Math.max(last, at)], edits: (known?.edits ?? 0) + 1 });
}
