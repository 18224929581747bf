// Looks for conflicts in the background, some time after edits that were made apart came in. What is on record from a bridge that died is looked at at
// the start. One document at a time; a disk that refuses is tried again.
import type { DocumentId, StopTimer } from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../../connection/describe-error.ts";
import { type Storage, StorageError } from "../../storage/storage.ts";
import { DocumentFault } from "../document-log.ts";
import { StateGone } from "../merger.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";
import { type Absence, ABSENCE_RECORD, isUntold } from "./absence.ts";
import { findConflicts, type FindingParts, forget } from "./find-conflicts.ts";

export interface ConflictFinderParts extends FindingParts {
  readonly storage: Pick<Storage, "records">;
  readonly logger: Logger;
}

export interface ConflictFinder {
  /** Resolves when nothing is being looked at; what is left is on record. */
  stop(): Promise<void>;
}

/** Edits of one absence come one after the other. */
const QUIET_MS = 300;
const LATEST_MS = 2_000;
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 30_000;
/** What fails so often for another reason than the disk waits for the next edit, or the next start. */
const MAX_FAILURES = 5;

/** A document with edits that nobody was told of. */
interface Waiting {
  readonly absences: readonly Absence[];
  /** In elapsed milliseconds. */
  readonly latestMs: number;
  readonly stopTimer: StopTimer;
}

export function startConflictFinder(parts: ConflictFinderParts): ConflictFinder {
  const finder = new Finder(parts);
  return { stop: () => finder.stop() };
}

class Finder {
  readonly #parts: ConflictFinderParts;
  readonly #waiting = new Map<DocumentId, Waiting>();
  readonly #failures = new Map<DocumentId, number>();
  readonly #stopWatching: () => void;
  #work: Promise<void>;
  #isStopped = false;

  constructor(parts: ConflictFinderParts) {
    this.#parts = parts;
    this.#stopWatching = parts.log.watch((room) => this.#grown(room));
    this.#work = this.#begin();
  }

  async stop(): Promise<void> {
    this.#stopWatching();
    this.#isStopped = true;
    for (const { stopTimer } of this.#waiting.values()) stopTimer();
    await this.#work;
  }

  async #begin(): Promise<void> {
    const { storage, logger } = this.#parts;
    try {
      for (const { id } of await storage.records(ABSENCE_RECORD)) await this.#lookSafely(id as DocumentId);
    } catch (error) {
      logger.warn(
        { error: codeOf(error), at: placeOf(error) },
        "documents with edits made apart could not be looked for",
      );
    }
  }

  #grown({ id, absences }: LoadedRoom): void {
    const waiting = this.#waiting.get(id);
    // Other edits are no reason to wait longer.
    if (waiting?.absences === absences || !absences.some(isUntold)) return;
    const now = this.#parts.runtime.clock.elapsed();
    const latestMs = waiting?.latestMs ?? now + LATEST_MS;
    this.#plan(id, absences, latestMs, Math.min(QUIET_MS, latestMs - now));
  }

  #plan(id: DocumentId, absences: readonly Absence[], latestMs: number, ms: number): void {
    if (this.#isStopped) return;
    this.#waiting.get(id)?.stopTimer();
    const stopTimer = this.#parts.runtime.clock.after(Math.max(0, ms), () => {
      this.#waiting.delete(id);
      this.#work = this.#work.then(() => this.#lookSafely(id));
    });
    this.#waiting.set(id, { absences, latestMs, stopTimer });
  }

  async #lookSafely(id: DocumentId): Promise<void> {
    if (this.#isStopped) return;
    try {
      await this.#look(id);
      this.#failures.delete(id);
    } catch (error) {
      const failures = this.#failures.get(id) ?? 0;
      const { logger, runtime } = this.#parts;
      logger.warn({ error: codeOf(error), at: placeOf(error) }, "conflicts of a document could not be looked for");
      this.#failures.set(id, failures + 1);
      if (failures >= MAX_FAILURES && !(error instanceof StorageError)) return;
      const ms = Math.min(RETRY_FIRST_MS * 2 ** failures, RETRY_MOST_MS);
      this.#plan(id, [], runtime.clock.elapsed() + ms, ms);
    }
  }

  async #look(id: DocumentId): Promise<void> {
    const room = await this.#roomOf(id);
    if (room === undefined) return;
    // Who came last finds what the others found, and more.
    for (const absence of room.absences.filter(isUntold).toSorted((a, b) => a.last - b.last)) {
      if (this.#isStopped) return;
      if (absence.epoch === room.epoch) await this.#meet(room, absence);
    }
    await this.#forgetGone(room);
    // What came meanwhile waits for its own timer, unless it came between two of them.
    const { absences } = await this.#parts.log.room(id);
    if (absences.some(isUntold) && !this.#waiting.has(id))
      this.#plan(id, absences, this.#parts.runtime.clock.elapsed() + LATEST_MS, QUIET_MS);
  }

  /** `undefined`: its log is gone or damaged, and nobody can tell what met there. */
  async #roomOf(id: DocumentId): Promise<LoadedRoom | undefined> {
    try {
      return await this.#parts.log.room(id);
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
      this.#parts.logger.warn({ error: error.code }, "a document whose edits met cannot be read");
      return undefined;
    }
  }

  async #meet(room: LoadedRoom, absence: Absence): Promise<void> {
    try {
      await findConflicts(this.#parts, room, absence);
    } catch (error) {
      if (!(error instanceof StateGone) && !(error instanceof DocumentFault)) throw error;
      this.#parts.logger.warn(
        { at: placeOf(error) },
        "edits met on a state that is not kept any more; the text has them",
      );
      await forget(this.#parts, room.id, (one) => one.first === absence.first);
    }
  }

  /** An epoch that is gone has its edits in its own text alone; what the present one lacks of it was offered as a suggestion when it began. */
  async #forgetGone({ id, absences, epoch }: LoadedRoom): Promise<void> {
    const isGone = (absence: Absence): boolean => absence.epoch < epoch;
    if (absences.some((absence) => isGone(absence) && isUntold(absence)))
      this.#parts.logger.warn("edits met in a text that git has replaced meanwhile; it has them no more");
    await forget(this.#parts, id, (absence, room) => absence.epoch < room.epoch);
  }
}
