// The global WebSocket, which browsers and Node 24 share.
import type { ConnectSocket } from "./socket.ts";

export const connectWebSocket: ConnectSocket = (url, subprotocol, events) => {
  const socket = new WebSocket(url, subprotocol);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (typeof data === "string") events.text(data);
    else events.binary(new Uint8Array(data));
  });
  socket.addEventListener("close", ({ code }) => events.closed(code));
  return {
    send: (frame) => socket.send(frame),
    close: (code, reason) => socket.close(code, reason),
  };
};
