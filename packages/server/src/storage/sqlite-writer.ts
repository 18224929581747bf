// The main thread's side of the writer. A commit that finds it idle goes out at once, together with what the same tick
// adds; what arrives while a group is being written forms the next one.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Verdict } from "./check-commit.ts";
import { type Commit, StorageError } from "./storage.ts";
import type { PackedCommit, WriterCall, WriterData, WriterReply } from "./writer-message.ts";
import { joinBodies, packCommit } from "./writer-message.ts";

interface PendingCommit {
  readonly packed: PackedCommit;
  readonly bodies: readonly Uint8Array[];
  readonly resolve: (verdict: Verdict) => void;
  readonly reject: (error: StorageError) => void;
}

export async function startSqliteWriter(data: WriterData): Promise<SqliteWriter> {
  // Flags of the process, such as a debugger's, are not meant for this thread.
  const worker = new Worker(new URL("./sqlite-writer-worker.ts", import.meta.url), { workerData: data, execArgv: [] });
  const [reply] = (await once(worker, "message")) as [WriterReply];
  if (reply.type === "failed") throw new StorageError(reply.code, reply.message);
  return new SqliteWriter(worker);
}

export class SqliteWriter {
  readonly #worker: Worker;
  readonly #exited: Promise<void>;
  #waiting: PendingCommit[] = [];
  #underWay: readonly PendingCommit[] = [];
  /** Why no commit is taken any more. */
  #ended: StorageError | undefined;
  #onIdle: (() => void) | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (reply: WriterReply) => this.#settle(reply));
    worker.on("error", (cause: Error) => this.#fail(cause));
    this.#exited = new Promise((resolve) => {
      worker.on("exit", () => {
        this.#fail();
        resolve();
      });
    });
  }

  commit(commit: Commit): Promise<Verdict> {
    return this.#write(
      packCommit(commit),
      (commit.appends ?? []).map(({ body }) => body),
    );
  }

  async raiseEpoch(): Promise<void> {
    await this.#write({ raisesEpoch: true }, []);
  }

  /** Writes what waits, then lets go of the file. */
  async close(): Promise<void> {
    this.#ended ??= new StorageError("closed", "The storage is closed.");
    if (this.#waiting.length + this.#underWay.length > 0) await new Promise<void>((idle) => (this.#onIdle = idle));
    this.#worker.postMessage({ type: "close" } satisfies WriterCall);
    await this.#exited;
  }

  #write(packed: PackedCommit, bodies: readonly Uint8Array[]): Promise<Verdict> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ packed, bodies, resolve, reject });
      if (this.#waiting.length === 1) this.#flushSoon();
    });
  }

  #flushSoon(): void {
    queueMicrotask(() => {
      if (this.#underWay.length === 0 && this.#waiting.length > 0) this.#flush();
    });
  }

  #flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    this.#underWay = group;
    const commits = group.map(({ packed }) => packed);
    const bodies = joinBodies(group.flatMap(({ bodies }) => bodies));
    this.#worker.postMessage({ type: "write", commits, bodies } satisfies WriterCall, [bodies.buffer]);
  }

  #settle(reply: WriterReply): void {
    const group = this.#underWay;
    this.#underWay = [];
    if (reply.type === "written") {
      for (const [i, verdict] of reply.verdicts.entries()) group[i]?.resolve(verdict);
    } else if (reply.type === "failed") {
      rejectAll(group, new StorageError(reply.code, reply.message));
    }
    this.#flushSoon();
    if (this.#waiting.length === 0) this.#onIdle?.();
  }

  /** The thread is gone; what was under way may be on disk or not. */
  #fail(cause?: Error): void {
    this.#ended ??= new StorageError("io", "The thread that writes the database has died. Restart Nomous.", { cause });
    rejectAll([...this.#underWay, ...this.#waiting], this.#ended);
    this.#underWay = [];
    this.#waiting = [];
    this.#onIdle?.();
  }
}

function rejectAll(group: readonly PendingCommit[], error: StorageError): void {
  for (const { reject } of group) reject(error);
}
