// One document's file, as a replica of its log.
//
//   the disk changed, HEAD moved ──► look: decideDisk ──► merge into the log ──┐
//   the log grew ──► 300 ms of quiet, 2 s at most ──► write ◄───────────────────┘
//
// What a foreign program may do, and when. A write of ours says which version it replaces; the file is read and compared right before the rename
// that replaces it. A program that writes between that comparison and the rename has written to a file that is about to lose its name: its bytes
// are found afterwards through the old descriptor, kept, and merged as an edit of what was there before our write. The window in which a rename
// by a program could be lost is the time between our last comparison and our rename, some microseconds. When the bridge dies between its rename and
// its look through the old descriptor, or before the commit behind that, nobody is told of such bytes.
//
// A file that is deleted stays deleted: nothing that is in the log already brings it back, nor what somebody typed within two seconds of it, who
// could not know. The state says that the file is gone; who edits after that wants a file, and the edit makes it again with all the log has.
import { type DocumentId, type FileState, type StopTimer } from "@nomous/protocol";
import { codeOf, placeOf } from "../../connection/describe-error.ts";
import type { Room } from "../document-log.ts";
import { DocumentFault } from "../document-log.ts";
import { FileTrouble, type FileVersion } from "../document-source.ts";
import { decideDisk } from "./decide-disk.ts";
import { troubleOf, UNEXPECTED } from "./file-trouble.ts";
import { keepShadow, mergeCheckout, mergeForeign, mergeLate, mergeUndecided, offerForeign } from "./merge-file.ts";
import { type FileAtRest, gitRests, readAtRest } from "./read-at-rest.ts";
import { fileActor, type ReplicaParts } from "./replica-parts.ts";
import { hashOfText, newShadow, readShadow, type Shadow, shadowRecord, textOfShadow, unlessLost } from "./shadow.ts";
import type { TurnLimit } from "./turn-limit.ts";

/** A file is written when nobody typed for this time … */
const QUIET_MS = 300;
/** … or this long after the first edit that it lacks. */
const LATEST_MS = 2_000;
/** A program often tells of one write several times. */
const SETTLE_MS = 50;
/** Who edits later than this after a file went can have known. */
const GONE_MS = 2_000;
/** git is under way for longer than a moment. */
const PAUSE_MS = 100;
const RETRY_FIRST_MS = 1_000;
const RETRY_MOST_MS = 30_000;

const NEVER = Infinity;

/** When the file was found to be gone, and how much the log had when that could be known. */
interface Gone {
  readonly sinceMs: number;
  readonly head: number;
}

export class FileReplica {
  readonly #parts: ReplicaParts;
  readonly #id: DocumentId;
  readonly #turns: TurnLimit;
  readonly #changed: (state: FileState) => void;
  readonly #closing = new AbortController();
  #known: Shadow | undefined;
  /** The hash of the text that a shadow stands for. */
  #text: { readonly shadow: Shadow; readonly hash: string } | undefined;
  #state: FileState | undefined;
  #unwatch: (() => void) | undefined;
  #timer: StopTimer | undefined;
  /** When it fires. */
  #timerAt = NEVER;
  #turn: Promise<void> | undefined;
  /** When to do what, in elapsed milliseconds. */
  #lookAt = NEVER;
  #writeAt = NEVER;
  #writeBefore = NEVER;
  #failures = 0;
  #gone: Gone | undefined;

  constructor(parts: ReplicaParts, id: DocumentId, turns: TurnLimit, changed: (state: FileState) => void) {
    this.#parts = parts;
    this.#id = id;
    this.#turns = turns;
    this.#changed = changed;
  }

  get state(): FileState | undefined {
    return this.#state;
  }

  /** Compares file and log for the first time. Rejects when there is no such document. */
  async begin(): Promise<FileState> {
    const shadow = await this.#load();
    this.#tell(shadow, "behind");
    this.#watch(shadow.path);
    this.#lookAt = this.#now();
    await this.#run();
    return this.#state ?? this.#tell(shadow, "behind");
  }

  /** The file may have changed. */
  look(): void {
    this.#lookAt = Math.min(this.#lookAt, this.#now() + SETTLE_MS);
    this.#arm();
  }

