// Everything of a simulated session over one document: a machine with a bridge and a folder, browsers whose tabs have the document open, a
// network between them, and the story of what was done. Nothing in it depends on anything but the seed.
import { check, type DocumentId, DocumentOpened } from "@nomous/protocol";
import { createSeededRandom, FakeClock, FakeNetwork, type FakeProcess, type SeededRandom } from "@nomous/testkit";
import type { DocumentOptions } from "../../packages/server/src/document/command/document-ports.ts";
import { EMPTY_DESK } from "../../packages/server/src/document/document-fixture.ts";
import type { DocumentSource } from "../../packages/server/src/document/document-source.ts";
import { createMerger } from "../../packages/server/src/document/merge/merger-core.ts";
import type { Merger } from "../../packages/server/src/document/merger.ts";
import type { Keeping } from "../../packages/server/src/document/snapshot/compact.ts";
import type { Storage } from "../../packages/server/src/storage/storage.ts";
import { distant } from "../simulation/distant.ts";
import { Machine } from "../simulation/machine.ts";
import { Profile, type Tab } from "../simulation/tab.ts";
import { Author } from "./author.ts";
import { Folder } from "./folder.ts";
import { Story } from "./story.ts";
import { firstText } from "./tokens.ts";

/** Ways to break a bridge from outside, for tests that ask whether the oracle would notice. */
export interface Sabotage {
  readonly storage?: (storage: Storage, process: FakeProcess) => Storage;
  readonly source?: (source: DocumentSource) => DocumentSource;
  readonly merger?: (merger: Merger, storage: Storage) => Merger;
  /** What is really written when the bridge writes. */
  readonly written?: (raw: string) => string;
}

const PATH = "notes.md";

/** A tab with the document in it. */
export interface Desk {
  readonly tab: Tab;
  readonly author: Author;
}

export class World {
  readonly clock = new FakeClock();
  readonly random: SeededRandom;
  readonly network: FakeNetwork;
  readonly machine: Machine;
  readonly folder: Folder;
  readonly story: Story;
  readonly profiles: Profile[] = [];
  /** Tabs that are open. */
  readonly desks = new Set<Desk>();
  #document: DocumentId | undefined;

  private constructor(seed: number, sabotage: Sabotage) {
    const random = createSeededRandom(seed);
    this.random = random;
    this.story = new Story(random.fork("words"));
    const text = firstText(random.fork("text"), random.between(1, 12));
    const raw = random.pick([text, text, text.replaceAll("\n", "\r\n"), `\ufeff${text}`, text.replace("\n", "\r\n")]);
    this.folder = new Folder(PATH, raw, sabotage.written);
    this.story.write("", raw);
    const { clock } = this;
    const latencyMs = random.pick([
      [1, 5],
      [1, 5],
      [10, 80],
      [0, 400],
    ] as const);
    this.network = new FakeNetwork({ clock, random: random.fork("network"), latencyMs });
    this.machine = new Machine({
      clock,
      network: this.network,
      random: random.fork("machine"),
      sabotage: sabotage.storage === undefined ? {} : { storage: sabotage.storage },
      documents: (process, storage) => this.#documents(sabotage, process, storage),
      keeping: keepingOf(random.fork("keeping")),
    });
  }

  static async create(seed: number, sabotage: Sabotage = {}): Promise<World> {
    // Clients load it, with Yjs, when they open their first document: that takes time which no fake clock knows.
    await import("../../packages/client/src/document/documents.ts");
    const world = new World(seed, sabotage);
    const { clock, random, network } = world;
    await world.wait(world.machine.start());
    for (let i = random.between(2, 3); i > 0; i -= 1) {
      const name = `browser ${i}`;
      const profile = await Profile.create({ clock, network, ledger: [], name, random: random.fork(name) });
      world.profiles.push(profile);
      const { tab } = await world.open(profile);
      await clock.runUntil(() => tab.isOnline, `${name} is online`);
    }
    return world;
  }

  /** Lets time pass until `work` is done. */
  async wait<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const settled = (): void => void (isDone = true);
    work.then(settled, settled);
    await this.clock.runUntil(() => isDone);
    return work;
  }

  /** Opens a tab with the document in it. */
  async open(profile: Profile): Promise<Desk> {
    const tab = await this.wait(profile.open());
    this.#document ??= await this.#bind(tab);
    const { name, client } = tab;
    const document = await this.wait(client.document(this.#document));
    const author = new Author({ name, document, random: this.random.fork(`author ${name}`), story: this.story });
    const desk = { tab, author };
    this.desks.add(desk);
    return desk;
  }

  async #bind(tab: Tab): Promise<DocumentId> {
    const { result, error } = await this.wait(tab.client.command("document.open", { path: PATH }).result);
    const opened = check(DocumentOpened, result);
    if (!opened.ok) throw new Error(`the document could not be opened: ${error?.message}`);
    return opened.value.document;
  }

  #documents(sabotage: Sabotage, process: FakeProcess, storage: Storage): DocumentOptions {
    const source = this.folder.source(process);
    const far = distant(source, process, this.random.fork("folder"), ["read", "write", "keep", "kept", "head"]);
    const reached: DocumentSource = {
      ...far,
      watch: (path, changed) => source.watch(path, changed),
      gitIdle: (signal) => source.gitIdle(signal),
    };
    return {
      source: sabotage.source?.(reached) ?? reached,
      desk: EMPTY_DESK,
      merger: (read) => {
        const merger = createMerger(read);
        return sabotage.merger?.(merger, storage) ?? merger;
      },
    };
  }
}

/** Snapshots and cuts come within a session, in some all the time. */
const keepingOf = (random: SeededRandom): Keeping => ({
  tail: { updates: random.pick([3, 10, 40]), bytes: Infinity },
  items: random.pick([20, 10_000]),
  ms: 60_000,
});
