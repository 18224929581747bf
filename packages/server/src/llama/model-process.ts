// The bridge's hold on one llama.cpp process, from its start to its end; it is never used for a second model. Every call that
// is open when the process ends is ended too. A process that shows no sign of life, or does not stop, is killed.
import type { ChildProcess } from "node:child_process";
import type { Clock, ModelCrash, ModelSlot, StopTimer } from "@nomous/protocol";
import { EngineError, type EnginePart } from "../engine/engine.ts";
import { crashError, describeExit } from "./crash.ts";
import { forkLlama } from "./fork-llama.ts";
import { LastWords } from "./last-words.ts";
import type { ChatCall, Failure, LlamaCall, LlamaEvent, LoadPlan } from "./llama-message.ts";
import { PartQueue } from "./part-queue.ts";

export interface ModelProcessParts {
  readonly clock: Clock;
  readonly nodeFlags: readonly string[];
  /** Without a word for so long while it works, it hangs. */
  readonly hangMs: number;
  /** An answer has to stop within. */
  readonly stopMs: number;
  /** `state` or `progress` is new. */
  readonly changed: () => void;
  /** Nobody asked it to end. Waited for before the open calls are told. */
  readonly crashed: (crash: Omit<ModelCrash, "count">) => Promise<void>;
}

export interface ProcessState {
  readonly slots: readonly ModelSlot[];
  readonly waiting: number;
  readonly processBytes?: number;
}

/** Where a model is, and how many tokens one conversation may hold there. */
export interface Placed {
  readonly where: string;
  readonly contextTokens: number;
}

interface OpenCall {
  readonly kind: "load" | "chat" | "count" | "embed";
  event(event: LlamaEvent): void;
  end(error?: EngineError): void;
}

/** The load is the call that comes first. */
const LOAD = 0;

export class ModelProcess {
  /** Resolves when the process is gone and all its calls are ended. */
  readonly exited: Promise<void>;
  state: ProcessState = { slots: [], waiting: 0 };
  /** 0 to 1 while it loads. */
  progress = 0;
  readonly #parts: ModelProcessParts;
  readonly #plan: LoadPlan;
  readonly #child: ChildProcess;
  readonly #lastWords: LastWords | undefined;
  readonly #calls = new Map<number, OpenCall>();
  /** Calls that were asked to stop, with the timer of their patience. */
  readonly #stopping = new Map<number, StopTimer>();
  #lastCall = LOAD;
  #stopWatch: StopTimer = () => undefined;
  #isOver = false;
  /** Set when we end it. */
  #end: { readonly isAsked: boolean; readonly how: string } | undefined;

  constructor(parts: ModelProcessParts, plan: LoadPlan) {
    this.#parts = parts;
    this.#plan = plan;
    this.#child = forkLlama(parts.nodeFlags);
    this.#lastWords = this.#child.stderr === null ? undefined : new LastWords(this.#child.stderr);
    this.#child.on("message", (events: readonly LlamaEvent[]) => this.#receive(events));
    this.exited = new Promise((resolve) => {
      const over = (how: string): void => void this.#over(how).then(resolve);
      this.#child.once("close", (code, signal) => over(describeExit(code, signal)));
      this.#child.on("error", () => over("the process could not be started"));
    });
  }

  /** Calls that are not ended. */
  get isBusy(): boolean {
    return this.#calls.size > 0;
  }

