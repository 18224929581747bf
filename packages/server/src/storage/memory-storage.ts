// The storage of tests and simulations: the semantics of the real one, nothing on disk. What a restart must keep is in a
// `MemoryDisk`; opening the disk again fences the storage that had it, as a killed process can write no more.
import {
  type Actor,
  type ClientId,
  type CommandId,
  newStoreId,
  type Runtime,
  type Store,
  type StreamId,
} from "@nomous/protocol";
import { checkCommit, type Facts } from "./check-commit.ts";
import {
  type Append,
  type Commit,
  type Segment,
  type Storage,
  StorageError,
  type StoredRecord,
  type StreamState,
  type Trim,
} from "./storage.ts";
import { decodeRecord, decodeResult, outcomeOf } from "./stored-json.ts";
import { namesOf } from "./stream-names.ts";

interface StoredStream {
  state: StreamState;
  readonly segments: Segment[];
}

interface RecordRow {
  readonly json: string;
  readonly actor: Actor;
}

interface Contents {
  store: Store;
  run: number;
  readonly streams: Map<StreamId, StoredStream>;
  /** By kind, then by id. */
  readonly records: Map<string, Map<string, RecordRow>>;
  readonly answers: Map<ClientId, Map<CommandId, string>>;
  readonly floors: Map<ClientId, string>;
}

/** What survives a restart. */
export class MemoryDisk {
  #contents: Contents | undefined;

  /** For `createMemoryStorage`: the data, one run later. */
  open(runtime: Runtime): Contents {
    this.#contents ??= {
      store: { id: newStoreId(runtime), epoch: 0 },
      run: 0,
      streams: new Map(),
      records: new Map(),
      answers: new Map(),
      floors: new Map(),
    };
    this.#contents.run += 1;
    return this.#contents;
  }
}

/** A disk for one or more storages after each other. */
export const createMemoryDisk = (): MemoryDisk => new MemoryDisk();

export function createMemoryStorage(runtime: Runtime, disk: MemoryDisk = createMemoryDisk()): Storage {
  const contents = disk.open(runtime);
  const { run, streams, records, answers, floors } = contents;
  let isClosed = false;

  /** Everything waits one turn, as it would for a disk, and fails once this storage has lost its disk. */
  async function reach(): Promise<void> {
    if (isClosed) throw closedError();
    await Promise.resolve();
    if (contents.run !== run) throw closedError();
  }

  return {
    get store() {
      return contents.store;
    },
    run,

    async commit(commit) {
      await reach();
      const verdict = checkCommit(commit, factsOf(contents));
      if (verdict.status === "committed") apply(contents, commit);
      return outcomeOf(verdict, commit);
    },

    async stream(sid) {
      await reach();
      return streams.get(sid)?.state;
    },

    async heads(family, after, limit) {
      await reach();
      return headsOf(contents, namesOf(family, after)).slice(0, limit);
    },

    async read(sid, after, maxBytes) {
      await reach();
      return slice(streams.get(sid)?.segments ?? [], after, maxBytes);
    },

    async records(kind) {
      await reach();
      const rows = [...(records.get(kind) ?? [])].map(([id, row]) => storedRecord(kind, id, row));
      return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },

    async record(kind, id) {
      await reach();
      const row = records.get(kind)?.get(id);
      return row && storedRecord(kind, id, row);
    },

    async answered(client, id) {
      await reach();
      const json = answers.get(client)?.get(id);
      return { result: json === undefined ? undefined : decodeResult(json), floor: floors.get(client) ?? "" };
    },

    async backup() {
      throw new StorageError("unreadable", "Data in memory has no backup. Start the bridge on a folder instead.");
    },

    async raiseEpoch() {
      await reach();
      contents.store = { ...contents.store, epoch: contents.store.epoch + 1 };
    },

    async close() {
      isClosed = true;
    },
  };
}

const closedError = (): StorageError => new StorageError("closed", "The storage is closed.");

const factsOf = ({ answers, floors, streams }: Contents): Facts => ({
  answer: (client, id) => answers.get(client)?.get(id),
  floor: (client) => floors.get(client) ?? "",
  stream: (sid) => {
    const state = streams.get(sid)?.state;
    return state && { head: state.head, isEnded: state.end !== null };
  },
});

function apply(contents: Contents, { dedup, appends = [], records = [], trims = [], drops = [], floor }: Commit): void {
  if (dedup !== undefined) inner(contents.answers, dedup.actor.client).set(dedup.id, JSON.stringify(dedup.result));
  for (const append of appends) applyAppend(contents.streams, append);
  for (const { kind, id, value, actor } of records) {
    const ofKind = inner(contents.records, kind);
    if (value === null) ofKind.delete(id);
    else ofKind.set(id, { json: JSON.stringify(value), actor });
  }
  for (const trim of trims) applyTrim(contents.streams, trim);
  for (const sid of drops) contents.streams.delete(sid);
  if (floor !== undefined) applyFloor(contents, floor);
}

function applyAppend(streams: Contents["streams"], { sid, firstSeq, count, body, create, end }: Append): void {
  const segment = { firstSeq, count, body: body.slice() };
  const head = firstSeq + count - 1;
  const stream = streams.get(sid);
  if (stream !== undefined) {
    stream.state = { ...stream.state, head, end: end ?? null };
    stream.segments.push(segment);
  } else if (create !== undefined) {
    streams.set(sid, { state: { sid, ...create, first: 1, head, end: end ?? null }, segments: [segment] });
  }
}

function applyTrim(streams: Contents["streams"], { sid, first }: Trim): void {
  const stream = streams.get(sid);
  if (stream === undefined) return;
  const kept = stream.segments.findIndex(
    ({ firstSeq, count }) => firstSeq + count > Math.min(first, stream.state.head),
  );
  stream.segments.splice(0, kept);
  stream.state = { ...stream.state, first: stream.segments[0]?.firstSeq ?? stream.state.first };
}

function applyFloor({ answers, floors }: Contents, { actor: { client }, below }: NonNullable<Commit["floor"]>): void {
  if (below <= (floors.get(client) ?? "")) return;
  floors.set(client, below);
  const ofClient = inner(answers, client);
  for (const id of ofClient.keys()) if (id < below) ofClient.delete(id);
}

function headsOf(
  { streams }: Contents,
  { from, below }: ReturnType<typeof namesOf>,
): { readonly sid: StreamId; readonly head: number }[] {
  const found = [...streams.values()].filter(({ state: { sid } }) => sid > from && sid < below);
  return found.map(({ state: { sid, head } }) => ({ sid, head })).toSorted((a, b) => (a.sid < b.sid ? -1 : 1));
}

function slice(segments: readonly Segment[], after: number, maxBytes: number): Segment[] {
  const found: Segment[] = [];
  let bytes = 0;
  for (const segment of segments) {
    if (segment.firstSeq + segment.count <= after + 1) continue;
    if (found.length > 0 && bytes + segment.body.length > maxBytes) break;
    found.push(segment);
    bytes += segment.body.length;
  }
  return found;
}

const storedRecord = (kind: string, id: string, { json, actor }: RecordRow): StoredRecord => ({
  kind,
  id,
  value: decodeRecord(json, kind, id),
  actor,
});

/** The map below `key`, made when it is missing. */
function inner<K, L, V>(outer: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let map = outer.get(key);
  if (map === undefined) outer.set(key, (map = new Map<L, V>()));
  return map;
}
