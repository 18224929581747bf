// A browser: a profile with its key and its storage, and tabs that come and go over it.
import {
  type AnswerView,
  type Client,
  type ClientStorage,
  type ConnectSocket,
  type ConversationId,
  type ConversationsView,
  type ConversationView,
  createClient,
  createLocalTabs,
  createMemoryKeys,
  createMemoryStorage,
  type Hints,
  type Keys,
  type StreamId,
  type Tabs,
  type TurnId,
} from "@nomous/client";
import {
  type FakeClock,
  type FakeNetwork,
  FakeProcess,
  type FakeSocket,
  type LedgerEntry,
  type SeededRandom,
} from "@nomous/testkit";
import { distant } from "./distant.ts";
import { contentOf } from "./final-log.ts";
import { ORIGIN, PAIRING_SECRET } from "./machine.ts";

export interface ProfileParts {
  readonly clock: FakeClock;
  readonly random: SeededRandom;
  readonly network: FakeNetwork;
  readonly ledger: LedgerEntry[];
  readonly name: string;
}

export class Profile {
  readonly #parts: ProfileParts;
  readonly #keys: Keys;
  #storage: ClientStorage = createMemoryStorage();
  readonly #makeTabs = createLocalTabs();
  #opened = 0;

  private constructor(parts: ProfileParts, keys: Keys) {
    this.#parts = parts;
    this.#keys = keys;
  }

  static async create(parts: ProfileParts): Promise<Profile> {
    const keys = await createMemoryKeys();
    return new Profile(parts, { ...keys, sign: (text) => parts.clock.hold(keys.sign(text)) });
  }

  get name(): string {
    return this.#parts.name;
  }

  /** The browser throws away what its pages kept; the key is kept elsewhere. */
  lose(): void {
    this.#storage = createMemoryStorage();
  }

