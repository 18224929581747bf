// Somebody of an absence as the series sees them: a client process on a directory and a key of their own, which is killed and started again, and a way
// to the bridge that can be cut without the others'.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import type { ClientId, DocumentId } from "@nomous/protocol";
import { createTcpProxy, type TcpProxy } from "@nomous/testkit";
import type { Answer, Order, OrderArgs, OrderName, Told } from "./orders.ts";

const PROCESS = new URL("./client-apart.ts", import.meta.url);
/** What the storage can read again from the bridge. */
const COPIES = ["documents", "streams", "marks", "answers"];

export interface PersonParts {
  readonly name: string;
  readonly directory: string;
  readonly paths: readonly string[];
  readonly bridge: { readonly url: string; readonly port: number };
}

/** What a life begins with. */
export interface Life {
  /** Pairs a client that the bridge does not know yet. */
  readonly secret?: string;
  /** How wrong the clock is, milliseconds. */
  readonly skewMs?: number;
}

export class Person {
  readonly name: string;
  readonly proxy: TcpProxy;
  readonly #parts: PersonParts;
  readonly #asked = new Map<number, { readonly answer: (answer: unknown) => void; readonly fail: () => void }>();
  #child: ChildProcess | undefined;
  #keys = 0;
  #client: ClientId | undefined;
  #documents: readonly DocumentId[] = [];

  private constructor(parts: PersonParts, proxy: TcpProxy) {
    this.name = parts.name;
    this.proxy = proxy;
    this.#parts = parts;
  }

  static async create(parts: PersonParts): Promise<Person> {
    return new Person(parts, await createTcpProxy(systemRuntime.clock, parts.bridge.port));
  }

  get client(): ClientId | undefined {
    return this.#client;
  }

  /** Whether all texts are in the storage, to begin with the bridge away. */
  get hasCopies(): boolean {
    const copies = readdirSync(join(this.#parts.directory, "documents")).filter((name) => !name.endsWith(".tmp"));
    return copies.length >= this.#parts.paths.length;
  }

  /** Resolves when what is here of the documents is shown. */
  async start({ secret = "", skewMs = 0 }: Life = {}): Promise<void> {
    const { name, directory, paths, bridge } = this.#parts;
    const args = [bridge.url, String(this.proxy.port), directory, name, paths.join(), this.#documents.join(), secret];
    const child = fork(PROCESS, args, {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      execArgv: [...process.execArgv, ...(skewMs === 0 ? [] : ["--import", wrongClock(skewMs)])],
    });
    this.#child = child;
    const ready = new Promise<void>((resolve) => {
      child.on("message", (told: Told) => {
        if (told.type === "answer") return this.#answered(told.key, told.answer);
        this.#client = told.client;
        this.#documents = told.documents;
        resolve();
      });
    });
    child.on("exit", () => {
      if (this.#child === child) for (const { fail } of this.#asked.values()) fail();
    });
    await Promise.race([ready, once(child, "exit").then(() => Promise.reject(this.#death()))]);
  }

  /** Never resolves when the process is killed before it has answered; rejects when it ended by itself. */
  ask<Name extends OrderName>(name: Name, args: OrderArgs<Name>): Promise<Answer<Name>> {
    this.#keys += 1;
    const order: Order = { key: this.#keys, name, args };
    return new Promise((resolve, reject) => {
      this.#asked.set(order.key, {
        answer: (answer) => resolve(answer as Answer<Name>),
        fail: () => reject(this.#death()),
      });
      this.#child?.send(order, () => undefined);
    });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.#asked.clear();
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  /** Copies are gone, as from a browser that needs room; what waits to be sent is not. The process must not run. */
  loseCopies(): void {
    for (const folder of COPIES) rmSync(join(this.#parts.directory, folder), { recursive: true, force: true });
  }

  /** The network goes. */
  cut(): void {
    this.proxy.set({ isRefusing: true });
    this.proxy.cutAll();
  }

  /** It is back, and does what it should from here on. */
  async letBack(): Promise<void> {
    this.proxy.set({ isRefusing: false });
    await this.ask("retry", null);
  }

  async end(): Promise<void> {
    await this.kill();
    await this.proxy.close();
  }

  #death(): Error {
    return new Error(`the process of ${this.name} ended by itself`);
  }

  #answered(key: number, answer: unknown): void {
    this.#asked.get(key)?.answer(answer);
    this.#asked.delete(key);
  }
}

/** Loaded before everything else. */
const wrongClock = (skewMs: number): string =>
  `data:text/javascript,const now = Date.now; Date.now = () => now() + ${skewMs};`;