  /** Rejects with an `EngineError`. */
  load(): Promise<Placed> {
    return new Promise((resolve, reject) => {
      this.#calls.set(LOAD, {
        kind: "load",
        event: (event) => {
          if (event.type === "loaded") this.#close(LOAD, () => resolve(event));
          if (event.type === "unusable") this.#close(LOAD, () => reject(toError(event.failure)));
        },
        end: reject,
      });
      this.#send({ type: "load", plan: this.#plan });
    });
  }

  /** After `signal` fired, only the `stats` come, and then the end. */
  async *chat(call: ChatCall, signal: AbortSignal): AsyncGenerator<EnginePart, void, void> {
    const queue = new PartQueue<EnginePart>();
    const id = this.#open("chat", {
      event: (event) => event.type === "part" && queue.give(event.part),
      end: (error) => queue.end(error),
    });
    const stop = (): void => this.#stop(id);
    signal.addEventListener("abort", stop, { once: true });
    this.#send({ type: "chat", call: id, ...call });
    if (signal.aborted) stop();
    try {
      for await (const part of queue) if (!signal.aborted || part.type === "stats") yield part;
    } finally {
      signal.removeEventListener("abort", stop);
      stop();
    }
  }

  count(texts: readonly string[], signal: AbortSignal): Promise<readonly number[]> {
    return this.#ask(
      "count",
      (call) => ({ type: "count", call, texts }),
      signal,
      (event) => (event.type === "counted" ? event.tokens : undefined),
    );
  }

  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]> {
    return this.#ask(
      "embed",
      (call) => ({ type: "embed", call, texts }),
      signal,
      (event) => (event.type === "embedded" ? event.vectors : undefined),
    );
  }

  /** It has nothing to lose, so it is not asked to go. */
  kill(): Promise<void> {
    this.#kill(true, "");
    return this.exited;
  }

  /** One answer that is an event; an error when `signal` fires first. */
  #ask<T>(
    kind: OpenCall["kind"],
    call: (id: number) => LlamaCall,
    signal: AbortSignal,
    pick: (event: LlamaEvent) => T | undefined,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const stopped = (): void => {
        this.#stop(id);
        reject(new EngineError("It was stopped."));
      };
      const id = this.#open(kind, {
        event(event) {
          const value = pick(event);
          if (value !== undefined) resolve(value);
        },
        end(error) {
          signal.removeEventListener("abort", stopped);
          reject(error ?? new EngineError("The model gave no answer. Try again."));
        },
      });
      this.#send(call(id));
      if (signal.aborted) stopped();
      else signal.addEventListener("abort", stopped, { once: true });
    });
  }

  #open(kind: OpenCall["kind"], call: Omit<OpenCall, "kind">): number {
    const id = (this.#lastCall += 1);
    this.#calls.set(id, { kind, ...call });
    return id;
  }

  #close(id: number, then: (call: OpenCall) => void): void {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    this.#stopping.get(id)?.();
    this.#stopping.delete(id);
    if (call !== undefined) then(call);
    this.#watch();
  }

  #send(call: LlamaCall): void {
    // When it cannot be sent, the process is dying, and its end ends the call.
    this.#child.send(call, () => undefined);
    this.#watch();
  }

  #stop(id: number): void {
    if (!this.#calls.has(id) || this.#stopping.has(id)) return;
    const giveUp = (): void => this.#kill(false, "the process did not stop when it was asked to");
    this.#stopping.set(id, this.#parts.clock.after(this.#parts.stopMs, giveUp));
    this.#send({ type: "stop", call: id });
  }

  #receive(events: readonly LlamaEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case "state":
          this.state = event;
          this.#parts.changed();
          break;
        case "loading":
          this.progress = event.progress;
          this.#parts.changed();
          break;
        case "end":
          this.#close(event.call, (call) => call.end(event.failure && toError(event.failure)));
          break;
        case "part":
        case "counted":
        case "embedded":
          this.#calls.get(event.call)?.event(event);
          break;
        case "loaded":
        case "unusable":
          this.#calls.get(LOAD)?.event(event);
          break;
        case "gpus":
          break;
      }
    }
    this.#watch();
  }

  /** From now on it has `hangMs` to say something, when something is asked of it. */
  #watch(): void {
    this.#stopWatch();
    if (!this.isBusy || this.#isOver) return;
    const { clock, hangMs } = this.#parts;
    this.#stopWatch = clock.after(hangMs, () =>
      this.#kill(false, `the process showed no sign of life for ${Math.round(hangMs / 1_000)} s`),
    );
  }

  #kill(isAsked: boolean, how: string): void {
    this.#end ??= { isAsked, how };
    this.#child.kill("SIGKILL");
  }

  async #over(how: string): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#stopWatch();
    const crash = {
      at: this.#parts.clock.now(),
      during: this.#during(),
      how: this.#end?.how ?? how,
      lastWords: this.#lastWords?.text ?? "",
    };
    const isCrash = this.#end?.isAsked !== true;
    if (isCrash) await this.#parts.crashed(crash);
    const { name } = this.#plan;
    const error = isCrash ? crashError(name, crash) : new EngineError(`${name} was taken out of memory.`);
    for (const id of this.#calls.keys()) this.#close(id, (call) => call.end(error));
  }

  #during(): ModelCrash["during"] {
    const kinds = [...this.#calls.values()].map(({ kind }) => kind);
    if (kinds.includes("load")) return "load";
    if (kinds.includes("embed")) return "embedding";
    if (!kinds.includes("chat")) return "idle";
    return this.state.slots.some(({ doing }) => doing === "decode") ? "decode" : "prefill";
  }
}

function toError({ message, obstacle }: Failure): EngineError {
  return new EngineError(message, obstacle && { obstacle });
}
