// Somebody who edits documents of a server: the same for ours and for the peers, with the client library that each comes with.
import type { Text } from "yjs";
import type { WireBytes } from "./wire.ts";

export type ServerKind = "nomous" | "hocuspocus" | "y-websocket";

/** Where a server is, and what lets one client in. */
export interface Address {
  readonly kind: ServerKind;
  readonly url: string;
  readonly secret: string;
}

export interface Replica {
  /** Ask again after a wait: ours may begin anew. */
  text(): Text;
  /** Resolves when the client library says that the server has every edit; what that promises differs. */
  saved(): Promise<void>;
}

export interface Participant {
  /**
   * Resolves when it can be edited: with what the server has, or empty while this participant is offline. Calls `readable` when there is text to
   * show, where that comes first.
   */
  open(document: string, readable?: () => void): Promise<Replica>;
  /** Lets it connect, or resolves when its connection has ended. */
  setOnline(isOnline: boolean): Promise<void>;
  bytes(): WireBytes;
  /** Bytes until the server let this client in, of the connection that is open now. */
  handshakeBytes(): WireBytes;
  /** Bytes that told who is at a document and how its file stands, of those; ours only. */
  presenceBytes(): number;
  close(): Promise<void>;
}

/** Resolves once `isTrue`, looked at after every turn of the event loop. */
export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise<void>((resolve) => void setImmediate(resolve));
}
