// The SDK's surface. A client outlives sockets: what one asks of it is kept, resumed and answered once, whether the
// bridge is here or away.
import type {
  AnswerProgress,
  AnswerStats,
  Citation,
  ClientId,
  CommandArgs,
  CommandId,
  CommandName,
  CommandResult,
  ContextReport,
  ConversationId,
  ConversationList,
  ConversationTree,
  DocumentId,
  DocumentsState,
  ErrorBody,
  ItemKind,
  JobId,
  JobsState,
  JobSummary,
  ModelsState,
  QueryArgs,
  QueryName,
  QueryResult,
  Route,
  StreamEnd,
  StreamId,
  SubscribeFrom,
  SystemSample,
  TabId,
  ToolCallPart,
  TurnCitation,
  TurnId,
  Welcome,
  WorkspacePath,
} from "@nomous/protocol";
import type { LiveDocument } from "./document/live-document.ts";
import type { Readable } from "./readable.ts";
import type { StorageOrigin } from "./storage/client-storage.ts";

/** The connection, in words a person can be told. Times are wall clock, milliseconds. */
export type ConnectionState =
  | { readonly status: "connecting"; readonly attempt: number }
  | {
      readonly status: "online";
      readonly welcome: Welcome;
      readonly since: number;
      readonly roundTripMs: number | undefined;
    }
  /** The bridge is away; the next try comes by itself at `nextTryAt`. */
  | { readonly status: "away"; readonly since: number; readonly nextTryAt: number; readonly error?: ErrorBody }
  /** This browser's key is not known to the bridge: a link from `nomous link` is needed. */
  | { readonly status: "unpaired"; readonly error: ErrorBody }
  /** Trying again would not help; `error` says why. */
  | { readonly status: "refused"; readonly error: ErrorBody }
  | { readonly status: "closed" };

export interface StreamItem {
  readonly seq: number;
  /** Wall clock of the server when it was written, milliseconds. */
  readonly at: number;
  readonly kind: ItemKind;
  readonly data: Uint8Array;
  /** Older than the subscription. */
  readonly isReplay: boolean;
}

/** Why the items before do not count any more: start from what follows. Never silent. */
export interface StreamReset {
  readonly why: "epoch" | "expired" | "client_ahead" | "deleted" | "forbidden" | "not-found" | "corrupt";
}

export interface StreamOptions {
  /** Where to begin; `start` unless told. */
  readonly from?: SubscribeFrom;
  /** Where iterating ends: after END unless told; `head`: after what the bridge has when it opens the stream, at the least. */
  readonly until?: "end" | "head";
  /** What was read so far does not count any more, the stream begins again. Without it, iterating rejects with `stream-lost`. */
  readonly onReset?: (reset: StreamReset) => void;
}

/** Items in order, each exactly once, in batches; ends after END (see `until`), or when reader or client are closed. One reader at a time. */
export interface StreamReader extends AsyncIterable<readonly StreamItem[]> {
  readonly sid: StreamId;
  /** Set once END was read. */
  readonly end: StreamEnd | undefined;
  close(): void;
}

export interface PendingCommand {
  readonly id: CommandId;
  /**
   * Resolves when the command is safe in this client's storage (in its memory, when `client.storage` tells a trouble): from then on it is sent
   * until it is answered.
   */
  readonly stored: Promise<void>;
  readonly result: Promise<CommandResult>;
}

/** A command that waits in the outbox, oldest first. */
export interface OutboxEntry {
  readonly id: CommandId;
  readonly name: CommandName;
  readonly args: unknown;
  /** Wall clock of this client. */
  readonly at: number;
  /** It was sent on the present connection and the answer is not here. */
  readonly isSent: boolean;
}

export interface ConversationsView {
  /** `cached` while the bridge is away or has not caught up. */
  readonly status: "loading" | "live" | "cached";
  /** With what waits in the outbox: conversations that begin, are renamed, deleted and restored. */
  readonly list: ConversationList;
  /** Those of which something waits. */
  readonly waiting: ReadonlySet<ConversationId>;
}

