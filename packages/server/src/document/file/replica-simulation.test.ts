// Everybody at once, by a seed: people with pages open, a program that writes the file in every way, git, and a bridge that dies wherever it is.
import type { DocumentId, FileState } from "@nomous/protocol";
import { createSeededRandom, FakeClock, type SeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import type { DocumentSource } from "../document-source.ts";
import { createDocumentSourceFixture } from "../document-source-fixture.ts";
import { type BridgeFixture, createWriter, openBridge, writeLate } from "./replica-fixture.ts";

const PATH = "plan.md";
const START = Array.from({ length: 12 }, (_, i) => `Line ${i} of the plan, with some words.\n`).join("");
const STEPS = 60;
const SEEDS = Number(process.env["NOMOUS_SIM_SEEDS"] ?? 10);
const FROM = Number(process.env["NOMOUS_SIM_FROM"] ?? 1);

/** A person with a page open, on the bridge that runs. */
type Writer = Awaited<ReturnType<typeof createWriter>>;

class Simulation {
  readonly #random: SeededRandom;
  readonly #clock = new FakeClock();
  readonly #disk = createMemoryDisk();
  readonly #files = createDocumentSourceFixture({ [PATH]: START });
  readonly #ids: SeededRandom;
  #bridge: BridgeFixture;
  #id: DocumentId | undefined;
  #writers: Writer[] = [];
  #tokens = 0;
  #commits = 0;
  #isMortal = true;
  readonly #late: string[] = [];
  /** What somebody was told is saved, or a program has written. */
  readonly expected = new Set<string>();

  constructor(seed: number) {
    this.#random = createSeededRandom(seed);
    this.#ids = this.#random.fork("ids");
    this.#bridge = this.#open();
  }

  get id(): DocumentId {
    if (this.#id === undefined) throw new Error("not begun");
    return this.#id;
  }

  async begin(): Promise<void> {
    this.#id = await this.#bridge.open(PATH);
    await this.#follow();
  }

  async step(): Promise<void> {
    if (!this.#bridge.life.isAlive) await this.#restart();
    const actions = [
      () => this.#type(),
      () => this.#type(),
      () => this.#type(),
      () => this.#readLog(),
      () => this.#rewriteFile(),
      () => this.#rewriteFile(),
      () => this.#truncateFirst(),
      () => this.#checkOut(),
      () => this.#commit(),
    ];
    await this.#random.pick(actions)();
    if (this.#random.chance(0.5)) await turns(this.#random.int(60));
    else await this.#clock.advance(this.#random.int(700));
  }

  /** Lets everything come to rest. `found`: wherever a token may be. */
  async settle(): Promise<{ state: FileState | undefined; file: string; text: string; page: string; found: string }> {
    this.#isMortal = false;
    this.#bridge.life.stepsLeft = Infinity;
    if (!this.#bridge.life.isAlive) await this.#restart();
    await this.#clock.advance(40_000);
    const state = this.#bridge.replicas.state(this.id);
    const text = await this.#bridge.text(this.id);
    const page = (await this.#newWriter()).text();
    const events = await this.#bridge.events(this.id);
    const hunks = events.flatMap((event) => (event.type === "hunk" ? [event.hunk] : []));
    const kept = events.flatMap((event) => (event.type === "kept" ? [event.hash] : []));
    const versions = await Promise.all([...kept, ...this.#late].map((hash) => this.#files.kept(hash)));
    const found = [text, ...hunks.map(({ inserted }) => inserted), ...versions.map((version) => version?.text ?? "")];
    await this.#bridge.replicas.close();
    this.#bridge.life.kill();
    this.#clock.assertNoTimers();
    return { state, file: this.#content().replaceAll("\r\n", "\n"), text, page, found: found.join("\n") };
  }

  readonly #write: DocumentSource["write"] = async (...args) => {
    if (!this.#random.chance(0.15)) return this.#files.write(...args);
    const outcome = await writeLate(this.#files, args, (content) => this.#withToken(content));
    // Kept it is in any case; a bridge that dies right now cannot tell so.
    if (outcome.status === "written" && outcome.late !== null) this.#late.push(outcome.late);
    return outcome;
  };

  #open(): BridgeFixture {
    return openBridge({
      clock: this.#clock,
      random: this.#ids,
      disk: this.#disk,
      source: { ...this.#files, write: (...args) => this.#write(...args) },
    });
  }

  async #follow(): Promise<void> {
    this.#writers = [await this.#newWriter()];
    // A bridge lives for a while, and dies on its way to or from the disk.
    if (this.#isMortal) this.#bridge.life.stepsLeft = this.#random.int(250);
    void this.#bridge.replicas.follow(this.id);
    await this.#clock.advance(500);
  }

  #newWriter(): Promise<Writer> {
    return createWriter(this.#bridge.log, this.id, this.#ids.uint32());
  }

  #token(): string {
    this.#tokens += 1;
    return `t${this.#tokens}t`;
  }

  #content(): string {
    return this.#files.files.get(PATH) ?? "";
  }

  /** The content with a new token in it, and perhaps without some word that is none. */
  #withToken(content: string): string {
    const token = this.#token();
    this.expected.add(token);
    return this.#insert(content, token);
  }

  #insert(content: string, token: string): string {
    const end = content.includes("\r\n") ? "\r\n" : "\n";
    const lines = content.split(end);
    const at = this.#random.int(lines.length);
    const line = lines[at] ?? "";
    if (this.#random.chance(0.5)) lines.splice(at, 0, token);
    else lines[at] = `${line.replace(/words|plan/, "")} ${token}`;
    return lines.join(end);
  }

  async #type(): Promise<void> {
    if (this.#writers.length < 3 && this.#random.chance(0.3)) this.#writers.push(await this.#newWriter());
    const writer = this.#writers[this.#random.int(this.#writers.length)] ?? (await this.#newWriter());
    const token = this.#token();
    const saved = writer.type((text) => this.#insert(text, token));
    // Not waited for: the bridge may die first.
    void this.#note(writer, token, saved);
  }

  async #note(writer: Writer, token: string, saved: Promise<boolean>): Promise<void> {
    const isSaved = await saved.catch(() => false);
    if (isSaved) this.expected.add(token);
    else this.#writers = this.#writers.filter((other) => other !== writer);
  }

  async #readLog(): Promise<void> {
    for (const writer of this.#writers) if (this.#random.chance(0.5)) await writer.follow();
  }

  async #rewriteFile(): Promise<void> {
    const content = this.#withToken(this.#content());
    const isCrlf = this.#random.chance(0.2);
    this.#files.put(PATH, isCrlf ? content.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n") : content);
  }

  async #truncateFirst(): Promise<void> {
    const content = this.#withToken(this.#content());
    this.#files.put(PATH, this.#random.chance(0.5) ? "" : null);
    await this.#clock.advance(20);
    this.#files.put(PATH, content);
  }

  async #checkOut(): Promise<void> {
    if (!this.#random.chance(0.3)) return;
    this.#commits += 1;
    const before = this.#content();
    const content = this.#insert(before.replace(/^.*\n/, ""), `of commit ${this.#commits}`);
    // What git takes away is nobody's loss but git's.
    for (const token of this.expected)
      if (before.includes(token) && !content.includes(token)) this.expected.delete(token);
    this.#files.checkOut(`c${this.#commits}`, { [PATH]: content });
  }

  async #commit(): Promise<void> {
    this.#commits += 1;
    this.#files.checkOut(`c${this.#commits}`);
  }

  async #restart(): Promise<void> {
    this.#bridge = this.#open();
    await this.#follow();
  }
}

/** Lets what is under way go on for a while, but not to its end. */
async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await Promise.resolve();
}

test.each(Array.from({ length: SEEDS }, (_, i) => FROM + i))(
  "seed %i: file, log and pages say the same, and every token is in the text, in a suggestion or in a kept version",
  async (seed) => {
    const simulation = new Simulation(seed);
    await simulation.begin();
    for (let i = 0; i < STEPS; i += 1) await simulation.step();
    const { state, file, text, page, found } = await simulation.settle();
    expect(state?.trouble).toBeUndefined();
    expect(state?.status).toBe("current");
    expect(file).toBe(text);
    expect(page).toBe(text);
    const lost = [...simulation.expected].filter((token) => !found.includes(token));
    expect(lost).toEqual([]);
    const twice = [...simulation.expected].filter((token) => text.split(token).length > 2);
    expect(twice).toEqual([]);
  },
);
