// socket.io with connection-state recovery, WebSocket only, nothing stored. Driven over IPC by `stream.bench.ts`.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { serveBench } from "./serve-bench.ts";

const http = createServer();
const server = new Server(http, {
  transports: ["websocket"],
  perMessageDeflate: false,
  connectionStateRecovery: { maxDisconnectionDuration: 120_000 },
});
const acknowledge = serveBench(
  () => (http.address() as { port: number }).port,
  (token) => void server.emit("token", token),
  () => server.engine.clientsCount,
);

server.on("connection", (socket) => {
  let acknowledged = 0;
  socket.on("a", () => acknowledge((acknowledged += 1)));
  socket.on("echo", (text: string, reply: (text: string) => void) => reply(text));
});
http.listen(0, "127.0.0.1");