export interface ConversationView {
  readonly status: "loading" | "live" | "cached" | "missing";
  /** With the prompts that still wait in the outbox, so that one can go on below them. */
  readonly tree: ConversationTree;
  /** Turns of `tree` that the bridge does not have yet, in sending order, with the command that carries them. */
  readonly waiting: ReadonlyMap<TurnId, CommandId>;
  /** Prompts that the bridge refused, newest last; their text is kept until they are dismissed. */
  readonly refused: readonly { readonly id: CommandId; readonly text: string; readonly error: ErrorBody }[];
}

export interface AnswerView {
  /** `damaged`: the bridge's log is damaged after this text; the rest, and how it ended, cannot be read. */
  readonly status: "loading" | "writing" | "ended" | "missing" | "damaged";
  readonly text: string;
  /** What the model thought before it answered. */
  readonly reasoning: string;
  /** Tools that the model wants called; nothing calls them. */
  readonly calls: readonly ToolCallPart[];
  readonly route: Route | undefined;
  readonly citations: readonly Citation[];
  readonly turns: readonly TurnCitation[];
  /** What goes on before the first piece of text or reasoning; only then. */
  readonly progress: AnswerProgress | undefined;
  readonly context: ContextReport | undefined;
  readonly stats: AnswerStats | undefined;
  readonly end: StreamEnd | undefined;
  /** Text items so far. */
  readonly count: number;
  /** The server's times of the first and the last piece of text or reasoning. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

export interface JobView {
  /** `cached` while the bridge is away or has not caught up; `damaged`: the bridge's log is damaged after what is here. */
  readonly status: "loading" | "live" | "cached" | "missing" | "damaged";
  /** How it stands, with what it says of its progress; `undefined` before its first item is here. */
  readonly job: JobSummary | undefined;
  /** What it made so far: of an experiment the lines of the evidence. */
  readonly text: string;
  /** What it wanted a person to read, with the server's times. */
  readonly notes: readonly { readonly at: number; readonly words: string }[];
  readonly end: StreamEnd | undefined;
}

/** How this client keeps things. */
export interface StorageState {
  /** `memory`: what waits is gone with the page. */
  readonly kind: StorageOrigin["kind"];
  /** Nothing was here when the client was made: the first time, or what was here is gone. */
  readonly wasEmpty: boolean;
  /** What keeps it from storing; `details.reason` is a `StorageReason`. What waits is kept in memory meanwhile, and sent from there. */
  readonly trouble: ErrorBody | undefined;
}

/**
 * `refused`: the browser gives no database, so that nothing outlives the page. `full`: there is no room. `failed`: storing failed otherwise.
 * `replaced`: a newer page has changed the database, and this page keeps nothing until it is loaded again.
 */
export type StorageReason = "refused" | "full" | "failed" | "replaced";

/** How much of everything is here, so that it opens with the bridge away. */
export interface OfflineState {
  /** `waiting`: for the bridge, or another tab fetches. `stopped`: `trouble` says why. */
  readonly status: "waiting" | "fetching" | "current" | "stopped";
  readonly documents: { readonly here: number; readonly total: number };
  readonly conversations: { readonly here: number; readonly total: number };
  /** When everything was here last, wall clock of this client. */
  readonly at: number | undefined;
  readonly trouble: ErrorBody | undefined;
}

/** Something that a person made and the bridge does not have, or refused. */
export interface UnsentChange {
  readonly id: CommandId;
  readonly kind: CommandName;
  /** The title of a conversation or the path of a document, where it is known here; else an id. */
  readonly where: string;
  /** What was written: a prompt, a title, a note, the words that an edit inserts. */
  readonly text: string;
  /** Wall clock of this client. */
  readonly at: number;
  /** Why it is not on the bridge, a sentence. */
  readonly why: string;
}

