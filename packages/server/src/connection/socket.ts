// The server's side of one socket, narrow enough for `ws` and for a simulated network.

/** A binary message that many sockets may send: encoded once, shared, never changed. */
export interface SharedFrame {
  /** The message's payload. */
  readonly bytes: Uint8Array;
  /** The same as a kind of socket sends it, made by the first. */
  wire?: Uint8Array | undefined;
}

export interface ServerSocket {
  /** Bytes handed to the socket before this turn of the event loop that the network has not taken. */
  readonly bufferedBytes: number;
  sendText(text: string): void;
  sendFrames(frames: readonly SharedFrame[]): void;
  /** Starts the closing handshake. */
  close(code: number, reason: string): void;
  /** Cuts at once. */
  terminate(): void;
}

/** What the socket tells its connection. After `closed` nothing follows. */
export interface SocketListener {
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  /** `bufferedBytes` fell; sending may go on. */
  drained(): void;
  closed(code: number): void;
}
