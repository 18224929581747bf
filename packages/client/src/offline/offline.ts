// How much of everything is here, and the work of making it so: by one client of a storage at a time, while the bridge is here and nothing else
// has just begun. Who does not fetch shows what the other one wrote down.
import {
  AnyJson,
  type ConversationId,
  type ConversationList,
  decodeJson,
  type DocumentId,
  type DocumentsState,
  type ErrorBody,
  sleep,
  type StopTimer,
} from "@nomous/protocol";
import type { ConnectionState, ConversationsView, OfflineState, StorageState } from "../client.ts";
import { ClientError } from "../client-error.ts";
import type { Tabs } from "../outbox/tabs.ts";
import type { Readable } from "../readable.ts";
import { Cell, Throttle } from "../signal.ts";
import type { StoredCommand } from "../storage/client-storage.ts";
import type { Mirror, MirrorParts } from "./mirror.ts";

export interface OfflineParts extends Omit<MirrorParts, "scopes" | "changed" | "documentsInUse"> {
  readonly commands: Readable<readonly StoredCommand[]>;
  /** `undefined`: nothing is fetched. The storage's clients share it, beside those of the outbox. */
  readonly tabs: Tabs | undefined;
  readonly connection: Readable<ConnectionState>;
  readonly conversations: Readable<ConversationsView>;
  readonly documents: Readable<DocumentsState | undefined>;
  readonly state: Readable<StorageState>;
}

/** After the bridge came, and between changes: screens come first. */
const QUIET_MS = 2_000;
/** What is being written, or open, is looked at again after this time. */
const AGAIN_MS = 10_000;
/** More changed conversations than these are found sooner by asking how far all of them are. */
const FEW = 20;
/** Between two looks at all documents while they change. */
const DOCUMENTS_MS = 10_000;
/** After a refusal; then twice as long each time, up to ten minutes. */
const TROUBLE_MS = { first: 30_000, longest: 600_000 };
const SHOWN_MS = 250;
/** Under it the counts are kept, as an answer that no query has. */
const REPORT = "offline report";

const NOTHING = { here: 0, total: 0 };