/** The last answer that this client got to a query. */
export interface KeptResult<Name extends QueryName> {
  readonly result: QueryResult<Name>;
  /** Wall clock of this client when it came. */
  readonly at: number;
}

export interface ClientCounts {
  /** Items that the bridge sent a second time; they were dropped. */
  readonly repeatedItems: number;
  /** Times that an item was missing; the connection was ended and the streams resumed. */
  readonly gaps: number;
  /** Values of `latest` streams that this client was too slow for; a newer one came in their place. */
  readonly skippedItems: number;
}

/** The streams of which only the newest value counts. */
export interface LatestValues {
  /** What models are in memory, and what they do. */
  readonly models: ModelsState;
  /** The machine under the bridge, once a second. */
  readonly system: SystemSample;
  /** What runs, what waits and what has ended. */
  readonly jobs: JobsState;
  /** Another revision: the list of documents changed. */
  readonly documents: DocumentsState;
}

export interface Client {
  readonly id: ClientId;
  readonly tab: TabId;
  readonly connection: Readable<ConnectionState>;
  readonly outbox: Readable<readonly OutboxEntry[]>;
  readonly conversations: Readable<ConversationsView>;
  readonly storage: Readable<StorageState>;
  /** Everything is fetched ahead by one of the clients that share a storage, where that was asked for. */
  readonly offline: Readable<OfflineState>;
  /** One conversation, kept up to date while somebody is subscribed. The same object for the same id, while anybody looks. */
  conversation(id: ConversationId): Readable<ConversationView>;
  /** One answer, live while it is written. The same object for the same id, while anybody looks. */
  answer(id: TurnId): Readable<AnswerView>;
  /** One job, live while it works. The same object for the same id, while anybody looks. */
  job(id: JobId): Readable<JobView>;
  /** The newest value while somebody is subscribed; `undefined` before the first, and while the bridge is away. */
  latest<Name extends keyof LatestValues>(name: Name): Readable<LatestValues[Name] | undefined>;
  /**
   * Opens a document; resolves when what this client has of it is shown, with the bridge away too. The same object for the same id, until
   * everybody who opened it has closed it.
   */
  document(id: DocumentId): Promise<LiveDocument>;
  /** The same for a Markdown file of the workspace, which becomes a document when it is none yet as far as is known: that waits for the bridge. */
  openDocument(path: WorkspacePath): Promise<LiveDocument>;
  stream(sid: StreamId, options?: StreamOptions): StreamReader;
  /** Queues a command: it is applied once, also when the bridge is away now or the page is closed before the answer. */
  command<Name extends CommandName>(name: Name, args: CommandArgs<Name>): PendingCommand;
  /** Takes a waiting command back. False when it was already sent: then it may have been applied. */
  withdraw(id: CommandId): Promise<boolean>;
  /** Forgets a refused prompt. */
  dismiss(id: CommandId): Promise<void>;
  /** Reads; rejects with a `ClientError` when the bridge is away or refuses. */
  ask<Name extends QueryName>(name: Name, args: QueryArgs<Name>, signal?: AbortSignal): Promise<QueryResult<Name>>;
  /**
   * The last answer to a query that screens show as a whole (lists, settings, the trace); `undefined`: none is here. Of `workbench.survey` what
   * was last told of each piece that is asked for and was there, with the time of the oldest; the approval is unknown.
   */
  kept<Name extends QueryName>(name: Name, args: QueryArgs<Name>): Promise<KeptResult<Name> | undefined>;
  /** What would be lost with this client's storage, oldest first: for a file that a person keeps. */
  unsent(): Promise<readonly UnsentChange[]>;
  /** Tries to connect now instead of at `nextTryAt`. */
  retry(): void;
  /** Shows the bridge the secret of a one-time link, and tries to connect now. */
  pair(secret: string): void;
  /** What went wrong on the wire and was made good, since the client was made. */
  counts(): ClientCounts;
  close(): Promise<void>;
}
