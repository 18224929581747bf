// Bare `ws`: an echo, and a broadcast of tokens with a window, nothing stored. Driven over IPC by `stream.bench.ts`.
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { serveBench } from "./serve-bench.ts";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
const readers = new Set<WebSocket>();
const acknowledge = serveBench(
  () => (server.address() as { port: number }).port,
  (token) => {
    for (const reader of readers) reader.send(token);
  },
  () => readers.size,
);

server.on("connection", (socket) => {
  readers.add(socket);
  let acknowledged = 0;
  socket.on("close", () => readers.delete(socket));
  socket.on("message", (data: Buffer) => {
    // "a" acknowledges a window of tokens; everything else is echoed.
    if (data.length === 1) acknowledge((acknowledged += 1));
    else socket.send(data.toString());
  });
});
