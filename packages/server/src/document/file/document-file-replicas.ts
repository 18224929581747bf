// All files that are followed. Each has its turns one after the other; over all of them a few at once, so that a checkout of a thousand files
// leaves room for whoever types.
import { codeOf } from "../../connection/describe-error.ts";
import type { DocumentId, FileState, StopTimer } from "@nomous/protocol";
import type { FileReplicas } from "../file-replicas.ts";
import { FileReplica } from "./file-replica.ts";
import type { ReplicaParts } from "./replica-parts.ts";
import { TurnLimit } from "./turn-limit.ts";

const FILES_AT_ONCE = 8;
/** A commit moves HEAD and leaves the files alone: it has to be seen before somebody edits one, or that edit would pass for a checkout. */
const HEAD_MS = 2_000;

interface Followed {
  readonly replica: FileReplica;
  readonly begun: Promise<FileState>;
}

export function createFileReplicas(parts: ReplicaParts): FileReplicas {
  const files = new DocumentFileReplicas(parts);
  return {
    follow: (id) => files.follow(id),
    state: (id) => files.state(id),
    written: (id, seq, signal) => files.written(id, seq, signal),
    watch: (changed) => files.watch(changed),
    close: () => files.close(),
  };
}

class DocumentFileReplicas {
  readonly #parts: ReplicaParts;
  readonly #followed = new Map<DocumentId, Followed>();
  readonly #watchers = new Set<(id: DocumentId, state: FileState) => void>();
  readonly #turns = new TurnLimit(FILES_AT_ONCE);
  readonly #unwatch: () => void;
  #headTimer: StopTimer | undefined;
  #head: string | null = null;
  #isClosed = false;

  constructor(parts: ReplicaParts) {
    this.#parts = parts;
    this.#unwatch = parts.log.watch((room) => this.#followed.get(room.id)?.replica.grow(room));
  }

  follow(id: DocumentId): Promise<FileState> {
    const known = this.#followed.get(id);
    if (known !== undefined) return known.begun.then((first) => known.replica.state ?? first);
    const replica = new FileReplica(this.#parts, id, this.#turns, (state) => {
      for (const changed of this.#watchers) changed(id, state);
    });
    const begun = replica.begin();
    this.#followed.set(id, { replica, begun });
    begun.catch(() => this.#followed.delete(id));
    if (this.#headTimer === undefined) this.#watchHead();
    return begun;
  }

  state(id: DocumentId): FileState | undefined {
    return this.#followed.get(id)?.replica.state;
  }

  async written(id: DocumentId, seq: number, signal: AbortSignal): Promise<FileState> {
    const first = await this.follow(id);
    const now = this.state(id) ?? first;
    if (isSettled(now, seq)) return now;
    const { promise, resolve, reject } = Promise.withResolvers<FileState>();
    const stop = this.watch((changed, state) => {
      if (changed === id && isSettled(state, seq)) resolve(state);
    });
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    try {
      return await promise;
    } finally {
      stop();
      signal.removeEventListener("abort", abort);
    }
  }

  watch(changed: (id: DocumentId, state: FileState) => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#headTimer?.();
    this.#unwatch();
    await this.#parts.rounds.stop();
    await Promise.all([...this.#followed.values()].map(({ replica }) => replica.close()));
  }

  #watchHead(): void {
    this.#headTimer = this.#parts.runtime.clock.after(HEAD_MS, () => void this.#lookAtHead());
  }

  async #lookAtHead(): Promise<void> {
    try {
      const head = await this.#parts.source.head();
      if (head !== this.#head) for (const { replica } of this.#followed.values()) replica.look();
      this.#head = head;
    } catch (error) {
      this.#parts.logger.warn({ error: codeOf(error) }, "git's HEAD could not be read");
    }
    if (!this.#isClosed) this.#watchHead();
  }
}

/** The file has it, or will not have it before somebody does something about it. */
const isSettled = ({ status, seq, trouble }: FileState, wanted: number): boolean =>
  status === "failed" ? trouble?.code !== "busy" : seq >= wanted;
