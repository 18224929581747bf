// Puts a client together: the session below, streams, outbox and queries above it, the views on top.
import type { CommandResult, DataFrame, DocumentId, Hello, Store, TabId, Welcome } from "@nomous/protocol";
import type { QueryArgs, QueryName, QueryResult, Runtime } from "@nomous/protocol";
import {
  CAPS,
  check,
  DocumentOpened,
  DocumentSaved,
  documentStream,
  LIMITS,
  newTabId,
  PROTOCOL_VERSION,
  signedText,
} from "@nomous/protocol";
import { ClientError, errorOf } from "./client-error.ts";
import type { Client } from "./client.ts";
import { Library } from "./conversation/library.ts";
import type { Documents } from "./document/documents.ts";
import { changeOf, editOf, EDITS_MERGING, isTurnedDown } from "./document/edit-command.ts";
import { Jobs } from "./job/jobs.ts";
import type { Keys } from "./keys/keys.ts";
import { Offline } from "./offline/offline.ts";
import { createLocalTabs } from "./outbox/local-tabs.ts";
import { Outbox } from "./outbox/outbox.ts";
import type { Tabs } from "./outbox/tabs.ts";
import { KeptAnswers } from "./query/kept-answers.ts";
import { away, Queries } from "./query/queries.ts";
import type { Hints } from "./session/hints.ts";
import { Session, type UpperMessage } from "./session/run-session.ts";
import type { ConnectSocket } from "./session/socket.ts";
import type { ClientStorage } from "./storage/client-storage.ts";
import { type GuardedStorage, guardStorage } from "./storage/guarded-storage.ts";
import { type AllLatest, createLatestValues } from "./stream/latest-values.ts";
import { createStreamReader } from "./stream/stream-reader.ts";
import { Streams } from "./stream/streams.ts";

export interface ClientOptions {
  /** The bridge's origin: `http://127.0.0.1:4747`. */
  readonly url: string;
  readonly runtime: Runtime;
  readonly connect: ConnectSocket;
  readonly keys: Keys;
  readonly storage: ClientStorage;
  /** Needed when several clients share one storage. */
  readonly tabs?: Tabs;
  /** Everything is fetched ahead, so that it opens with the bridge away; of several clients of one storage these make one do it. */
  readonly ahead?: Tabs;
  /** Version of the program. */
  readonly build: string;
  /** A name for people: "Firefox on bench-pc". */
  readonly name: string;
  /** The secret of a one-time link. */
  readonly pairing?: string;
  readonly hints?: Hints;
}

/** Makes a client and lets it connect; resolves when it knows its outbox, whether the bridge is there or not. */
export async function createClient(options: ClientOptions): Promise<Client> {
  const body = new ClientBody(options);
  await body.open();
  return body;
}

class ClientBody implements Client {
  readonly tab: TabId;
  readonly #options: ClientOptions;
  readonly #storage: GuardedStorage;
  readonly #session: Session;
  readonly #streams: Streams;
  readonly #outbox: Outbox;
  readonly #queries: Queries;
  readonly #kept: KeptAnswers;
  readonly #offline: Offline;
  readonly #library: Library;
  readonly #jobs: Jobs;
  readonly #latest: AllLatest;
  readonly #stops: (() => void)[] = [];
  /** Once the first document was opened: Yjs comes with it. */
  #documents: Documents | undefined;
  #loading: Promise<Documents> | undefined;
  #pairing: string | undefined;
  #store: Store | undefined;
  #person = "";

