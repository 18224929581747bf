// The page's side of the worker that searches. It is started when somebody searches, because what it keeps is as large as all texts of this
// browser, and let go when nobody has for a while.
import type { Clock, Readable } from "@nomous/client";
import type { Found } from "./local-index.ts";
import type { FromSearch, SearchState, ToSearch } from "./search-message.ts";

export interface SearchWorker {
  addEventListener(type: "message", listener: (event: MessageEvent<FromSearch>) => void): void;
  addEventListener(type: "error", listener: () => void): void;
  postMessage(message: ToSearch): void;
  terminate(): void;
}

/** So long after the last search. */
const REST_MS = 5 * 60_000;

const BROKEN: SearchState = {
  turns: 0,
  conversations: 0,
  documents: 0,
  isReading: false,
  revision: -1,
  trouble: "what searches could not be started",
};

export class LocalSearch {
  /** `undefined` before the worker has said anything. */
  readonly state: Readable<SearchState | undefined> = {
    current: () => this.#state,
    subscribe: (listener) => {
      const own = (): void => listener();
      this.#listeners.add(own);
      return () => void this.#listeners.delete(own);
    },
  };
  readonly #clock: Clock;
  readonly #start: () => SearchWorker;
  readonly #listeners = new Set<() => void>();
  readonly #waiting = new Map<number, (found: Found) => void>();
  #worker: SearchWorker | undefined;
  #state: SearchState | undefined;
  #holders = 0;
  #last = 0;
  #stopResting: () => void = () => undefined;

  constructor(clock: Clock, start: () => SearchWorker) {
    this.#clock = clock;
    this.#start = start;
  }

  /** Has it read what is new, and keeps the worker until the returned function is called. */
  hold(): () => void {
    this.#stopResting();
    this.#holders += 1;
    this.#worker ??= this.#begin();
    this.#worker.postMessage({ type: "look" });
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#stopResting = this.#clock.after(REST_MS, () => this.#letGo());
    };
  }

  /** Resolves with what is found in what is read by now. Only while it is held. */
  find(text: string, limit: number, without: readonly string[]): Promise<Found> {
    this.#last += 1;
    const n = this.#last;
    const { promise, resolve } = Promise.withResolvers<Found>();
    this.#waiting.set(n, resolve);
    this.#worker?.postMessage({ type: "find", n, text, limit, without });
    return promise;
  }

  #begin(): SearchWorker {
    const worker = this.#start();
    worker.addEventListener("message", ({ data }) => {
      if (this.#worker === worker) this.#take(data);
    });
    worker.addEventListener("error", () => {
      if (this.#worker === worker) this.#fail();
    });
    return worker;
  }

  #take(message: FromSearch): void {
    if (message.type === "state") return this.#show(message.state);
    this.#waiting.get(message.n)?.(message.found);
    this.#waiting.delete(message.n);
  }

  #letGo(): void {
    this.#end();
    this.#show(undefined);
  }

  /** Its code could not be had, or broke; the next one who searches tries again. */
  #fail(): void {
    this.#end();
    this.#show(BROKEN);
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting.clear();
  }

  #show(state: SearchState | undefined): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
