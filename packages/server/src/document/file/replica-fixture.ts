// One bridge after the other on the same disk, the same files and one clock: the real log and merger, files in memory, people who type with Yjs.
// A bridge that is killed does nothing any more, wherever it was.
import {
  type ClientId,
  type Clock,
  type DocumentEvent,
  type DocumentId,
  newDocumentId,
  type Runtime,
  type StopTimer,
} from "@nomous/protocol";
import { pino } from "pino";
import * as Y from "yjs";
import { Rounds } from "../../command/rounds.ts";
import { KeyedQueue } from "../../command/keyed-queue.ts";
import { createMemoryStorage, type MemoryDisk } from "../../storage/memory-storage.ts";
import type { Commit, Storage } from "../../storage/storage.ts";
import { createJournal } from "../../stream/stream-journal.ts";
import { Streams } from "../../stream/streams.ts";
import { beginDocument } from "../command/begin-document.ts";
import type { DocumentSource } from "../document-source.ts";
import type { DocumentSourceFixture } from "../document-source-fixture.ts";
import { createDocumentLog, type RoomLog } from "../journal-document-log.ts";
import { StateGone } from "../merger.ts";
import { createMerger } from "../merge/merger-core.ts";
import { diffText } from "../merge/text-diff.ts";
import { textOf, write } from "../merge/ydoc.ts";
import { emptyRoom } from "../room/loaded-room.ts";
import { createFileReplicas } from "./document-file-replicas.ts";

const ADA = { person: "Ada", client: "a".repeat(22) as ClientId };

export type BridgeFixture = ReturnType<typeof openBridge>;

interface World {
  readonly clock: Clock;
  readonly random: Runtime["random"];
  readonly disk: MemoryDisk;
  readonly source: DocumentSource;
  /** The states before this item can be made no more, but those from there on can. */
  readonly lostBefore?: number;
}

export function openBridge({ clock, random, disk, source: files, lostBefore = 0 }: World) {
  const life = new Life();
  const ownClock = clockOf(life, clock);
  const runtime: Runtime = { clock: ownClock, random };
  const source = sourceOf(life, files);
  const memory = createMemoryStorage(runtime, disk);
  const storage: Storage = { ...memory, commit: life.guard((commit: Commit) => memory.commit(commit)) };
  const journal = createJournal({ clock: ownClock, storage, streams: new Streams(ownClock, storage) });
  const log = createDocumentLog({ clock: ownClock, journal, storage, queue: new KeyedQueue() });
  const merger = createMerger((key, after, upTo) => {
    if (upTo < lostBefore) throw new StateGone(key, upTo);
    return log.updates(key, after, upTo);
  });
  const replicas = createFileReplicas({
    runtime,
    log,
    merger,
    source,
    storage,
    rounds: new Rounds(ownClock, 0),
    logger: pino({ level: "silent" }),
    person: "Ada",
  });

  return {
    log,
    merger,
    replicas,
    storage,
    life,

    /** What `document.open` does. */
    async open(path: string): Promise<DocumentId> {
      const file = await source.read(path);
      const yjs = random.uint32();
      const id = newDocumentId(runtime);
      const seed = { file, commit: await source.head(), update: await merger.seed(file.text, yjs), yjs };
      const context = { actor: ADA, now: clock.now() } as Parameters<typeof beginDocument>[2];
      const decision = beginDocument(emptyRoom(id), seed, context);
      if (decision.status !== "applied") throw new Error("the document was not opened");
      await journal.commit(decision.change);
      return id;
    },

    text: async (id: DocumentId): Promise<string> => merger.text((await log.room(id)).state),

    events: (id: DocumentId): Promise<DocumentEvent[]> => eventsOf(log, id),

    /** Somebody who has everything so far changes the text. Resolves once it is durable. */
    async type(id: DocumentId, change: (text: string) => string): Promise<void> {
      const writer = await createWriter(log, id, random.uint32());
      if (!(await writer.type(change))) throw new Error("the document began anew in between");
    },
  };
}

