// Commits are numbered and handed to storage in the order in which they were asked for, without waiting for earlier ones;
// storage answers in the same order. When one is not applied, the numbers behind it are taken back, and what was
// numbered on top of it comes back as `stale`: nobody has seen any of it.
import type { Clock, Item, StreamEnd, StreamId } from "@nomous/protocol";
import { decodeBody, encodeBody, ITEM, LIMITS, utf8 } from "@nomous/protocol";
import type { Append, CommitOutcome, Storage } from "../storage/storage.ts";
import { StorageError } from "../storage/storage.ts";
import type { EncodedItems } from "./frames.ts";
import type { Change, Journal, NewItem, StreamAppend } from "./journal.ts";
import type { LiveStream } from "./live-stream.ts";
import type { Streams } from "./streams.ts";

export interface JournalParts {
  readonly clock: Clock;
  readonly storage: Storage;
  readonly streams: Streams;
  /** Told of each commit that storage answered: how long it took, in milliseconds, and how many items it holds. */
  readonly observe?: (tookMs: number, items: number) => void;
}

/** An append that has its numbers. */
interface Numbered extends EncodedItems {
  readonly stream: LiveStream;
  readonly line: number;
  readonly append: Append;
}

/** A commit handed to storage. Wrapped, because a promise inside a promise would be waited for. */
interface Submitted {
  readonly outcome: Promise<CommitOutcome>;
}

const NO_APPENDS: readonly StreamAppend[] = [];

/** Appends to one stream that came while a commit of it was under way: they become one segment. */
interface Batch {
  readonly sid: StreamId;
  readonly items: NewItem[];
  readonly actor: StreamAppend["actor"];
  sizeBytes: number;
  end: StreamAppend["end"];
  readonly outcome: PromiseWithResolvers<CommitOutcome>;
}

export function createJournal(parts: JournalParts): Journal {
  const journal = new StreamJournal(parts);
  return {
    commit: (change) => journal.commit(change),
    state: (sid) => journal.state(sid),
    items: (sid, after) => journal.items(sid, after),
  };
}

class StreamJournal {
  readonly #clock: Clock;
  readonly #storage: Storage;
  readonly #streams: Streams;
  readonly #observe: JournalParts["observe"];
  /** Fulfilled when everything asked for so far is with storage. */
  #submission: Promise<unknown> = Promise.resolve();
  /** How many wait for streams to be loaded. */
  #loading = 0;
  readonly #underWay = new Map<StreamId, number>();
  readonly #batches = new Map<StreamId, Batch>();

  constructor({ clock, storage, streams, observe }: JournalParts) {
    this.#clock = clock;
    this.#storage = storage;
    this.#streams = streams;
    this.#observe = observe;
  }

  commit(change: Change): Promise<CommitOutcome> {
    const append = onlyAppend(change);
    if (append !== undefined && this.#underWay.has(append.sid)) return this.#gather(append);
    for (const { sid } of change.appends ?? []) this.#flush(sid);
    for (const sid of change.drops ?? []) this.#flush(sid);
    return this.#submit(change);
  }

  async state(sid: StreamId): Promise<Awaited<ReturnType<Storage["stream"]>>> {
    const stream = this.#streams.peek(sid);
    return stream?.isStored === true ? stream.state : this.#storage.stream(sid);
  }

  async *items(sid: StreamId, after: number): AsyncGenerator<Item & { seq: number }> {
    const head = (await this.state(sid))?.head ?? 0;
    for (let last = after; last < head;) {
      const segments = await this.#storage.read(sid, last, LIMITS.channelCredit);
      const before = last;
      for (const { firstSeq, count, body } of segments) {
        const items = decodeBody(body, count);
        if (typeof items === "string")
          throw new StorageError("corrupt", `${sid} is damaged at item ${firstSeq}: ${items}`);
        for (const [i, item] of items.entries()) {
          if (firstSeq + i <= last) continue;
          last = firstSeq + i;
          yield { seq: last, ...item };
        }
      }
      if (last === before) throw new StorageError("corrupt", `${sid} has no item ${last + 1}, though it has ${head}`);
    }
  }

  #gather({ sid, items, end, actor }: StreamAppend): Promise<CommitOutcome> {
    const sizeBytes = items.reduce((sum, { data }) => sum + data.length, 0);
    let batch = this.#batches.get(sid);
    if (batch !== undefined && !fits(batch, actor, items.length, sizeBytes)) {
      this.#flush(sid);
      batch = undefined;
    }
    if (batch === undefined) {
      batch = { sid, items: [], actor, sizeBytes: 0, end: undefined, outcome: Promise.withResolvers() };
      this.#batches.set(sid, batch);
    }
    for (const item of items) batch.items.push(item);
    batch.sizeBytes += sizeBytes;
    batch.end = end;
    return batch.outcome.promise;
  }

