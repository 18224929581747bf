// A stream is an ordered log of immutable items, numbered from 1 without a hole, closed by END. Readers come and go with
// a cursor; the log stays.
import * as z from "zod/mini";
import { ErrorBody } from "./error.ts";
import type { ConversationId, DocumentId, JobId, TurnId } from "./ids.ts";
import { StreamId } from "./ids.ts";
import type { Scope } from "./scope.ts";

const seq = z.int().check(z.nonnegative());
const channel = z.int().check(z.nonnegative());
const ref = z.int().check(z.nonnegative());

/** The last applied item. `seq: 0` is before the first. */
export const Cursor = z.object({ epoch: seq, seq });
export type Cursor = z.infer<typeof Cursor>;

export const SubscribeFrom = z.union([Cursor, z.enum(["start", "tail"])]);
export type SubscribeFrom = z.infer<typeof SubscribeFrom>;

export const Subscribe = z.object({
  type: z.literal("SUB"),
  subs: z
    .array(z.object({ ref, sid: StreamId, from: SubscribeFrom, credit: z.int().check(z.positive()) }))
    .check(z.minLength(1), z.maxLength(64)),
});
export type Subscribe = z.infer<typeof Subscribe>;

export const Unsubscribe = z.object({ type: z.literal("UNSUB"), channel });
export type Unsubscribe = z.infer<typeof Unsubscribe>;

/** Also the acknowledgement: everything up to `applied` is stored by the client. */
export const Credit = z.object({
  type: z.literal("CREDIT"),
  channel,
  bytes: z.int().check(z.nonnegative()),
  applied: seq,
});
export type Credit = z.infer<typeof Credit>;

export const SubscribedMode = z.enum(["resume", "snapshot", "reset"]);
export type SubscribedMode = z.infer<typeof SubscribedMode>;

/** Why a reader cannot go on from its cursor. `forbidden`, `not-found` and `corrupt` (a damaged log) open no channel. */
export const ResetReason = z.enum(["epoch", "expired", "client_ahead", "deleted", "forbidden", "not-found", "corrupt"]);
export type ResetReason = z.infer<typeof ResetReason>;

export const Subscribed = z.object({
  type: z.literal("SUBBED"),
  ref,
  sid: StreamId,
  /** The number of this stream on this server until it stops; the same for every connection. */
  channel,
  epoch: seq,
  /** The oldest item that can still be read; 1 unless older ones were removed. */
  first: seq,
  /** The last item at this moment; 0 when there is none. */
  head: seq,
  /** Wall clock of the stream's first moment: times of items count from it. */
  createdAt: z.number(),
  mode: SubscribedMode,
  why: z.optional(ResetReason),
  /** With `snapshot`: the state up to and including `seq`; items follow from `seq + 1`. */
  snapshot: z.optional(z.object({ seq, value: z.unknown() })),
});
export type Subscribed = z.infer<typeof Subscribed>;

/** A `latest` or `bounded` stream left out `n` items; the next one is `to`. A durable stream never says this. */
export const Skip = z.object({ type: z.literal("SKIP"), channel, to: seq, n: z.int().check(z.positive()) });
export type Skip = z.infer<typeof Skip>;

/** The server ended one subscription: the stream was deleted, or the right to read it was taken. */
export const Unsubscribed = z.object({ type: z.literal("UNSUBBED"), channel, why: ResetReason });
export type Unsubscribed = z.infer<typeof Unsubscribed>;

export const EndReason = z.enum(["done", "cancelled", "error", "interrupted"]);
export type EndReason = z.infer<typeof EndReason>;

/** The body of the END item; `count` counts the items before it. */
export const StreamEnd = z.object({ reason: EndReason, count: seq, error: z.optional(ErrorBody) });
export type StreamEnd = z.infer<typeof StreamEnd>;

/** The `kind` byte of an item. */
export const ITEM = { end: 0, json: 1, text: 2, bytes: 3 } as const;
export type ItemKind = (typeof ITEM)[keyof typeof ITEM];

/** `durable`: visible only after commit, kept. `bounded`: kept for a time. `latest`: only the newest counts. */
export type Durability = "durable" | "bounded" | "latest";

/** What every stream of a family has in common. */
export const STREAM_FAMILIES = {
  conversations: { durability: "durable", scope: "conversation:read" },
  conversation: { durability: "durable", scope: "conversation:read" },
  generation: { durability: "durable", scope: "conversation:read" },
  /** `DocumentEvent` as JSON, updates as bytes (`document/update.ts`). */
  document: { durability: "durable", scope: "document:read" },
  /** A document as of one item: `snapshot/<id>.<seq>`. Facts as JSON, then its text, then its state in parts. */
  snapshot: { durability: "durable", scope: "document:read" },
  /** `RoomState` of the document with this id. */
  room: { durability: "latest", scope: "document:read" },
  /** `{revision}`: `documents.list` would say something else than before. */
  documents: { durability: "latest", scope: "document:read" },
  /** `JobsState`: what runs, what waits and what has ended. */
  jobs: { durability: "latest", scope: "jobs:read" },
  /** `JobEvent` as JSON, what it makes as text. */
  job: { durability: "durable", scope: "jobs:read" },
  /** `ModelsState`. */
  models: { durability: "latest", scope: "models:read" },
  /** `SystemSample`, one a second. */
  system: { durability: "latest", scope: "models:read" },
} as const satisfies Record<string, { durability: Durability; scope: Scope }>;
export type StreamFamily = keyof typeof STREAM_FAMILIES;

/** The families of which there is one stream; the others have one for each key: `conversation/<id>`. */
const SINGLE: ReadonlySet<string> = new Set([
  "conversations",
  "documents",
  "jobs",
  "models",
  "system",
] satisfies StreamFamily[]);

/** The family of a stream's name, or `undefined` when no such family exists. */
export function familyOf(sid: StreamId): StreamFamily | undefined {
  const name = sid.split("/", 1)[0] ?? "";
  if (!Object.hasOwn(STREAM_FAMILIES, name) || SINGLE.has(name) === sid.includes("/")) return undefined;
  return name as StreamFamily;
}

export const CONVERSATIONS = "conversations" as StreamId;
export const DOCUMENTS = "documents" as StreamId;
export const JOBS = "jobs" as StreamId;
export const MODELS = "models" as StreamId;
export const SYSTEM = "system" as StreamId;
export const conversationStream = (id: ConversationId): StreamId => `conversation/${id}` as StreamId;
export const generationStream = (id: TurnId): StreamId => `generation/${id}` as StreamId;
export const documentStream = (id: DocumentId): StreamId => `document/${id}` as StreamId;
export const snapshotStream = (id: DocumentId, seq: number): StreamId => `snapshot/${id}.${seq}` as StreamId;
export const jobStream = (id: JobId): StreamId => `job/${id}` as StreamId;
export const roomStream = (id: DocumentId): StreamId => `room/${id}` as StreamId;
