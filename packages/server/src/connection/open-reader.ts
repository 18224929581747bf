// One entry of SUB: who may read what, and from where on (rules S3, S6, S9, S10).
import {
  CONVERSATIONS,
  familyOf,
  type ResetReason,
  STREAM_FAMILIES,
  type StreamId,
  type Subscribe,
  type Subscribed,
} from "@nomous/protocol";
import type { Caller } from "../session/caller.ts";
import { StorageError } from "../storage/storage.ts";
import type { LatestStream } from "../stream/latest-stream.ts";
import { startOfLatest } from "../stream/latest-subscription.ts";
import type { LiveStream } from "../stream/live-stream.ts";
import { startOf } from "../stream/subscription.ts";
import type { Subscriptions } from "../stream/subscriptions.ts";
import type { Connection } from "./connection.ts";
import type { ConnectionHouse } from "./connection-house.ts";

/** No stream has this number: SUBBED names it when it opens no channel. */
const NO_CHANNEL = 0;

export interface ReaderRequest {
  readonly sub: Subscribe["subs"][number];
  readonly caller: Caller;
  readonly subscriptions: Subscriptions;
  readonly house: ConnectionHouse;
  readonly connection: Connection;
}

/** Answers with SUBBED, and has the items sent that follow. */
export async function openReader(request: ReaderRequest): Promise<void> {
  const { sub, caller, house } = request;
  const family = familyOf(sub.sid);
  if (family === undefined) return refuse(request, "not-found");
  if (!caller.scopes.includes(STREAM_FAMILIES[family].scope)) return refuse(request, "forbidden");
  if (STREAM_FAMILIES[family].durability === "latest") return openLatest(request, house.latest?.open(sub.sid));
  const stream = await holdUndamaged(house, sub.sid);
  if (stream === undefined) return refuse(request, "corrupt");
  if (!isReadable(stream)) {
    house.streams.release(stream);
    return refuse(request, "not-found");
  }
  const { after, why } = startOf(sub.from, stream, house.storage.store.epoch);
  if (why === "client_ahead" && typeof sub.from === "object") await house.dataWasLost(sub.from.epoch);
  if (request.connection.isOpen) begin(request, stream, after, why);
  else house.streams.release(stream);
}

/**
 * A cursor on a stream that is not there proves no loss: it may have been removed. The list of conversations is there from the first start on; other
 * streams come into being with their first item.
 */
const isReadable = ({ isStored, sid }: LiveStream): boolean => isStored || sid === CONVERSATIONS;

function begin(request: ReaderRequest, stream: LiveStream, after: number, why: ResetReason | undefined): void {
  const { sub, house, subscriptions } = request;
  const { createdAt, first, head } = stream.state;
  accept(request, { channel: stream.channel, epoch: house.storage.store.epoch, first, head, createdAt }, why);
  subscriptions.add(stream, after, sub.credit);
}

/** Without the stream the bridge has nothing to show there. */
function openLatest(request: ReaderRequest, stream: LatestStream | undefined): void {
  const { sub, subscriptions } = request;
  if (stream === undefined) return refuse(request, "not-found");
  const { channel, epoch, head, createdAt } = stream;
  const { after, why } = startOfLatest(sub.from, stream);
  accept(request, { channel, epoch, first: Math.max(head, 1), head, createdAt }, why);
  subscriptions.addLatest(stream, after, sub.credit);
}

type Opened = Pick<Subscribed, "channel" | "epoch" | "first" | "head" | "createdAt">;

function accept({ sub: { ref, sid }, connection }: ReaderRequest, opened: Opened, why: ResetReason | undefined): void {
  const mode = why === undefined ? { mode: "resume" as const } : { mode: "reset" as const, why };
  connection.tell({ type: "SUBBED", ref, sid, ...opened, ...mode });
}

function refuse({ sub: { ref, sid }, house, connection }: ReaderRequest, why: ResetReason): void {
  const { epoch } = house.storage.store;
  const nothing = { channel: NO_CHANNEL, first: 1, head: 0, createdAt: 0 };
  connection.tell({ type: "SUBBED", ref, sid, epoch, ...nothing, mode: "reset", why });
}

async function holdUndamaged({ streams }: ConnectionHouse, sid: StreamId): Promise<LiveStream | undefined> {
  try {
    return await streams.hold(sid);
  } catch (error) {
    if (error instanceof StorageError && error.code === "corrupt") return undefined;
    throw error;
  }
}