export class Offline {
  readonly #parts: OfflineParts;
  readonly #state = new Cell<OfflineState>({
    status: "waiting",
    documents: NOTHING,
    conversations: NOTHING,
    at: undefined,
    trouble: undefined,
  });
  readonly #stops: (() => void)[] = [];
  readonly #throttle: Throttle;
  #mirror: Mirror | undefined;
  /** It waits for its turn, or has it. */
  #isEngaged = false;
  #cancel: AbortController | undefined;
  #isClosed = false;

  constructor(parts: OfflineParts) {
    this.#parts = parts;
    this.#throttle = new Throttle(parts.runtime.clock, () => this.#showCounts(), SHOWN_MS);
  }

  get state(): Readable<OfflineState> {
    return this.#state;
  }

  open(): void {
    const { tabs, connection } = this.#parts;
    if (tabs === undefined) return;
    void this.#readReport();
    this.#stops.push(
      tabs.onNudge(() => void this.#readReport()),
      connection.subscribe(() => this.#connectionChanged()),
    );
    this.#connectionChanged();
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel?.abort();
    this.#throttle.stop();
    for (const stop of this.#stops.splice(0)) stop();
  }

  get #isOnline(): boolean {
    return !this.#isClosed && this.#parts.connection.current().status === "online";
  }

  #connectionChanged(): void {
    if (!this.#isOnline) {
      this.#cancel?.abort();
      return;
    }
    const { tabs } = this.#parts;
    if (this.#isEngaged || tabs === undefined) return;
    this.#isEngaged = true;
    const turn = tabs.exclusive((lost) => this.#work(lost));
    turn.then(
      () => this.#disengage(),
      () => this.#disengage(),
    );
  }

  #disengage(): void {
    this.#isEngaged = false;
    this.#cancel = undefined;
    // The bridge may have gone and come back meanwhile.
    this.#connectionChanged();
  }

  /** Until the bridge goes, or the turn is lost. */
  async #work(lost: AbortSignal): Promise<void> {
    if (!this.#isOnline) return;
    const cancel = new AbortController();
    this.#cancel = cancel;
    const stop = (): void => cancel.abort();
    lost.addEventListener("abort", stop, { once: true });
    const { clock } = this.#parts.runtime;
    let waitMs = TROUBLE_MS.first;
    while (!cancel.signal.aborted) {
      await sleep(clock, QUIET_MS, cancel.signal);
      if (cancel.signal.aborted) break;
      try {
        await this.#fetch(cancel.signal);
        waitMs = TROUBLE_MS.first;
      } catch (error) {
        if (cancel.signal.aborted) break;
        this.#stopped(error);
        await sleep(clock, waitMs, cancel.signal);
        waitMs = Math.min(waitMs * 2, TROUBLE_MS.longest);
      }
    }
    lost.removeEventListener("abort", stop);
    this.#mirror = undefined;
    this.#throttle.stop();
    if (this.#state.current().status !== "stopped") this.#set({ status: "waiting" });
  }

  /** Everything once, then what changes, until it is cancelled. */
  async #fetch(cancel: AbortSignal): Promise<void> {
    const { storage, connection } = this.#parts;
    // Without a storage that stays it would all be fetched into memory.
    if (storage.origin.trouble !== undefined) throw new Refused(storage.origin.trouble);
    this.#set({ status: "fetching", trouble: undefined });
    const { Mirror } = await import("./mirror.ts");
    const online = connection.current();
    if (online.status !== "online") return;
    const { scopes } = online.welcome;
    const mirror = await Mirror.create({
      ...this.#parts,
      scopes,
      documentsInUse: () => documentsOf(this.#parts.commands.current()),
      changed: () => this.#throttle.touch(),
    });
    this.#mirror = mirror;
    const changes = new Changes(this.#parts);
    try {
      await mirror.fetchAll(cancel);
      while (!cancel.aborted) {
        await this.#finished();
        await changes.next(mirror.isUnfinished, cancel);
        if (cancel.aborted) return;
        const { conversations, purged, isDocuments } = changes.take();
        if (purged !== undefined) await mirror.forgetPurged(...purged);
        if (conversations.size > FEW) await mirror.fetchConversations(cancel);
        await mirror.fetchAgain(conversations.size > FEW ? new Set() : conversations, cancel);
        if (isDocuments) await mirror.fetchDocuments(cancel);
      }
    } finally {
      changes.stop();
    }
  }

  async #finished(): Promise<void> {
    this.#throttle.stop();
    this.#showCounts();
    this.#set({ status: "current", at: this.#parts.runtime.clock.now(), trouble: undefined });
    await this.#writeReport();
  }

  #stopped(error: unknown): void {
    this.#throttle.stop();
    this.#showCounts();
    const trouble = error instanceof Refused ? error.body : this.#troubleOf(error);
    this.#set({ status: "stopped", trouble });
    void this.#writeReport();
  }

  #troubleOf(error: unknown): ErrorBody {
    const { trouble } = this.#parts.state.current();
    if (trouble !== undefined) return trouble;
    if (error instanceof ClientError && error.body !== undefined) return error.body;
    return { code: "storage-failed", message: "What is fetched ahead could not be kept on this device." };
  }

  #showCounts(): void {
    if (this.#mirror === undefined) return;
    const { documents, conversations } = this.#mirror;
    this.#set({ documents, conversations });
  }

  #set(change: Partial<OfflineState>): void {
    this.#state.set({ ...this.#state.current(), ...change });
  }

  /** For the other tabs, and for the next page. */
  async #writeReport(): Promise<void> {
    const { documents, conversations, at } = this.#state.current();
    const json = JSON.stringify({ documents, conversations, at });
    await this.#parts.storage.putAnswer(REPORT, { at: this.#parts.runtime.clock.now(), json }).catch(() => {});
    this.#parts.tabs?.nudge();
  }

  async #readReport(): Promise<void> {
    const answer = await this.#parts.storage.readAnswer(REPORT).catch(() => undefined);
    const report = answer && reportOf(answer.json);
    if (report !== undefined && this.#mirror === undefined) this.#set(report);
  }
}

