// The server of y-websocket, with its documents in memory only.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setupWSConnection } from "@y/websocket-server/utils";
import { WebSocketServer } from "ws";
import { answerUsage } from "./serve-bench.ts";

const http = createServer();
const server = new WebSocketServer({ server: http });
server.on("connection", (socket, request) => setupWSConnection(socket, request));
http.listen(0, "127.0.0.1", () => answerUsage(() => (http.address() as AddressInfo).port));