  /** Submits what was gathered for a stream. */
  #flush(sid: StreamId): void {
    const batch = this.#batches.get(sid);
    if (batch === undefined) return;
    this.#batches.delete(sid);
    const { items, end, actor, outcome } = batch;
    const append = end === undefined ? { sid, items, actor } : { sid, items, actor, end };
    this.#submit({ appends: [append] }).then(outcome.resolve, outcome.reject);
  }

  async #submit(change: Change): Promise<CommitOutcome> {
    const { appends = NO_APPENDS } = change;
    for (const { sid } of appends) this.#underWay.set(sid, (this.#underWay.get(sid) ?? 0) + 1);
    try {
      const streams = this.#loading === 0 ? this.#holdNow(appends) : undefined;
      return await (streams === undefined ? this.#submitLater(change) : this.#number(change, streams));
    } finally {
      for (const { sid } of appends) this.#finish(sid);
    }
  }

  async #submitLater(change: Change): Promise<CommitOutcome> {
    this.#loading += 1;
    const submission = this.#submission.then(async (): Promise<Submitted> => {
      try {
        const streams = await this.#hold(change.appends ?? NO_APPENDS);
        return { outcome: this.#number(change, streams) };
      } finally {
        this.#loading -= 1;
      }
    });
    this.#submission = submission.catch(() => undefined);
    return (await submission).outcome;
  }

  #finish(sid: StreamId): void {
    const left = (this.#underWay.get(sid) ?? 0) - 1;
    if (left > 0) {
      this.#underWay.set(sid, left);
      return;
    }
    this.#underWay.delete(sid);
    this.#flush(sid);
  }

  #number(change: Change, streams: readonly LiveStream[]): Promise<CommitOutcome> {
    const at = this.#clock.now();
    const { appends = NO_APPENDS } = change;
    return this.#store(
      change,
      appends.map((append, i) => numberItems(streams[i] as LiveStream, append, at)),
    );
  }

  /** `undefined` when one of them is not in memory. */
  #holdNow(appends: readonly StreamAppend[]): LiveStream[] | undefined {
    const held: LiveStream[] = [];
    for (const { sid } of appends) {
      const stream = this.#streams.holdNow(sid);
      if (stream === undefined) {
        for (const one of held) this.#streams.release(one);
        return undefined;
      }
      held.push(stream);
    }
    return held;
  }

  async #hold(appends: readonly StreamAppend[]): Promise<LiveStream[]> {
    const held: LiveStream[] = [];
    try {
      for (const { sid } of appends) held.push(await this.#streams.hold(sid));
      return held;
    } catch (error) {
      for (const stream of held) this.#streams.release(stream);
      throw error;
    }
  }

  async #store(change: Change, numbered: readonly Numbered[]): Promise<CommitOutcome> {
    const startedMs = this.#clock.elapsed();
    let isApplied = false;
    try {
      const outcome = await this.#storage.commit({ ...change, appends: numbered.map(({ append }) => append) });
      isApplied = outcome.status === "committed";
      return outcome;
    } finally {
      for (const added of numbered) {
        if (isApplied) added.stream.publish(added, added.append.end ?? null);
        else added.stream.takeBack(added.line);
        this.#streams.release(added.stream);
      }
      if (isApplied) for (const { sid, first } of change.trims ?? []) this.#streams.peek(sid)?.trim(first);
      if (isApplied) for (const sid of change.drops ?? []) this.#streams.drop(sid);
      this.#observe?.(this.#clock.elapsed() - startedMs, isApplied ? sumOf(numbered) : 0);
    }
  }
}

const sumOf = (numbered: readonly Numbered[]): number => numbered.reduce((sum, { items }) => sum + items.length, 0);

/** The append of a change that is nothing else, and so may be joined with others. */
function onlyAppend({ appends, dedup, expect, records, trims, drops, floor }: Change): StreamAppend | undefined {
  if (dedup !== undefined || expect !== undefined || records !== undefined) return undefined;
  if (trims !== undefined || drops !== undefined || floor !== undefined || appends?.length !== 1) return undefined;
  const [append] = appends;
  return append?.origin === undefined ? append : undefined;
}

function fits(batch: Batch, actor: StreamAppend["actor"], count: number, sizeBytes: number): boolean {
  if (batch.end !== undefined || batch.actor !== actor) return false;
  if (batch.items.length + count >= LIMITS.frameItems) return false;
  return batch.sizeBytes + sizeBytes <= LIMITS.replaySliceBytes;
}

/** Gives items their numbers and times and encodes them, once in their life. */
function numberItems(stream: LiveStream, { sid, items, end, actor, origin }: StreamAppend, at: number): Numbered {
  stream.begin(at);
  const { createdAt, durability } = stream.state;
  const atMs = at - createdAt;
  const all: Item[] = items.map(({ kind, data }) => ({ atMs, kind, data }));
  const firstSeq = stream.reserved + 1;
  const last = end === undefined ? undefined : { ...end, count: stream.reserved + items.length };
  if (last !== undefined) all.push({ atMs, kind: ITEM.end, data: encodeEnd(last) });
  if (all.length === 0) throw new Error(`${sid}: an append without items`);
  stream.reserved += all.length;
  const body = encodeBody(all);
  const append: Append = {
    sid,
    firstSeq,
    count: all.length,
    body,
    actor,
    at,
    ...(firstSeq === 1 && { create: { createdAt, durability } }),
    ...(last !== undefined && { end: last }),
  };
  return { stream, line: stream.line, append, firstSeq, items: all, body, origin };
}

const encodeEnd = (end: StreamEnd): Uint8Array => utf8(JSON.stringify(end));