  constructor(options: ClientOptions) {
    const { runtime, connect, keys, tabs = createLocalTabs()() } = options;
    const storage = guardStorage(runtime.clock, options.storage);
    this.#options = options;
    this.#storage = storage;
    this.#pairing = options.pairing;
    this.tab = newTabId(runtime);
    const url = new URL("/ws", options.url);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const hello = (nonce: string): Promise<Hello> => this.#hello(nonce);
    const listener = {
      online: (welcome: Welcome): void => this.#online(welcome),
      offline: (): void => this.#away(),
      message: (message: UpperMessage): void => this.#hear(message),
      frame: (frame: DataFrame, sizeBytes: number): void => this.#streams.frame(frame, sizeBytes),
    };
    const session = new Session({ runtime, connect, url: url.href, hello, listener });
    this.#session = session;
    const send = session.send.bind(session);
    this.#streams = new Streams(runtime.clock, { send, violation: (error) => session.violation(error) });
    this.#latest = createLatestValues(this.#streams);
    this.#outbox = new Outbox({ runtime, storage, tabs, send, merging: EDITS_MERGING });
    this.#queries = new Queries(send);
    this.#kept = new KeptAnswers(runtime.clock, storage);
    this.#jobs = new Jobs({ clock: runtime.clock, storage, streams: this.#streams });
    this.#library = new Library({
      clock: runtime.clock,
      storage,
      streams: this.#streams,
      outbox: this.#outbox,
      clientId: keys.clientId,
      person: () => this.#person,
      isAway: () => !["connecting", "online"].includes(session.connection.current().status),
    });
    this.#offline = this.#openOffline();
  }

  get id(): Client["id"] {
    return this.#options.keys.clientId;
  }

  get connection(): Client["connection"] {
    return this.#session.connection;
  }

  get outbox(): Client["outbox"] {
    return this.#outbox.entries;
  }

  get conversations(): Client["conversations"] {
    return this.#library.conversations;
  }

  get storage(): Client["storage"] {
    return this.#storage.state;
  }

  get offline(): Client["offline"] {
    return this.#offline.state;
  }

  async open(): Promise<void> {
    const { hints } = this.#options;
    this.#store = await this.#storage.readStore();
    await this.#outbox.load();
    const touch = (): void => {
      this.#library.touch();
      this.#jobs.touch();
    };
    this.#stops.push(this.#session.connection.subscribe(touch), this.#outbox.commands.subscribe(touch));
    const leaving = (): void => {
      this.#streams.flush();
      void this.#library.saved();
      void this.#jobs.saved();
      void this.#documents?.store();
    };
    if (hints !== undefined) this.#stops.push(hints.listen({ back: () => this.#session.hint(), leaving }));
    this.#session.start();
    this.#offline.open();
  }

  conversation: Client["conversation"] = (id) => this.#library.conversation(id);
  answer: Client["answer"] = (id) => this.#library.answer(id);
  job: Client["job"] = (id) => this.#jobs.job(id);
  latest: Client["latest"] = (name) => this.#latest[name];
  document: Client["document"] = async (id) => (await this.#openDocuments()).open(id);
  stream: Client["stream"] = (sid, options) => createStreamReader(this.#streams, sid, options);
  command: Client["command"] = (name, args) => this.#outbox.put(name, args);
  withdraw: Client["withdraw"] = (id) => this.#outbox.withdraw(id);
  dismiss: Client["dismiss"] = (id) => this.#outbox.dismiss(id);
  counts: Client["counts"] = () => {
    const { repeatedItems, gaps, skippedItems } = this.#streams;
    return { repeatedItems, gaps, skippedItems };
  };

  async openDocument(path: Parameters<Client["openDocument"]>[0]): ReturnType<Client["openDocument"]> {
    if (!["connecting", "online"].includes(this.connection.current().status)) {
      const listed = await this.kept("documents.list", {});
      const known = listed?.result.documents.find((one) => one.path === path)?.document;
      if (known !== undefined) return this.document(known);
    }
    const { status, error, result } = await this.#outbox.put("document.open", { path }).result;
    if (status !== "applied" && error !== undefined) throw errorOf(error);
    const opened = check(DocumentOpened, result);
    if (!opened.ok)
      throw new ClientError("bad-message", `The bridge answered document.open with something else: ${opened.reason}.`);
    return this.document(opened.value.document);
  }

  async ask<Name extends QueryName>(
    name: Name,
    args: QueryArgs<Name>,
    signal?: AbortSignal,
  ): Promise<QueryResult<Name>> {
    await this.#connected(signal);
    const result = await this.#queries.ask(name, args, signal);
    void this.#kept.keep(name, args, result);
    return result;
  }

  kept: Client["kept"] = (name, args) => this.#kept.read(name, args);

  async unsent(): ReturnType<Client["unsent"]> {
    const [{ unsentChanges }, listed] = await Promise.all([loadUnsent(), this.kept("documents.list", {})]);
    const paths = new Map(listed?.result.documents.map(({ document, path }) => [document, path]));
    const named = { list: this.conversations.current().list, pathOf: (id: DocumentId) => paths.get(id) };
    return unsentChanges(this.#outbox.commands.current(), named);
  }

  retry(): void {
    this.#session.retry();
  }

  pair(secret: string): void {
    this.#pairing = secret;
    this.#session.pair();
  }

  async close(): Promise<void> {
    this.#offline.close();
    this.#streams.flush();
    await this.#documents?.close();
    this.#session.close();
    this.#streams.close();
    for (const stop of this.#stops.splice(0)) stop();
    await this.#outbox.close();
    await Promise.all([this.#library.saved(), this.#jobs.saved()]);
    await this.#storage.close();
  }

  #online(welcome: Welcome): void {
    this.#pairing = undefined;
    this.#person = welcome.server.person;
    void this.#resume(welcome);
  }

  #away(): void {
    this.#streams.offline();
    this.#outbox.offline();
    this.#queries.offline();
  }

  #hear(message: UpperMessage): void {
    switch (message.type) {
      case "SUBBED":
        return this.#streams.subscribed(message);
      case "UNSUBBED":
        return this.#streams.unsubscribed(message);
      case "SKIP":
        return this.#streams.skip(message);
      case "RES":
        this.#countOwn(message);
        return void this.#answered(message);
      case "REPLY":
        return this.#queries.reply(message);
      case "PUBBED":
      // This client never publishes.
    }
  }

  /** Goes on where the last connection ended; with another store, from the beginning. */
  async #resume(welcome: Welcome): Promise<void> {
    const { store } = welcome;
    const before = this.#store;
    this.#store = store;
    if (before?.id !== store.id || before.epoch !== store.epoch) {
      if (before !== undefined && before.id !== store.id) {
        this.#library.forget();
        this.#jobs.forget();
        this.#streams.forget();
        this.#documents?.forget();
      }
      // Copies of another store that cannot be forgotten now are overwritten as they are read again.
      await this.#storage.adoptStore(store).catch(() => {});
    }
    const now = this.#session.connection.current();
    if (now.status !== "online" || now.welcome !== welcome) return;
    for (const latest of Object.values(this.#latest)) latest.lookAgain();
    this.#streams.online();
    this.#documents?.online();
    this.#outbox.online();
    void loadUnsent().catch(() => {});
  }

  /** What this connection's command wrote to a document's stream is not sent here. */
  #countOwn({ id, result, at }: CommandResult): void {
    const command = this.#outbox.sent(id);
    const change = command && changeOf(command);
    const saved = check(DocumentSaved, result);
    if (change === undefined || !saved.ok || !("items" in saved.value)) return;
    const { items } = saved.value;
    this.#documents?.wrote({ change, items, at });
    this.#streams.own(documentStream(change.document), ...items);
  }

  async #answered(result: CommandResult): Promise<void> {
    const command = this.#outbox.find(result.id);
    const edit = command && editOf(command);
    // The copy of its document has the edit. As long as the outbox has it too, a copy without it can be made anew.
    if (edit !== undefined && isTurnedDown(result)) await this.#forgetCopy(edit.document).catch(() => {});
    await this.#outbox.result(result);
  }

  /** What was read before the bridge went back to a backup is looked through first, and counts for nothing else. */
  async #forgetCopy(document: DocumentId): Promise<void> {
    const sid = documentStream(document);
    const copy = await this.#storage.readState(sid);
    if (copy === undefined || copy.cursor.epoch >= (this.#store?.epoch ?? 0)) await this.#storage.forgetState(sid);
  }

  #openDocuments(): Promise<Documents> {
    this.#loading ??= this.#loadDocuments().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #loadDocuments(): Promise<Documents> {
    // What joins edits is needed when the bridge is away, and then it could not be fetched.
    const [{ Documents }] = await Promise.all([import("./document/documents.ts"), import("./document/merge-edits.ts")]);
    this.#documents = new Documents({
      runtime: this.#options.runtime,
      storage: this.#storage,
      streams: this.#streams,
      outbox: this.#outbox,
      actor: () => ({ person: this.#person, client: this.#options.keys.clientId }),
      storeEpoch: () => this.#store?.epoch ?? 0,
      ask: (name, args) => this.ask(name, args),
      send: (message) => this.#session.send(message),
    });
    return this.#documents;
  }

  #openOffline(): Offline {
    const { runtime, ahead } = this.#options;
    return new Offline({
      runtime,
      tabs: ahead,
      storage: this.#storage,
      state: this.#storage.state,
      streams: this.#streams,
      connection: this.#session.connection,
      conversations: this.conversations,
      documents: this.#latest.documents,
      storeEpoch: () => this.#store?.epoch ?? 0,
      ask: (name, args) => this.ask(name, args),
      open: (args) => this.command("document.open", args),
      recover: async (id, cancel) => (await this.#openDocuments()).recover(id, cancel),
      withdraw: (id) => this.withdraw(id),
      commands: this.#outbox.commands,
    });
  }

  async #hello(nonce: string): Promise<Hello> {
    const { keys, url, build, name } = this.#options;
    const text = signedText({ nonce, origin: new URL(url).origin, client: keys.clientId, tab: this.tab });
    const pairing = this.#pairing === undefined ? {} : { pairing: this.#pairing };
    return {
      type: "HELLO",
      v: PROTOCOL_VERSION,
      build,
      client: keys.clientId,
      tab: this.tab,
      name,
      auth: { signature: await keys.sign(text), publicKey: keys.publicKey, ...pairing },
      caps: [...CAPS],
      ...(this.#store === undefined ? {} : { store: this.#store }),
      outboxFloor: this.#outbox.floor,
      credit: LIMITS.connectionCredit,
    };
  }

  /** Waits for a connection that is being made, and rejects when there is none. */
  #connected(signal: AbortSignal | undefined): Promise<void> {
    const { connection } = this.#session;
    return new Promise((resolve, reject) => {
      const settle = (): boolean => {
        const { status } = connection.current();
        if (signal?.aborted === true) reject(signal.reason);
        else if (status === "online") resolve();
        else if (status === "closed") reject(new ClientError("closed", "The client is closed."));
        else if (status !== "connecting") reject(away());
        else return false;
        stop();
        signal?.removeEventListener("abort", settle);
        return true;
      };
      const stop = connection.subscribe(settle);
      if (!settle()) signal?.addEventListener("abort", settle);
    });
  }
}

/** Fetched while the bridge is here: it is needed when that is away. */
const loadUnsent = () => import("./offline/unsent.ts");
