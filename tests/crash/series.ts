// One series: a bridge, three people, a proxy between them, and a number of rounds. In each round somebody asks, renames
// or stops something, and something breaks. At the end all is let come to rest, the bridge is stopped, and its database
// is read from disk; the ledger checker compares that with everything that anyone was told.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { systemRuntime } from "@nomous/client";
import { newConversationId, newTurnId } from "@nomous/protocol";
import type { ConversationId, TurnId } from "@nomous/protocol";
import { checkLedger, createSeededRandom, createTcpProxy } from "@nomous/testkit";
import type { LedgerEntry, LedgerFault, TcpProxy } from "@nomous/testkit";
import { Desk } from "../support/desk.ts";
import { Bridge } from "./bridge.ts";
import { Person } from "./person.ts";
import { readLog } from "./read-log.ts";
import type { Writer } from "./writer.ts";

export interface SeriesResult {
  readonly faults: readonly LedgerFault[];
  /** Commands that were told to be safe in a client and never had an effect or a refusal. */
  readonly forgotten: readonly string[];
  readonly prompts: number;
  readonly items: number;
  readonly applied: number;
  readonly broken: Readonly<Record<string, number>>;
}

interface Prompt {
  /** The turn's id, its name in the ledger. */
  readonly key: string;
  readonly conversation: ConversationId;
  readonly answer: TurnId;
}

type SeededRandom = ReturnType<typeof createSeededRandom>;

const BREAKS = [
  "kill bridge",
  "kill bridge",
  "kill client",
  "cut down",
  "cut up",
  "cut all",
  "stall",
  "refuse",
] as const;
type Break = (typeof BREAKS)[number];

interface Scene {
  readonly bridge: Bridge;
  readonly proxy: TcpProxy;
  readonly people: readonly Person[];
  readonly entries: LedgerEntry[];
  readonly writer: Writer;
}

class Series {
  readonly entries: LedgerEntry[] = [];
  readonly broken: Record<string, number> = {};
  readonly prompts: Prompt[] = [];
  readonly #random: SeededRandom;
  readonly #bridge: Bridge;
  readonly #proxy: TcpProxy;
  readonly #people: readonly Person[];
  readonly #writer: Writer;
  readonly #seed: number;
  #names = 0;

  constructor(seed: number, { bridge, proxy, people, entries, writer }: Scene) {
    this.#seed = seed;
    this.#writer = writer;
    this.#random = createSeededRandom(seed);
    this.#bridge = bridge;
    this.#proxy = proxy;
    this.#people = people;
    this.entries = entries;
  }

  async round(): Promise<void> {
    for (let i = this.#random.int(2); i >= 0; i -= 1) this.#ask();
    const last = this.#newestApplied();
    if (last !== undefined && this.#random.chance(0.3)) this.#rename(last);
    if (last !== undefined && this.#random.chance(0.15)) this.#stop(last);
    await pause(10 + this.#random.int(200));
    await this.#break(this.#random.pick(BREAKS));
    await pause(this.#random.int(100));
  }

  #name(kind: string): string {
    this.#names += 1;
    return `${kind}${this.#seed}-${this.#names}`;
  }

  #ask(): void {
    const before = this.#random.chance(0.4) ? this.#newestApplied() : undefined;
    const turn = newTurnId(systemRuntime);
    const answer = newTurnId(systemRuntime);
    const conversation = before?.conversation ?? newConversationId(systemRuntime);
    const sid = `generation/${answer}`;
    const { prompt, text } = this.#writer.ask(this.#random, this.#name("w"));
    const { engine } = this.#writer;
    this.entries.push({ type: "text.produced", sid, text });
    this.prompts.push({ key: turn, conversation, answer });
    this.#random.pick(this.#people).command({
      key: turn,
      name: "conversation.prompt",
      args: {
        conversation,
        turn,
        answer,
        parent: before?.answer ?? null,
        text: prompt,
        attachments: [],
        ...(engine !== undefined && { settings: { engine } }),
      },
    });
    for (const person of this.#people) if (this.#random.chance(0.7)) person.follow(sid);
  }

  /** Only these can be followed up for certain: a refusal leaves no trace in the log. */
  #newestApplied(): Prompt | undefined {
    const applied = new Set<string>();
    for (const entry of this.entries)
      if (entry.type === "command.acknowledged" && entry.status === "applied") applied.add(entry.id);
    return this.prompts.findLast(({ key }) => applied.has(key));
  }

  #rename({ conversation }: Prompt): void {
    const title = this.#name("title");
    this.#random.pick(this.#people).command({ key: title, name: "conversation.rename", args: { conversation, title } });
  }

