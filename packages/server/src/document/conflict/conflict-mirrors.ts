// Keeps what is known of conflicts beside the documents: written some time after each change, after a move under the new path, and at start for every
// document that has conflicts, since files can be changed while the bridge is away. Whoever edits never waits for it, and what fails is tried again.
import { type Clock, type DocumentId, type StopTimer } from "@nomous/protocol";
import type { Logger } from "pino";
import { codeOf, placeOf } from "../../connection/describe-error.ts";
import type { Storage } from "../../storage/storage.ts";
import { DocumentFault } from "../document-log.ts";
import type { RoomLog } from "../journal-document-log.ts";
import type { LoadedRoom } from "../room/loaded-room.ts";
import { CONFLICTED_RECORD } from "../room/write-entries.ts";
import type { ConflictMirror } from "./conflict-mirror.ts";

export interface ConflictMirrors {
  /** Resolves when the reviews of a document say what its room knows, or could not be written. */
  current(room: LoadedRoom): Promise<void>;
  /** Writes what is behind, then lets go. */
  stop(): Promise<void>;
}

export interface ConflictMirrorsParts {
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly storage: Pick<Storage, "records">;
  readonly mirror: ConflictMirror;
  readonly logger: Logger;
}

const QUIET_MS = 300;
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 30_000;

type Mirrored = Pick<LoadedRoom, "path" | "conflicts">;

/** How one document's reviews stand. */
interface Page {
  /** What they say, as far as it was written since the start. */
  written: Mirrored | undefined;
  stopTimer: StopTimer | undefined;
  failures: number;
  work: Promise<void>;
}

export function startConflictMirrors(parts: ConflictMirrorsParts): ConflictMirrors {
  const mirrors = new Mirrors(parts);
  return { current: (room) => mirrors.current(room), stop: () => mirrors.stop() };
}

class Mirrors {
  readonly #parts: ConflictMirrorsParts;
  readonly #pages = new Map<DocumentId, Page>();
  readonly #stopWatching: () => void;
  readonly #begun: Promise<void>;
  #isStopped = false;

  constructor(parts: ConflictMirrorsParts) {
    this.#parts = parts;
    this.#stopWatching = parts.log.watch((room) => this.#grown(room));
    this.#begun = this.#begin();
  }

  current(room: LoadedRoom): Promise<void> {
    return room.conflicts.size === 0 ? Promise.resolve() : this.#write(room.id);
  }

  async stop(): Promise<void> {
    this.#stopWatching();
    this.#isStopped = true;
    await this.#begun;
    const due = [...this.#pages].filter(([, { stopTimer }]) => stopTimer !== undefined);
    await Promise.all([...due.map(([id]) => this.#write(id)), ...[...this.#pages.values()].map(({ work }) => work)]);
  }

  async #begin(): Promise<void> {
    const { storage, logger } = this.#parts;
    try {
      for (const { id } of await storage.records(CONFLICTED_RECORD))
        if (!this.#isStopped) await this.#write(id as DocumentId);
    } catch (error) {
      logger.warn({ error: codeOf(error), at: placeOf(error) }, "documents with conflicts could not be looked for");
    }
  }

  #grown(room: LoadedRoom): void {
    const page = this.#pages.get(room.id);
    const isSame = isSaid(page?.written, room);
    if (room.conflicts.size > 0 && !isSame && page?.stopTimer === undefined) this.#plan(room.id, QUIET_MS);
  }

  #page(id: DocumentId): Page {
    const known = this.#pages.get(id);
    if (known !== undefined) return known;
    const page: Page = { written: undefined, stopTimer: undefined, failures: 0, work: Promise.resolve() };
    this.#pages.set(id, page);
    return page;
  }

  #plan(id: DocumentId, ms: number): void {
    const page = this.#page(id);
    page.stopTimer?.();
    page.stopTimer = this.#isStopped ? undefined : this.#parts.clock.after(ms, () => void this.#write(id));
  }

  /** Behind what is being written; never rejects. */
  #write(id: DocumentId): Promise<void> {
    const page = this.#page(id);
    page.stopTimer?.();
    page.stopTimer = undefined;
    return (page.work = page.work.then(() => this.#writeNow(id, page)));
  }

  async #writeNow(id: DocumentId, page: Page): Promise<void> {
    const { log, mirror, logger } = this.#parts;
    try {
      const { path, conflicts } = await log.room(id);
      if (conflicts.size === 0 || isSaid(page.written, { path, conflicts })) return;
      await mirror.write(path, [...conflicts.values()]);
      page.written = { path, conflicts };
      page.failures = 0;
    } catch (error) {
      logger.warn({ error: codeOf(error), at: placeOf(error) }, "conflicts could not be written beside their document");
      if (error instanceof DocumentFault) return;
      this.#plan(id, Math.min(RETRY_FIRST_MS * 2 ** page.failures, RETRY_MOST_MS));
      page.failures += 1;
    }
  }
}

/** A change of a room's conflicts makes another map of them. */
const isSaid = (written: Mirrored | undefined, { path, conflicts }: Mirrored): boolean =>
  written?.path === path && written.conflicts === conflicts;