async function eventsOf(log: RoomLog, id: DocumentId): Promise<DocumentEvent[]> {
  const events: DocumentEvent[] = [];
  for await (const entry of log.entries(id, 0)) if ("event" in entry) events.push(entry.event);
  return events;
}

/** Somebody with a page open: has the log up to some item, and may be behind. */
export async function createWriter(log: RoomLog, id: DocumentId, yjs: number) {
  const doc = new Y.Doc();
  const { epoch } = await log.room(id);
  let head = 0;
  const follow = async (): Promise<void> => {
    const room = await log.room(id);
    if (room.epoch !== epoch) return;
    for await (const { update, encoding, seq } of log.updates(`${id}/${epoch}`, head, room.head)) {
      if (encoding === 1) Y.applyUpdate(doc, update);
      else Y.applyUpdateV2(doc, update);
      head = seq;
    }
  };
  await follow();
  return {
    follow,
    text: () => textOf(doc),
    /** False when the document has begun anew. */
    async type(change: (text: string) => string): Promise<boolean> {
      const base = head;
      const update = write(doc, diffText(textOf(doc), change(textOf(doc))), yjs);
      if (update === null) throw new Error("nothing was typed");
      const done = await log.append(id, (room) =>
        room.epoch === epoch ? { entries: [{ update: { encoding: 1, base, update }, yjs }], actor: ADA } : null,
      );
      return done !== null;
    },
  };
}

/** A process until it is killed: from then on nothing that it waits for comes, and no timer of it fires. */
class Life {
  isAlive = true;
  /** It dies after so many steps out of its own memory. */
  stepsLeft = Infinity;
  readonly timers = new Set<StopTimer>();

  kill(): void {
    this.isAlive = false;
    for (const stop of this.timers) stop();
  }

  guard<Args extends unknown[], T>(call: (...args: Args) => Promise<T>): (...args: Args) => Promise<T> {
    return async (...args) => {
      await this.#step();
      const value = await call(...args);
      await this.#step();
      return value;
    };
  }

  async #step(): Promise<void> {
    await Promise.resolve();
    this.stepsLeft -= 1;
    if (this.stepsLeft <= 0) this.kill();
    if (!this.isAlive) await new Promise(() => undefined);
  }
}

const clockOf = (life: Life, clock: Clock): Clock => ({
  now: () => clock.now(),
  elapsed: () => clock.elapsed(),
  after(ms, fire) {
    if (!life.isAlive) return () => undefined;
    const stop = clock.after(ms, fire);
    life.timers.add(stop);
    return stop;
  },
});

const sourceOf = (life: Life, files: DocumentSource): DocumentSource => ({
  read: life.guard((path) => files.read(path)),
  write: life.guard((path, text, expected) => files.write(path, text, expected)),
  keep: life.guard((path, hash) => files.keep(path, hash)),
  kept: life.guard((hash) => files.kept(hash)),
  head: life.guard(() => files.head()),
  gitIdle: life.guard((signal) => files.gitIdle(signal)),
  movedTo: life.guard((from, isFree) => files.movedTo(from, isFree)),
  watch: (path, changed) => files.watch(path, () => life.isAlive && changed()),
});

/** A write that another program gets ahead of by a moment: it writes between our last look and our rename. */
export async function writeLate(
  files: DocumentSourceFixture,
  args: Parameters<DocumentSource["write"]>,
  change: (content: string) => string,
): ReturnType<DocumentSource["write"]> {
  const [path, , expected] = args;
  const before = files.files.get(path);
  if (before === undefined || (await files.read(path)).hash !== expected) return files.write(...args);
  files.files.set(path, change(before));
  const { hash } = await files.read(path);
  await files.keep(path, hash);
  files.files.set(path, before);
  const outcome = await files.write(...args);
  return outcome.status === "written" ? { ...outcome, late: hash } : outcome;
}
