// A client process seen from the test: it is given orders, killed and started again, and everything it says is entered
// in the ledger. Each life is a reader of its own; the orders are given again, as an application would after a reload.
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { LedgerEntry } from "@nomous/testkit";
import type { Order, Told } from "./messages.ts";

const PROCESS = new URL("./client-process.ts", import.meta.url);

export class Person {
  readonly name: string;
  readonly stored = new Set<string>();
  readonly ended = new Set<string>();
  readonly #args: readonly string[];
  readonly #enter: (entry: LedgerEntry) => void;
  readonly #followed = new Set<string>();
  #child: ChildProcess | undefined;
  #life = 0;

  constructor(name: string, args: readonly string[], enter: (entry: LedgerEntry) => void) {
    this.name = name;
    this.#args = args;
    this.#enter = enter;
  }

  /** `secret` pairs a client that the bridge does not know yet. */
  async start(secret?: string): Promise<void> {
    this.#life += 1;
    const reader = `${this.name}.${this.#life}`;
    const args = secret === undefined ? [...this.#args] : [...this.#args, secret];
    const child = fork(PROCESS, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    this.#child = child;
    const ready = new Promise<void>((resolve) => {
      child.on("message", (told: Told) => (told.type === "ready" ? resolve() : this.#listen(reader, told)));
    });
    await Promise.race([ready, once(child, "exit").then(() => Promise.reject(new Error(`${reader} ended early`)))]);
    for (const sid of this.#followed) if (!this.ended.has(sid)) this.#send({ type: "follow", sid });
  }

  follow(sid: string): void {
    this.#followed.add(sid);
    this.#send({ type: "follow", sid });
  }

  command(order: Omit<Extract<Order, { type: "command" }>, "type">): void {
    this.#send({ type: "command", ...order });
  }

  /** What this person follows and has not read to its END, of what was promised. */
  behind(isPromised: (sid: string) => boolean): string[] {
    return [...this.#followed].filter((sid) => !this.ended.has(sid) && isPromised(sid));
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  #send(order: Order): void {
    this.#child?.send(order, () => undefined);
  }

  #listen(reader: string, told: Exclude<Told, { type: "ready" }>): void {
    switch (told.type) {
      case "stored":
        this.stored.add(told.key);
        break;
      case "result":
        this.#enter({ type: "command.acknowledged", id: told.key, status: told.status, at: told.at });
        break;
      case "started":
        this.#enter({ type: "reader.started", reader, sid: told.sid, after: 0 });
        break;
      case "applied":
        this.#enter({ type: "reader.applied", reader, sid: told.sid, seq: told.seq, content: told.content });
        break;
      case "ended":
        this.ended.add(told.sid);
        this.#enter({ type: "reader.caught-up", reader, sid: told.sid });
        break;
    }
  }
}