  /** The log has grown. */
  grow(room: Room): void {
    const shadow = this.#known;
    if (shadow === undefined || room.head <= shadow.upTo) return;
    if (room.epoch !== shadow.epoch) return this.look();
    const now = this.#now();
    if (this.#gone !== undefined && now - this.#gone.sinceMs <= GONE_MS) {
      this.#gone = { ...this.#gone, head: room.head };
      return;
    }
    // What failed is tried again in its own time.
    if (this.#failures > 0 && this.#gone === undefined) return;
    this.#planWrite();
    if (this.#state?.status === "current") this.#tell(shadow, "behind");
  }

  /** Writes what is behind, then lets go. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#timer?.();
    this.#unwatch?.();
    await this.#turn;
    this.#timer?.();
    if (this.#writeAt === NEVER) return;
    this.#writeAt = this.#now();
    await this.#run();
  }

  #now(): number {
    return this.#parts.runtime.clock.elapsed();
  }

  #planWrite(): void {
    const now = this.#now();
    this.#writeBefore = Math.min(this.#writeBefore, now + LATEST_MS);
    this.#writeAt = Math.min(now + QUIET_MS, this.#writeBefore);
    this.#arm();
  }

  /** Sets the one timer, unless a turn is under way, which sets it at its end. One that fires too early sets another: keys come faster. */
  #arm(): void {
    if (this.#turn !== undefined || this.#closing.signal.aborted) return;
    const due = Math.min(this.#lookAt, this.#writeAt);
    if (due >= this.#timerAt) return;
    this.#timer?.();
    this.#timerAt = due;
    this.#timer = this.#parts.runtime.clock.after(Math.max(0, due - this.#now()), () => {
      this.#timerAt = NEVER;
      if (Math.min(this.#lookAt, this.#writeAt) <= this.#now()) void this.#run();
      else this.#arm();
    });
  }

  async #run(): Promise<void> {
    this.#turn = this.#turns.run(() => this.#takeTurn());
    await this.#turn;
    this.#turn = undefined;
    this.#arm();
  }

  async #takeTurn(): Promise<void> {
    try {
      if (this.#lookAt <= this.#now()) await this.#lookNow();
      if (this.#writeAt <= this.#now()) await this.#writeNow();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** What is remembered, read again when the document has begun anew under other hands. */
  async #load(): Promise<Shadow> {
    const shadow = await readShadow(this.#parts.storage, this.#id);
    if (shadow === undefined) throw new DocumentFault("not-found", `Document ${this.#id} has no file.`);
    return (this.#known = shadow);
  }

  async #current(): Promise<{ room: Room; shadow: Shadow }> {
    const room = await this.#parts.log.room(this.#id);
    const shadow = this.#known?.epoch === room.epoch ? this.#known : await this.#load();
    return { room, shadow };
  }

  async #lookNow(): Promise<void> {
    this.#lookAt = NEVER;
    const { shadow } = await this.#current();
    const disk = await this.#read(shadow);
    if (disk === null) return this.#wait(shadow);
    const { file, commit } = disk;
    if (file === null) return this.#miss(shadow);
    this.#gone = undefined;
    const merged = await unlessLost(this.#merge(shadow, { file, commit }), () =>
      offerForeign(this.#parts, this.#id, shadow, { file, commit }),
    );
    if (merged === undefined) {
      this.#lookAt = this.#now();
      return;
    }
    await this.#rest(merged);
  }

  async #read(shadow: Shadow): Promise<FileAtRest | null> {
    const { source, runtime } = this.#parts;
    const stop = runtime.clock.after(PAUSE_MS, () => this.#pause(shadow));
    const isKnown = (hash: string): boolean => hash === shadow.hash;
    try {
      return await readAtRest({ source, clock: runtime.clock }, shadow.path, isKnown, this.#closing.signal);
    } finally {
      stop();
    }
  }

  #merge(shadow: Shadow, disk: { file: FileVersion; commit: string | null }): Promise<Shadow | undefined> {
    const { file, commit } = disk;
    const parts = this.#parts;
    const id = this.#id;
    switch (decideDisk(shadow, { hash: file.hash, textHash: hashOfText(file.text), commit })) {
      case "same":
        return shadow.commit === commit && shadow.next === null
          ? Promise.resolve(shadow)
          : keepShadow(parts, id, { ...shadow, commit, next: null });
      case "ours":
        return keepShadow(
          parts,
          id,
          newShadow(file, { epoch: shadow.epoch, head: shadow.next?.upTo ?? shadow.upTo }, commit),
        );
      case "foreign":
        return mergeForeign(parts, id, shadow, disk);
      case "checkout":
        return mergeCheckout(parts, id, shadow, disk);
      case "undecided":
        break;
    }
    return mergeUndecided(parts, id, shadow, disk);
  }

  /** File and shadow agree; the log may have more. */
  async #rest(shadow: Shadow): Promise<void> {
    this.#known = shadow;
    const { head } = await this.#parts.log.room(this.#id);
    const isCurrent = head === shadow.upTo && shadow.plus.length === 0;
    if (isCurrent) {
      this.#failures = 0;
      this.#writeBefore = this.#writeAt = NEVER;
    } else if (this.#failures > 0) {
      // Only a write can tell whether what failed does not any more: still in this turn.
      this.#writeAt = this.#now();
      return;
    } else if (this.#writeAt === NEVER) this.#planWrite();
    this.#tell(shadow, isCurrent ? "current" : "behind");
  }

  async #writeNow(): Promise<void> {
    this.#writeBefore = this.#writeAt = NEVER;
    const { merger, source } = this.#parts;
    const { room, shadow } = await this.#current();
    const text = await merger.text(room.state);
    const hash = hashOfText(text);
    if (this.#gone === undefined && hash === (await this.#hashOf(shadow))) {
      this.#failures = 0;
      const isSeen = room.head === shadow.upTo && shadow.plus.length === 0;
      return this.#rest(isSeen ? shadow : await this.#keep({ ...shadow, upTo: room.head, plus: [], next: null }));
    }
    if (this.#gone !== undefined && text === (await merger.text({ ...room.state, upTo: this.#gone.head })))
      throw missing(shadow.path);
    if (!(await gitRests(source, this.#closing.signal))) return this.#wait(shadow);
    const commit = await source.head();
    await this.#keep({ ...shadow, next: { hash, upTo: room.head } });
    const outcome = await source.write(shadow.path, text, this.#gone === undefined ? shadow.hash : null);
    if (outcome.status === "changed") {
      // Ours did not get there: whatever the file is now was not made of it.
      this.#known = shadow;
      this.#lookAt = this.#now();
      return;
    }
    this.#gone = undefined;
    this.#failures = 0;
    const written = newShadow(outcome.file, { epoch: shadow.epoch, head: room.head }, commit);
    this.#text = { shadow: written, hash };
    const kept =
      outcome.late === null
        ? await this.#keep(written)
        : await mergeLate(this.#parts, this.#id, shadow, written, outcome.late);
    if (kept === undefined) this.#lookAt = this.#now();
    else await this.#rest(kept);
  }

  async #hashOf(shadow: Shadow): Promise<string | undefined> {
    if (this.#text?.shadow === shadow) return this.#text.hash;
    const text = await textOfShadow(this.#parts.merger, this.#id, shadow);
    return text === undefined ? undefined : hashOfText(text);
  }

  async #keep(shadow: Shadow): Promise<Shadow> {
    this.#known = await keepShadow(this.#parts, this.#id, shadow);
    return shadow;
  }

  /** The file is not where it was: it has another name now, or it is gone. */
  async #miss(shadow: Shadow): Promise<void> {
    const { source, merger, log, person } = this.#parts;
    const { path, hash } = shadow;
    const text = await textOfShadow(merger, this.#id, shadow);
    const bound = await log.bound();
    const moved = await source.movedTo({ path, hash, text: text ?? "" }, (free) => !bound.has(free));
    if (moved === null) {
      const { head } = await log.room(this.#id);
      this.#gone ??= { sinceMs: this.#now(), head };
      if (head === this.#gone.head) throw missing(path);
      // Somebody has edited since, and wants a file: also when the first try to make it failed.
      if (this.#writeAt === NEVER) this.#writeAt = this.#now();
      return;
    }
    const actor = fileActor(person, "file");
    const there: Shadow = { ...shadow, path: moved };
    await log.append(this.#id, () => ({
      entries: [{ event: { type: "moved", path: moved, actor } }],
      actor,
      records: [shadowRecord(this.#id, there, actor)],
    }));
    this.#known = there;
    this.#watch(moved);
    this.#lookAt = this.#now();
  }

  #watch(path: string): void {
    this.#unwatch?.();
    this.#unwatch = this.#parts.source.watch(path, () => this.look());
  }

  #pause(shadow: Shadow): void {
    this.#tell(shadow, "paused");
  }

  /** git is still under way. */
  #wait(shadow: Shadow): void {
    this.#tell(shadow, "paused");
    this.#lookAt = this.#now() + RETRY_FIRST_MS;
  }

  #fail(error: unknown): void {
    if (this.#closing.signal.aborted) return;
    const trouble = troubleOf(error);
    if (trouble === undefined) {
      const at = placeOf(error);
      this.#parts.logger.error({ error: codeOf(error), at }, "a file and its log could not be compared");
    }
    // A file that is gone is made again by an edit that may have come in this very turn.
    if (this.#gone === undefined) this.#writeBefore = this.#writeAt = NEVER;
    this.#lookAt = this.#now() + Math.min(RETRY_FIRST_MS * 2 ** this.#failures, RETRY_MOST_MS);
    this.#failures += 1;
    if (this.#known !== undefined) this.#tell(this.#known, "failed", trouble ?? UNEXPECTED);
  }

  #tell(
    { upTo, ending, hasMark }: Shadow,
    status: FileState["status"],
    trouble?: NonNullable<FileState["trouble"]>,
  ): FileState {
    const at = this.#parts.runtime.clock.now();
    this.#state = { status, seq: upTo, at, ending, hasMark, ...(trouble !== undefined && { trouble }) };
    this.#changed(this.#state);
    return this.#state;
  }
}

const missing = (path: string): FileTrouble =>
  new FileTrouble("missing", `${path} is gone. The log has its text; the next edit makes the file again.`);
