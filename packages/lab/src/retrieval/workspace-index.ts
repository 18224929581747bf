// The side of the index that serves: it starts the thread that does the work, hands questions over and keeps the last status.
import { Worker } from "node:worker_threads";
import type { FoundFiles } from "../workspace/find-files.ts";
import { NOTHING_LISTED } from "../workspace/list-files.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import type { IndexCall, IndexReply, IndexWorkerData } from "./index-message.ts";
import type { IndexStatus, Passage } from "./live-index.ts";

export interface WorkspaceIndexOptions {
  readonly workspace: Workspace;
  /** Milliseconds that only grow, from an arbitrary start. */
  readonly elapsed: () => number;
}

/** The disk is not looked at again within this time after it was. */
const FRESH_MS = 2_000;
const MAX_HEAP_MB = 1_536;

type Found = FoundFiles | readonly Passage[];

interface Waiting {
  readonly resolve: (value: Found) => void;
  readonly reject: (reason: unknown) => void;
}

/** Begins to index a workspace. */
export function startWorkspaceIndex({ workspace: { root }, elapsed }: WorkspaceIndexOptions): WorkspaceIndex {
  const worker = new Worker(new URL("./index-worker.ts", import.meta.url), {
    // Flags of the process, such as a debugger's, are not meant for this thread.
    execArgv: [],
    workerData: { root } satisfies IndexWorkerData,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  });
  return new WorkspaceIndex(worker, root, elapsed);
}

/** Files and passages of a workspace as they are now. Questions reject with a `WorkspaceError` when it cannot be read. */
export class WorkspaceIndex {
  readonly #worker: Worker;
  readonly #elapsed: () => number;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #ended: WorkspaceError | undefined;
  #status: IndexStatus = {
    files: { markdown: 0, source: 0, other: 0 },
    leftOut: NOTHING_LISTED.leftOut,
    index: { state: "indexing", done: 0, total: 0, unsearched: 0 },
  };

  constructor(worker: Worker, root: string, elapsed: () => number) {
    this.#worker = worker;
    this.#elapsed = elapsed;
    worker.on("message", (reply: IndexReply) => this.#take(reply));
    worker.on("error", (cause) =>
      this.#end(`The index of ${root} stopped: ${reasonOf(cause)}. Start Nomous again.`, cause),
    );
    worker.on("exit", () => this.#end(`The index of ${root} is closed.`));
  }

  status(): IndexStatus {
    return this.#status;
  }

  /** Files whose path has all words of `text`, best first; does not wait for the index. */
  async find(text: string, limit: number): Promise<FoundFiles> {
    return (await this.#ask("find", text, limit)) as FoundFiles;
  }

  /** The best passages for a question, best first; waits for the index when it is being built. */
  async search(query: string, limit: number, signal: AbortSignal): Promise<readonly Passage[]> {
    signal.throwIfAborted();
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const giveUp = (): void => reject(signal.reason);
    signal.addEventListener("abort", giveUp, { once: true });
    try {
      return (await Promise.race([this.#ask("search", query, limit), aborted])) as readonly Passage[];
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  /** Ends the thread; whoever waits is rejected. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #ask(type: IndexCall["type"], text: string, limit: number): Promise<Found> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const now = this.#elapsed();
    const mayBeStale = now - this.#lookedAt < FRESH_MS;
    if (!mayBeStale) this.#lookedAt = now;
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<Found>();
    this.#waiting.set(id, { resolve, reject });
    this.#worker.postMessage({ type, id, text, limit, mayBeStale } satisfies IndexCall);
    return promise;
  }

  #take(reply: IndexReply): void {
    if (reply.type === "status") {
      this.#status = reply.status;
      return;
    }
    const asker = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.type === "found") asker?.resolve(reply.value);
    else asker?.reject(new WorkspaceError(reply.code, reply.message));
  }

  #end(why: string, cause?: unknown): void {
    this.#ended ??= new WorkspaceError("unreadable", why, { cause });
    this.#status = { ...this.#status, index: { ...this.#status.index, state: "failed", why: this.#ended.message } };
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
    ? "the folder has more text than fits into memory"
    : String(error);
