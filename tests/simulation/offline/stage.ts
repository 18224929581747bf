// A bridge with a folder of documents on a machine that can be switched off, and browsers whose profiles, clocks and storages are as a test wants
// them. Everything between them is real; time is not.
import {
  type Client,
  type ClientStorage,
  type CommandArgs,
  type CommandName,
  type CommandResult,
  type ConversationId,
  createClient,
  createLocalTabs,
  createMemoryKeys,
  createMemoryStorage,
  type DocumentOverview,
  type Keys,
  newConversationId,
  newTurnId,
  type Tabs,
  type TurnId,
} from "@nomous/client";
import { createSeededRandom, type FakeClock as Clock, FakeClock, FakeNetwork } from "@nomous/testkit";
import { EMPTY_DESK } from "../../../packages/server/src/document/document-fixture.ts";
import { createDocumentSourceFixture } from "../../../packages/server/src/document/document-source-fixture.ts";
import { createMerger } from "../../../packages/server/src/document/merge/merger-core.ts";
import type { Storage } from "../../../packages/server/src/storage/storage.ts";
import { Machine, ORIGIN, PAIRING_SECRET } from "../machine.ts";

export interface BrowserParts {
  readonly storage?: ClientStorage;
  readonly keys?: Keys;
  readonly tabs?: Tabs;
  /** Fetches everything ahead; of those that share one, one does. */
  readonly ahead?: Tabs;
  /** How wrong its wall clock is, milliseconds; changes at any moment. */
  readonly drift?: { ms: number };
  /** Whether it is cut off from the bridge, while others are not. */
  readonly cable?: { isCut: boolean };
}

export class Stage {
  readonly clock: Clock = new FakeClock();
  readonly random = createSeededRandom(7);
  readonly network: FakeNetwork;
  readonly source: ReturnType<typeof createDocumentSourceFixture>;
  readonly #machine: Machine;

  private constructor(files: Readonly<Record<string, string>>) {
    const { clock, random } = this;
    this.network = new FakeNetwork({ clock, random: random.fork("network"), latencyMs: [1, 3] });
    this.source = createDocumentSourceFixture(files);
    const list = async () => ({ documents: [...this.source.files.keys()].map(overviewOf), unchecked: [] });
    this.#machine = new Machine({
      clock,
      network: this.network,
      random: random.fork("machine"),
      documents: () => ({ source: this.source, desk: { ...EMPTY_DESK, list }, merger: createMerger }),
    });
  }

  static async create(files: Readonly<Record<string, string>> = {}): Promise<Stage> {
    // What is loaded on demand takes time that no fake clock knows.
    const client = "../../../packages/client/src";
    for (const part of ["document/documents", "document/merge-edits", "offline/mirror", "offline/unsent"])
      await import(`${client}/${part}.ts`);
    const stage = new Stage(files);
    await stage.comeBack();
    return stage;
  }

  /** The bridge is there again, and so is everybody. */
  async comeBack(): Promise<void> {
    await this.wait(this.#machine.start());
    await this.clock.advance(30_000);
  }

  async goAway(): Promise<void> {
    await this.wait(this.#machine.stop());
    await this.clock.advance(1_000);
  }

  /** What the bridge has, read when it is away. */
  openDisk(): Storage {
    return this.#machine.openDisk();
  }

  async open(parts: BrowserParts = {}): Promise<Client> {
    const { clock, random, network } = this;
    const { storage = createMemoryStorage(), keys = await this.keys(), tabs, ahead, drift = { ms: 0 }, cable } = parts;
    const own = {
      now: () => clock.now() + drift.ms,
      elapsed: () => clock.elapsed(),
      after: (ms: number, fire: () => void) => clock.after(ms, fire),
    };
    const client = await createClient({
      url: ORIGIN,
      runtime: { clock: own, random: random.fork(`client ${random.int(1e9)}`) },
      connect: (_url, _subprotocol, events) => {
        const socket = network.connect({ opened: () => {}, drained: () => {}, ...events });
        if (cable?.isCut === true) socket.terminate();
        return {
          send: (frame) => socket.sendText(frame),
          close: (code, reason) => socket.close(code, reason),
        };
      },
      keys,
      storage,
      build: "0.1.0",
      name: "a browser",
      pairing: PAIRING_SECRET,
      ...(tabs && { tabs }),
      ...(ahead && { ahead }),
    });
    await clock.advance(500);
    return client;
  }

  async keys(): Promise<Keys> {
    const keys = await createMemoryKeys();
    return { ...keys, sign: (text) => this.clock.hold(keys.sign(text)) };
  }

  ahead(): Tabs {
    return createLocalTabs()();
  }

  /** Lets time pass until `work` is done. */
  async wait<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const settled = (): void => void (isDone = true);
    work.then(settled, settled);
    await this.clock.runUntil(() => isDone);
    return work;
  }

  command<Name extends CommandName>(client: Client, name: Name, args: CommandArgs<Name>): Promise<CommandResult> {
    return this.wait(client.command(name, args).result);
  }

  /** Arguments of a prompt. */
  prompt(
    text: string,
    conversation: ConversationId = newConversationId(this),
    parent: TurnId | null = null,
  ): CommandArgs<"conversation.prompt"> {
    return { conversation, turn: newTurnId(this), answer: newTurnId(this), parent, text, attachments: [] };
  }
}

const overviewOf = (path: string): DocumentOverview => ({
  path,
  title: path,
  type: null,
  state: null,
  possible: [],
  progress: { written: 0, required: 0, phase: null },
  problems: { error: 0, warning: 0, note: 0 },
  approval: "none",
  committed: null,
  next: "",
  sources: [],
});
