/** One WebSocket that was opened for us; dead after its `close` event, and deaf after `close()`. */
export interface Socket {
  send(frame: string): void;
  close(code: number, reason: string): void;
}

export interface SocketEvents {
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  /** Comes once, last, also when the socket never opened. 1006 when the other side did not say why. */
  closed(code: number): void;
}

/** Opens a socket and reports through `events`, never before it has returned. */
export type ConnectSocket = (url: string, subprotocol: string, events: SocketEvents) => Socket;
