// Makes snapshots in the background, when a document has a long tail and nobody writes, and cuts the log where it is old enough. One document
// at a time; what fails is tried again after the next edit.
import type { Actor, Clock, DocumentId, StopTimer } from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf as placeOfError } from "../../connection/describe-error.ts";
import type { Storage } from "../../storage/storage.ts";
import type { Journal } from "../../stream/journal.ts";
import { readShadow } from "../file/shadow.ts";
import type { RoomLog } from "../journal-document-log.ts";
import type { Merger } from "../merger.ts";
import { type LoadedRoom, stateKey } from "../room/loaded-room.ts";
import { compact, floorOf, type Keeping } from "./compact.ts";
import { takeSnapshot } from "./take-snapshot.ts";

export interface SnapshotsParts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly storage: Storage;
  readonly log: RoomLog;
  readonly merger: Pick<Merger, "snapshot">;
  readonly logger: Logger;
  /** The bridge itself. */
  readonly actor: Actor;
  readonly keeping: Keeping;
}

export interface Snapshots {
  /** Resolves when none is being made. */
  stop(): Promise<void>;
}

const QUIET_MS = 1_000;

const isLong = ({ tail }: LoadedRoom, { tail: most }: Keeping): boolean =>
  tail.updates >= most.updates || tail.bytes >= most.bytes;

export function startSnapshots(parts: SnapshotsParts): Snapshots {
  const { clock, log, logger, keeping } = parts;
  const timers = new Map<DocumentId, StopTimer>();
  let work = Promise.resolve();

  const stopWatching = log.watch((room) => {
    timers.get(room.id)?.();
    timers.delete(room.id);
    if (isLong(room, keeping))
      timers.set(
        room.id,
        clock.after(QUIET_MS, () => begin(room.id)),
      );
  });

  function begin(id: DocumentId): void {
    timers.delete(id);
    work = work.then(() => makeSafely(id));
  }

  async function makeSafely(id: DocumentId): Promise<void> {
    try {
      await makeSnapshot(parts, id);
      await cut(parts, id);
    } catch (error) {
      logger.warn({ error: codeOf(error), at: placeOfError(error) }, "a snapshot could not be made");
    }
  }

  return {
    async stop() {
      stopWatching();
      for (const stop of timers.values()) stop();
      timers.clear();
      await work;
    },
  };
}

async function makeSnapshot(parts: SnapshotsParts, id: DocumentId): Promise<void> {
  const { clock, journal, log, merger, actor, keeping } = parts;
  const room = await log.room(id);
  if (!isLong(room, keeping)) return;
  const whole = await merger.snapshot(room.state);
  await log.amend(id, async (now) => {
    if (now.epoch !== room.epoch) return undefined;
    const taken = takeSnapshot(room, whole, clock.now(), actor);
    const outcome = await journal.commit(taken.change);
    if (outcome.status !== "committed") return undefined;
    // What others wrote while it was made is the new tail.
    return {
      ...now,
      snapshot: taken.room.snapshot,
      marks: taken.room.marks,
      tail: { updates: now.tail.updates - room.tail.updates, bytes: now.tail.bytes - room.tail.bytes },
      lengthBytes: now.lengthBytes - room.lengthBytes + taken.room.lengthBytes,
    };
  });
}

async function cut(parts: SnapshotsParts, id: DocumentId): Promise<void> {
  const { clock, journal, storage, log, merger, actor, keeping } = parts;
  const shadow = await readShadow(storage, id);
  const floor = floorOf(await log.room(id), keeping, clock.now(), shadow?.upTo);
  if (floor === undefined) return;
  const whole = await merger.snapshot({ key: stateKey(id, floor.epoch), upTo: floor.seq, plus: [] });
  await log.amend(id, async (now) => {
    const { change, room } = compact(now, floor, whole, actor);
    const outcome = await journal.commit(change);
    return outcome.status === "committed" ? room : undefined;
  });
}
