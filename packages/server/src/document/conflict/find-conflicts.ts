// One meeting: what edits that were made apart and those of the others made of the text, told in one commit with the end of its record. It is looked for
// while everybody writes on, and tells of the edits up to one item; more of them that come meanwhile are looked at next time.
import type { Actor, DocumentId, Runtime } from "@nomous/protocol";
import type { Journal } from "../../stream/journal.ts";
import type { RoomLog } from "../journal-document-log.ts";
import type { Merger } from "../merger.ts";
import { type LoadedRoom, stateKey } from "../room/loaded-room.ts";
import { type Absence, absenceRecord, remembered } from "./absence.ts";
import { meetingEntries } from "./meeting-entries.ts";
import { sidesOf } from "./meeting-sides.ts";

export interface FindingParts {
  readonly runtime: Runtime;
  readonly journal: Journal;
  readonly log: RoomLog;
  readonly merger: Pick<Merger, "meet">;
  /** The bridge itself. */
  readonly actor: Actor;
}

/** Tells of the meeting of one absence. Rejects with `StateGone` or a `DocumentFault` when nobody can know it any more. */
export async function findConflicts(parts: FindingParts, room: LoadedRoom, absence: Absence): Promise<void> {
  const { runtime, log, merger, actor } = parts;
  const { base: upTo, plus, yjs, last } = absence;
  const mine = yjs.flatMap((one) => room.writers.get(one)?.writer ?? []);
  const state = { key: stateKey(room.id, absence.epoch), upTo, plus };
  const met = await merger.meet({ state, mine, last });
  const who = await sidesOf(log, room, absence, mine);
  let isNothing = false;
  await log.append(room.id, (now) => {
    const current = now.absences.find((one) => one.first === absence.first);
    // More edits may have come; other ground makes other places.
    if (current?.base !== upTo || now.epoch !== absence.epoch) return null;
    const entries = meetingEntries(runtime, absence, met, who, now);
    isNothing = entries === undefined;
    if (entries === undefined) return null;
    const { events, told } = entries;
    const absences = now.absences.map((one) => (one === current ? { ...current, told } : one));
    return {
      entries: events.map((event) => ({ event })),
      actor,
      absences: () => remembered(absences, runtime.clock.now()),
    };
  });
  if (isNothing) await forget(parts, room.id, (one) => one.first === absence.first && one.last === last);
}

/** Takes absences off the record, of which nothing is to be told. */
export async function forget(
  { runtime, journal, log, actor }: Pick<FindingParts, "runtime" | "journal" | "log" | "actor">,
  id: DocumentId,
  isOver: (absence: Absence, room: LoadedRoom) => boolean,
): Promise<void> {
  await log.amend(id, async (room) => {
    const absences = remembered(
      room.absences.filter((absence) => !isOver(absence, room)),
      runtime.clock.now(),
    );
    if (absences.length === room.absences.length) return undefined;
    const expect = [{ sid: room.sid, head: room.head }];
    const outcome = await journal.commit({ expect, records: [absenceRecord(id, absences, actor)] });
    return outcome.status === "committed" ? { ...room, absences } : undefined;
  });
}
