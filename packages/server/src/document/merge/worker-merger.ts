// The merger of the running bridge: the core on a thread of its own, which is started by the first call and, should it die, by the next one.
// The thread knows no log; what it lacks it asks for.
import { Worker } from "node:worker_threads";
import { type LoggedUpdate, type Merger, type ReadUpdates, StateGone } from "../merger.ts";
import {
  goneOf,
  type MergeCall,
  type MergeFailure,
  type MergeReply,
  type MergeRequest,
  packUpdates,
} from "./merge-message.ts";

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

/** A merger on a thread of its own. Calls that are under way when that thread dies fail; later ones do not. */
export function createWorkerMerger(read: ReadUpdates): Merger {
  const thread = new MergeThread(read);
  return {
    text: (...args) => thread.call({ name: "text", args }),
    snapshot: (...args) => thread.call({ name: "snapshot", args }),
    seed: (...args) => thread.call({ name: "seed", args }),
    rewrite: (...args) => thread.call({ name: "rewrite", args }),
    propose: (...args) => thread.call({ name: "propose", args }),
    proposeText: (...args) => thread.call({ name: "proposeText", args }),
    transfer: (...args) => thread.call({ name: "transfer", args }),
    meet: (...args) => thread.call({ name: "meet", args }),
    anchor: (...args) => thread.call({ name: "anchor", args }),
    close: () => thread.close(),
  };
}

class MergeThread {
  readonly #read: ReadUpdates;
  #worker: Worker | undefined;
  #isClosed = false;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();
  /** Why reads failed, until the call that needed them has. */
  readonly #failures = new Map<number, Error>();

  constructor(read: ReadUpdates) {
    this.#read = read;
  }

  call<T>(request: MergeRequest): Promise<T> {
    if (this.#isClosed) return Promise.reject(new Error("The merger is closed."));
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      const id = (this.#lastId += 1);
      this.#pending.set(id, { resolve, reject });
      worker.postMessage({ type: "call", id, request } satisfies MergeCall);
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    // Flags of the process, such as a debugger's, are not meant for this thread.
    const worker = new Worker(new URL("./merge-worker.ts", import.meta.url), { execArgv: [] });
    let cause: Error | undefined;
    worker.on("message", (reply: MergeReply) => this.#take(worker, reply));
    worker.on("error", (error: Error) => void (cause = error));
    worker.on("exit", () => this.#fail(worker, cause));
    return worker;
  }

  #take(worker: Worker, reply: MergeReply): void {
    if (reply.type === "read") {
      void this.#supply(worker, reply);
      return;
    }
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.type === "done") pending?.resolve(reply.value as never);
    else pending?.reject(this.#reason(reply.failure));
  }

  async #supply(worker: Worker, { read, key, after, upTo }: Extract<MergeReply, { type: "read" }>): Promise<void> {
    try {
      const updates: LoggedUpdate[] = [];
      for await (const update of this.#read(key, after, upTo)) updates.push(update);
      const packed = packUpdates(updates);
      worker.postMessage({ type: "updates", read, updates: packed } satisfies MergeCall, [packed.bytes.buffer]);
    } catch (error) {
      const gone = goneOf(error);
      if (gone === undefined) this.#failures.set(read, error as Error);
      worker.postMessage({ type: "unreadable", read, gone } satisfies MergeCall);
    }
  }

  #reason(failure: MergeFailure): Error {
    if (failure.type === "error") return new Error(failure.message);
    if (failure.type === "gone") return new StateGone(failure.gone.key, failure.gone.upTo);
    const reason = this.#failures.get(failure.read);
    this.#failures.delete(failure.read);
    return reason ?? new Error("The log could not be read.");
  }

  #fail(worker: Worker, cause: Error | undefined): void {
    if (this.#worker === worker) this.#worker = undefined;
    const error = new Error("The thread that merges documents has ended.", { cause });
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    this.#failures.clear();
  }
}