  #stop({ answer }: Prompt): void {
    const key = this.#name("stop");
    const args = { sid: `generation/${answer}` as never };
    this.#random.pick(this.#people).command({ key, name: "stream.cancel", args });
  }

  async #break(kind: Break): Promise<void> {
    this.broken[kind] = (this.broken[kind] ?? 0) + 1;
    switch (kind) {
      case "kill bridge":
        await this.#bridge.end("SIGKILL");
        await pause(this.#random.int(100));
        return this.#bridge.start();
      case "kill client": {
        const person = this.#random.pick(this.#people);
        await person.kill();
        return person.start();
      }
      case "cut down":
      case "cut up":
        return this.#proxy.cutAfter(kind === "cut up" ? "up" : "down", 1 + this.#random.int(3_000));
      case "cut all":
        return this.#proxy.cutAll();
      case "stall":
      case "refuse": {
        const fault = kind === "stall" ? "isStalled" : "isRefusing";
        this.#proxy.set({ [fault]: true });
        if (kind === "refuse") this.#proxy.cutAll();
        await pause(50 + this.#random.int(150));
        return this.#proxy.set({ [fault]: false });
      }
    }
  }
}

const missing = (people: readonly Person[], promised: ReadonlySet<string>): string[] =>
  people.flatMap((person) => person.behind((sid) => promised.has(sid)).map((sid) => `${person.name} ${sid}`));

/** Waits until everyone has read all that was promised to the END. */
async function rest(people: readonly Person[], promised: ReadonlySet<string>): Promise<void> {
  const until = systemRuntime.clock.elapsed() + 60_000;
  while (missing(people, promised).length > 0) {
    if (systemRuntime.clock.elapsed() > until)
      throw new Error(`the clients did not catch up within 60 s: ${missing(people, promised).join(", ")}`);
    await pause(50);
  }
}

/** A link is good once: each further person needs another one. */
async function pairAnother(bridge: Bridge, person: Person): Promise<void> {
  await bridge.end("SIGTERM");
  await bridge.start();
  await person.start(bridge.secret);
}

/** The answer to a stop: what it did shows in the stream, and nothing when the answer had ended before. */
const isStop = (entry: LedgerEntry): boolean => entry.type === "command.acknowledged" && entry.id.startsWith("stop");

/** Commands that a client vouched for, and that were neither applied nor refused. A stop may leave no trace. */
function forgottenOf(safe: ReadonlySet<string>, entries: readonly LedgerEntry[]): string[] {
  const known = new Set<string>();
  for (const entry of entries)
    if (entry.type === "effect" || entry.type === "command.acknowledged") known.add(entry.id);
  return [...safe].filter((key) => !known.has(key) && !key.startsWith("stop"));
}

export async function runSeries(seed: number, rounds: number, writer: Writer): Promise<SeriesResult> {
  const desk = new Desk();
  const workspace = desk.path("workspace");
  mkdirSync(workspace);
  writer.prepare(workspace);
  const entries: LedgerEntry[] = [];
  const enter = (entry: LedgerEntry): void => void entries.push(entry);
  const bridge = new Bridge(desk, workspace, writer.serveOptions);
  await bridge.start();
  const proxy = await createTcpProxy(systemRuntime.clock, bridge.port);
  const people = ["ann", "bob", "cyd"].map(
    (name) => new Person(name, [bridge.url, String(proxy.port), desk.path(name)], enter),
  );
  try {
    await people[0]?.start(bridge.secret);
    for (const person of people.slice(1)) await pairAnother(bridge, person);
    const series = new Series(seed, { bridge, proxy, people, entries, writer });
    for (let i = 0; i < rounds; i += 1) await series.round();

    const safe = new Set(people.flatMap((person) => [...person.stored]));
    const promised = new Set(
      series.prompts.filter(({ key }) => safe.has(key)).map(({ answer }) => `generation/${answer}`),
    );
    await rest(people, promised);
    for (const person of people) await person.kill();
    await bridge.end("SIGTERM");
    const log = await readLog(join(workspace, ".nomous"));
    const all = [...entries.filter((entry) => !isStop(entry)), ...log];
    return {
      faults: checkLedger(all),
      forgotten: forgottenOf(safe, all),
      prompts: series.prompts.length,
      items: log.filter(({ type }) => type === "log.item").length,
      applied: entries.filter(({ type }) => type === "reader.applied").length,
      broken: series.broken,
    };
  } finally {
    for (const person of people) await person.kill();
    await desk.stop();
    await proxy.close();
    if (process.env["NOMOUS_CRASH_KEEP"] === undefined) await desk.end();
    else console.log(`kept: ${desk.folder}`);
  }
}
