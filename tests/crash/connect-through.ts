// A socket to the bridge through the proxy: the proxy's port, with the Host and Origin that the bridge insists on.
import type { ConnectSocket } from "@nomous/client";
import { WebSocket } from "ws";

export const connectThrough =
  (proxyPort: number): ConnectSocket =>
  (url, subprotocol, events) => {
    const { host, pathname } = new URL(url);
    const socket = new WebSocket(`ws://127.0.0.1:${proxyPort}${pathname}`, subprotocol, {
      headers: { Host: host },
      origin: `http://${host}`,
      perMessageDeflate: false,
    });
    socket.on("error", () => undefined);
    socket.on("message", (data: Buffer, isBinary: boolean) =>
      isBinary ? events.binary(data) : events.text(data.toString()),
    );
    socket.on("close", (code) => events.closed(code));
    return {
      send: (frame) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(frame);
      },
      close: (code, reason) => socket.close(code, reason),
    };
  };
