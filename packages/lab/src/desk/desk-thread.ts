// The side of the desk that serves. The thread with the rules starts with the first question, is started again should it die, and ends
// when nobody has asked for some time: what it found out is kept here for the next one.
import { Worker } from "node:worker_threads";
import type { Pause } from "../document/document-lock.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import type { NewDocumentFrom } from "./compose-new.ts";
import type { Desk, DeskSettings } from "./desk.ts";
import { DeskError } from "./desk-error.ts";
import type { DeskCall, DeskReply, DeskRequest, DeskWorkerData } from "./desk-message.ts";
import type { Moment } from "./draft-document.ts";
import { type ListBasis, watchBasis } from "./list-basis.ts";
import type { DocumentMove } from "./move-state.ts";
import type { WantedApproval } from "./sign-approval.ts";
import type { OverviewList, OverviewMemory } from "./overviews.ts";
import type { SurveyAnswer, SurveyQuestion } from "./survey-workspace.ts";

export interface DeskThreadOptions {
  readonly workspace: Workspace;
  readonly now: () => Moment;
  readonly pause: Pause;
  /** Where the person who serves has the key that they approve with. */
  readonly keyFolder?: string;
}

/** The rules take long to load, and a hundred megabytes while they are. */
const IDLE_MS = 5 * 60_000;
const MAX_HEAP_MB = 1_536;

type ChangedMove = Extract<DocumentMove, { readonly status: "changed" }>;
type RecordedMove = Extract<DocumentMove, { readonly status: "recorded" }>;

export type SignableMove =
  /** `sign` writes the approval beside the document where there is one; it comes before the text says so. */
  | (Omit<ChangedMove, "approval"> & { readonly sign: () => Promise<void> })
  | Exclude<DocumentMove, ChangedMove | RecordedMove>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Questions reject with a `DeskError` when they cannot be done as asked, and with an `Error` when the thread dies over them. */
export class DeskThread {
  readonly #options: DeskThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #firstListed = Promise.withResolvers<void>();
  #worker: Worker | undefined;
  #memory: OverviewMemory | undefined;
  #basis: ListBasis | undefined;
  #idle = new AbortController();
  #isClosed = false;
  #lastId = 0;

  constructor(options: DeskThreadOptions) {
    this.#options = options;
  }

  async list(signal: AbortSignal): Promise<OverviewList> {
    const list = await this.#ask("list", { now: this.#options.now() }, signal);
    this.#basis = list.basis;
    this.#firstListed.resolve();
    return list;
  }

  compose(wanted: NewDocumentFrom): Promise<{ readonly path: string; readonly text: string }> {
    return this.#ask("compose", { wanted, now: this.#options.now() });
  }

  async move(path: string, text: string, state: string): Promise<SignableMove> {
    const { keyFolder = null, now } = this.#options;
    const moved = await this.#ask("move", { path, text, state, keyFolder, now: now() });
    if (moved.status !== "changed" && moved.status !== "recorded") return moved;
    const { approval, ...change } = moved;
    const sign = async (): Promise<void> => (approval === null ? undefined : this.#sign(approval));
    if (change.status === "changed") return { ...change, sign };
    // The text stays as it is, so nobody waits for the line.
    await sign();
    return { status: "refused", message: change.message, obstacles: [], isApproval: true };
  }

  async #sign(approval: WantedApproval): Promise<void> {
    const { workspace, now, pause, keyFolder = null } = this.#options;
    const { signApproval, signerIn } = await import("./sign-approval.ts");
    await signApproval(workspace, approval, await signerIn(workspace, keyFolder), now(), { pause });
  }

  settings(): Promise<DeskSettings> {
    return this.#ask("settings", { now: this.#options.now() });
  }

  survey(asked: SurveyQuestion): Promise<SurveyAnswer> {
    return this.#ask("survey", asked);
  }

  /** Calls `changed` when `list` may say something else. Returns how to stop. */
  watch(changed: () => void): () => void {
    const { workspace, pause } = this.#options;
    const over = new AbortController();
    const watched = { root: workspace.root, latest: () => this.#basis, pause, changed };
    // Until somebody has asked for the list there is nothing that could say something else.
    void this.#firstListed.promise.then(() => watchBasis(watched, over.signal));
    return () => over.abort();
  }

  /** Ends the thread; whoever waits is rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#idle.abort();
    await this.#worker?.terminate();
  }

  async #ask<Name extends keyof Desk>(
    name: Name,
    asked: Parameters<Desk[Name]>[0],
    signal?: AbortSignal,
  ): Promise<Awaited<ReturnType<Desk[Name]>>> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw new Error("The desk is closed.");
    this.#idle.abort();
    const worker = (this.#worker ??= this.#start());
    const send = (call: DeskCall): void => worker.postMessage(call);
    const id = (this.#lastId += 1);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const giveUp = (): void => {
      reject(signal?.reason);
      send({ type: "abort", id });
    };
    this.#waiting.set(id, { resolve, reject });
    send({ type: "call", id, request: { name, asked } as DeskRequest });
    signal?.addEventListener("abort", giveUp, { once: true });
    try {
      return (await promise) as Awaited<ReturnType<Desk[Name]>>;
    } finally {
      signal?.removeEventListener("abort", giveUp);
    }
  }

  #start(): Worker {
    const { workspace } = this.#options;
    const worker = new Worker(new URL("./desk-worker.ts", import.meta.url), {
      // Flags of the process, such as a debugger's, are not meant for this thread.
      execArgv: [],
      workerData: { workspace, memory: this.#memory } satisfies DeskWorkerData,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    let cause: unknown;
    worker.on("message", (reply: DeskReply) => this.#take(worker, reply));
    worker.on("error", (error) => void (cause = error));
    worker.on("exit", () => this.#fail(worker, cause));
    return worker;
  }

  #take(worker: Worker, reply: DeskReply): void {
    if (reply.type === "ended") {
      this.#memory = reply.memory;
      return;
    }
    const asker = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.type === "done") asker?.resolve(reply.value);
    else
      asker?.reject(reply.type === "refused" ? new DeskError(reply.message, reply.remedy) : new Error(reply.message));
    if (this.#waiting.size === 0) void this.#endWhenIdle(worker);
  }

  async #endWhenIdle(worker: Worker): Promise<void> {
    const { signal } = (this.#idle = new AbortController());
    await this.#options.pause(IDLE_MS, signal);
    if (signal.aborted || this.#worker !== worker) return;
    this.#worker = undefined;
    worker.postMessage({ type: "end" } satisfies DeskCall);
  }

  #fail(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const error = new Error("The thread that checks documents has ended.", { cause });
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
