import type { Cursor, ResetReason, SubscribeFrom } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";

/** Somebody in this client who reads a stream. Several may read the same one over one subscription. */
export interface Consumer {
  /** What it has; the subscription goes on behind it. */
  readonly from: SubscribeFrom;
  /** The stream can be read from its cursor on; `head` is the last item at this moment. */
  opened(at: { readonly cursor: Cursor; readonly head: number; readonly createdAt: number }): void;
  /** Items behind its cursor, without a hole. The stream's bytes are credited once all consumers called `done`. */
  take(items: readonly StreamItem[], done: () => void): void;
  /**
   * Items `first` to `last` are behind its cursor, were written by this client, and will not be sent: it has them from the command that wrote
   * them, and goes on behind `last`. Who leaves this out is sent them from the log instead.
   */
  own?(first: number, last: number): void;
  /** What it has does not count any more: the stream begins again from there. */
  reset(why: ResetReason, from: SubscribeFrom): void;
  /** The stream cannot be read, and the subscription is over. */
  refused(why: ResetReason): void;
  /** The connection is gone; `opened` follows when there is a new one. */
  paused(): void;
  /** The client was closed: nothing follows. */
  closed(): void;
}

/** Whether a reset opens a channel on which the stream begins again. */
export const BEGINS_AGAIN: Record<ResetReason, boolean> = {
  epoch: true,
  expired: true,
  client_ahead: true,
  deleted: false,
  forbidden: false,
  "not-found": false,
  corrupt: false,
};
