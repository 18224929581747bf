// The side of the lab that serves: experiments, what documents rest on, tasks that are verified. The thread that has it starts with the first question, is started again should it die, and ends when
// nobody has asked for some time.
import { Worker } from "node:worker_threads";
import { sleep } from "@nomous/protocol";
import { DeskError, FileTrouble, type JobPart } from "@nomous/server";
import type { LabCall, LabQuestion, LabReply, LabWorkerData } from "./lab-message.ts";
import type { LabPlace } from "./lab-place.ts";

const IDLE_MS = 5 * 60_000;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly take: ((part: JobPart) => void) | undefined;
}

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** What a session says while it runs. */
  readonly take?: (part: JobPart) => void;
}

/** Questions reject with a `DeskError` or a `FileTrouble` when they cannot be done as asked, and with an `Error` when the thread dies over them. */
export class LabThread {
  readonly #place: LabPlace;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle = new AbortController();
  #isClosed = false;
  #lastId = 0;

  constructor(place: LabPlace) {
    this.#place = place;
  }

  /** The signal tells whoever works that it should end; the answer still comes from there. */
  async ask(question: LabQuestion, { signal, take }: AskOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new Error("The lab is closed.");
    this.#idle.abort();
    const worker = (this.#worker ??= this.#start());
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject, take });
    const send = (call: LabCall): void => worker.postMessage(call);
    const abort = (): void => send({ type: "abort", id });
    send({ type: "call", id, question });
    signal?.addEventListener("abort", abort, { once: true });
    try {
      return await promise;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** Ends the thread; whoever waits is rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#idle.abort();
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { workspace, build, environment } = this.#place;
    const worker = new Worker(new URL("./lab-worker.ts", import.meta.url), {
      // Flags of the process, such as a debugger's, are not meant for this thread.
      execArgv: [],
      workerData: { workspace, build, environment: { ...environment } } satisfies LabWorkerData,
    });
    let cause: unknown;
    worker.on("message", (reply: LabReply) => this.#take(worker, reply));
    worker.on("error", (error) => void (cause = error));
    worker.on("exit", () => this.#fail(worker, cause));
    return worker;
  }

  #take(worker: Worker, reply: LabReply): void {
    const asker = this.#waiting.get(reply.id);
    if (reply.type === "part") return asker?.take?.(reply.part);
    this.#waiting.delete(reply.id);
    if (reply.type === "done") asker?.resolve(reply.value);
    else asker?.reject(errorOf(reply));
    if (this.#waiting.size === 0) void this.#endWhenIdle(worker);
  }

  async #endWhenIdle(worker: Worker): Promise<void> {
    const { signal } = (this.#idle = new AbortController());
    await sleep(this.#place.runtime.clock, IDLE_MS, signal);
    if (signal.aborted || this.#worker !== worker) return;
    this.#worker = undefined;
    await worker.terminate();
  }

  #fail(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const error = new Error("The thread that has the lab has ended.", { cause });
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function errorOf(reply: Extract<LabReply, { readonly type: "refused" | "failed" }>): Error {
  if (reply.type === "failed") return new Error(reply.message);
  return reply.file === undefined ? new DeskError(reply.message) : new FileTrouble(reply.file, reply.message);
}