/** Those that commands are about. */
function documentsOf(commands: readonly StoredCommand[]): ReadonlySet<DocumentId> {
  const ids = commands.map(({ args }) => (args as { readonly document?: DocumentId }).document);
  return new Set(ids.filter((id) => id !== undefined));
}

class Refused extends Error {
  readonly body: ErrorBody;

  constructor(body: ErrorBody) {
    super(body.message);
    this.body = body;
  }
}

interface Taken {
  readonly conversations: ReadonlySet<ConversationId>;
  /** The list before and now, where that lost some. */
  readonly purged: readonly [ConversationList, ConversationList] | undefined;
  readonly isDocuments: boolean;
}

/** What changes on the bridge while this client fetches. */
class Changes {
  readonly #parts: OfflineParts;
  readonly #stops: (() => void)[];
  #list: ConversationList;
  #revision: number | undefined;
  /** `Clock.elapsed()` at which all documents were looked at. */
  #documentsAt: number;
  #wake: (() => void) | undefined;

  constructor(parts: OfflineParts) {
    const { conversations, documents, runtime } = parts;
    this.#parts = parts;
    const changed = (): void => this.#wake?.();
    this.#stops = [conversations.subscribe(changed), documents.subscribe(changed)];
    this.#list = conversations.current().list;
    this.#revision = documents.current()?.revision;
    this.#documentsAt = runtime.clock.elapsed();
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Resolves some time after something changed; in any case, while something is unfinished. */
  async next(isUnfinished: boolean, cancel: AbortSignal): Promise<void> {
    const { clock } = this.#parts.runtime;
    const { promise, resolve } = Promise.withResolvers<void>();
    let due = Infinity;
    let stopTimer: StopTimer | undefined;
    const look = (): void => {
      const now = clock.elapsed();
      const dues = [
        ...(this.#isListChanged() ? [now + QUIET_MS] : []),
        ...(this.#isDocumentsChanged() ? [Math.max(now + QUIET_MS, this.#documentsAt + DOCUMENTS_MS)] : []),
        ...(isUnfinished ? [now + AGAIN_MS] : []),
      ].filter((one) => one < due);
      if (dues.length === 0) return;
      due = Math.min(...dues);
      stopTimer?.();
      stopTimer = clock.after(due - now, resolve);
    };
    this.#wake = look;
    cancel.addEventListener("abort", () => resolve(), { once: true });
    look();
    await promise;
    stopTimer?.();
    this.#wake = undefined;
  }

  take(): Taken {
    const before = this.#list;
    const now = this.#parts.conversations.current().list;
    this.#list = now;
    const conversations = new Set<ConversationId>();
    for (const [id, summary] of now) if (before.get(id) !== summary) conversations.add(id);
    const isPurged = [...before.keys()].some((id) => !now.has(id));
    const isDocuments = this.#isDocumentsChanged();
    if (isDocuments) {
      this.#revision = this.#parts.documents.current()?.revision;
      this.#documentsAt = this.#parts.runtime.clock.elapsed();
    }
    return { conversations, purged: isPurged ? [before, now] : undefined, isDocuments };
  }

  #isListChanged(): boolean {
    return this.#parts.conversations.current().list !== this.#list;
  }

  #isDocumentsChanged(): boolean {
    const revision = this.#parts.documents.current()?.revision;
    return revision !== undefined && revision !== this.#revision;
  }
}

type Report = Pick<OfflineState, "documents" | "conversations" | "at">;

function reportOf(json: string): Report | undefined {
  const { documents, conversations, at } = (decodeJson(AnyJson, json) ?? {}) as Partial<Report>;
  const isCount = (count: Report["documents"] | undefined): boolean =>
    typeof count?.here === "number" && typeof count.total === "number";
  if (documents === undefined || conversations === undefined) return undefined;
  if (!isCount(documents) || !isCount(conversations)) return undefined;
  return { documents, conversations, at: typeof at === "number" ? at : undefined };
}