  /** A page load. */
  async open(): Promise<Tab> {
    const { clock, network, name, ledger } = this.#parts;
    this.#opened += 1;
    const tabName = `${name}.${this.#opened}`;
    const random = this.#parts.random.fork(tabName);
    const process = new FakeProcess(clock);
    const sockets = new Set<FakeSocket>();
    let hear: Parameters<Hints["listen"]>[0] | undefined;
    const client = await createClient({
      url: ORIGIN,
      runtime: { clock: process.clock, random: random.fork("runtime") },
      connect: connector(network, process, sockets),
      keys: this.#keys,
      storage: distant(this.#storage, process, random.fork("storage"), STORAGE_CALLS),
      tabs: mortal(this.#makeTabs(), process),
      build: "0.1.0",
      name: tabName,
      pairing: PAIRING_SECRET,
      hints: {
        listen(on) {
          hear = on;
          return () => {};
        },
      },
    });
    return new Tab({ name: tabName, client, process, sockets, ledger, random, comeBack: () => hear?.back() });
  }
}

const never = new Promise<never>(() => {});

/** A page that is gone keeps its turn, as a frozen one does, and asks for no other. */
const mortal = (tabs: Tabs, process: FakeProcess): Tabs => ({
  ...tabs,
  exclusive(task, isStealing) {
    if (process.isDead) return never;
    return tabs.exclusive(async (lost) => {
      await task(lost);
      if (process.isDead) await never;
    }, isStealing);
  },
});

/** All of them: IndexedDB keeps its transactions in order. */
const STORAGE_CALLS = Object.keys(createMemoryStorage()) as (keyof ClientStorage)[];

function connector(network: FakeNetwork, process: FakeProcess, sockets: Set<FakeSocket>): ConnectSocket {
  // A page neither hears nor says anything more when it is gone.
  const alive = (act: () => void): void => {
    if (!process.isDead) act();
  };
  return (_url, _subprotocol, events) => {
    const socket = network.connect({
      opened: () => {},
      text: (text) => alive(() => events.text(text)),
      binary: (bytes) => alive(() => events.binary(bytes)),
      drained: () => {},
      closed: (code) => {
        sockets.delete(socket);
        alive(() => events.closed(code));
      },
    });
    sockets.add(socket);
    return {
      send: (frame) => alive(() => socket.sendText(frame)),
      close: (code, reason) => alive(() => socket.close(code, reason)),
    };
  };
}

export interface TabParts {
  readonly name: string;
  readonly client: Client;
  readonly process: FakeProcess;
  readonly sockets: ReadonlySet<FakeSocket>;
  readonly ledger: LedgerEntry[];
  readonly random: SeededRandom;
  readonly comeBack: () => void;
}

/** What a tab shows at one moment. */
export interface Views {
  readonly name: string;
  readonly list: ConversationsView;
  readonly trees: ReadonlyMap<ConversationId, ConversationView>;
  readonly answers: ReadonlyMap<TurnId, AnswerView>;
}

export class Tab {
  readonly name: string;
  readonly client: Client;
  readonly #parts: TabParts;
  readonly #followed = new Set<StreamId>();
  readonly #shown = new Set<ConversationId>();
  readonly #watched = new Set<TurnId>();
  readonly #read = new Set<StreamId>();
  #isClosed = false;
  #asking = 0;

  constructor(parts: TabParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.client = parts.client;
    this.client.conversations.subscribe(() => {});
  }

  get followed(): readonly StreamId[] {
    return [...this.#followed];
  }

  get isOnline(): boolean {
    return this.client.connection.current().status === "online";
  }

  /** What it does, for a report. */
  describe(): string {
    const waiting = this.client.outbox.current().map(({ name, isSent }) => `${name}${isSent ? " (sent)" : ""}`);
    return `${JSON.stringify(this.client.connection.current())}, outbox: ${waiting.join(", ") || "empty"}`;
  }

  /** Has a conversation on the screen from now on. */
  show(id: ConversationId): void {
    this.#shown.add(id);
    this.client.conversation(id).subscribe(() => {});
  }

  watch(id: TurnId): void {
    this.#watched.add(id);
    this.client.answer(id).subscribe(() => {});
  }

  views(): Views {
    const { client, name } = this;
    const trees = new Map([...this.#shown].map((id) => [id, client.conversation(id).current()]));
    const answers = new Map([...this.#watched].map((id) => [id, client.answer(id).current()]));
    return { name, list: client.conversations.current(), trees, answers };
  }

  /** Reads a stream to its end, as a program would. */
  follow(sid: StreamId): void {
    if (this.#followed.has(sid)) return;
    this.#followed.add(sid);
    void this.#readOn(sid);
  }

  /** The page is looked at again, or the network is back. */
  comeBack(): void {
    this.#parts.comeBack();
  }

  /** Queries that have neither a result nor an error. */
  get asking(): number {
    return this.#asking;
  }

  ask(): void {
    this.#asking += 1;
    const settled = (): void => void (this.#asking -= 1);
    this.client.ask("workspace.files", { text: "x", limit: 1 }).then(settled, settled);
  }

  /** It has seen the stream's END. */
  hasRead(sid: StreamId): boolean {
    return this.#read.has(sid);
  }

  /** The page is closed in order. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.client.close();
  }

  /** The page is gone: a crash, a reload, a phone that freed memory. */
  die(): void {
    this.#parts.process.die();
    for (const socket of this.#parts.sockets) socket.terminate();
  }

  async #readOn(sid: StreamId): Promise<void> {
    const { ledger, random, client, process, name: reader } = this.#parts;
    let isAtStart = true;
    const begin = (): void => void (isAtStart = true);
    const apply = (seq: number, content: string): void => {
      if (isAtStart) ledger.push({ type: "reader.started", reader, sid, after: 0 });
      isAtStart = false;
      ledger.push({ type: "reader.applied", reader, sid, seq, content });
    };
    const isSlow = random.chance(0.2);
    while (!this.#isClosed) {
      const stream = client.stream(sid, { onReset: begin });
      try {
        for await (const items of stream) {
          for (const item of items) apply(item.seq, contentOf(item));
          if (isSlow) await process.ask(async () => {}, random.int(500));
        }
        if (stream.end === undefined) return;
        apply(stream.end.count + 1, `END ${stream.end.reason}`);
        this.#read.add(sid);
        return;
      } catch {
        // It does not exist yet: its command waits in somebody's outbox.
        begin();
        await process.ask(async () => {}, 20_000);
      }
    }
  }
}
