// Counts what a client's sockets carry: all bytes above TCP, the HTTP upgrade included.
import type { Socket } from "node:net";
import { WebSocket } from "ws";

export interface WireBytes {
  readonly sent: number;
  readonly received: number;
}

export interface Wire {
  /** A constructor whose sockets are counted. */
  readonly WebSocket: typeof WebSocket;
  /** Of all sockets so far, also those that are closed. */
  bytes(): WireBytes;
  /** Ends all sockets without a word. */
  cut(): void;
}

export function createWire(): Wire {
  const streams = new Set<Socket>();
  const open = new Set<WebSocket>();
  return {
    WebSocket: new Proxy(WebSocket, {
      construct(target, args) {
        const socket = Reflect.construct(target, args) as WebSocket;
        open.add(socket);
        socket.on("upgrade", (response) => streams.add(response.socket));
        socket.on("close", () => open.delete(socket));
        return socket;
      },
    }),
    bytes() {
      const all = [...streams];
      return {
        sent: all.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
        received: all.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
      };
    },
    cut() {
      for (const socket of open) socket.terminate();
    },
  };
}
