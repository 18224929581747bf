// The one listening socket. Before anything is answered, Host and Origin are checked and the security headers are set; a
// WebSocket is taken at /ws only, and only with our subprotocol.
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { SUBPROTOCOL } from "@nomous/protocol";
import type { Hono } from "hono";
import { WebSocketServer } from "ws";
import type { ServerSocket, SocketListener } from "../connection/socket.ts";
import { WS_OPTIONS, WsSocket } from "../connection/ws-socket.ts";
import { ServerError } from "../server-error.ts";
import { guardRead, guardRequest, type GuardVerdict } from "./request-guard.ts";

const HOST = "127.0.0.1";

export interface HttpServerParts {
  readonly app: Hono;
  readonly headers: Readonly<Record<string, string>>;
  readonly accept: (socket: ServerSocket, origin: string) => SocketListener;
}

export interface HttpServer {
  readonly port: number;
  /** The canonical origin: `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** Takes no more connections and resolves when those that are open are gone. */
  close(): Promise<void>;
}

/** Resolves once it listens; rejects with a `ServerError` when the port is taken. Port 0 lets the system choose. */
export async function startHttpServer(parts: HttpServerParts, port: number): Promise<HttpServer> {
  const server = createServer();
  const upgrades = new WebSocketServer({ ...WS_OPTIONS, handleProtocols: () => SUBPROTOCOL });
  const origin = `http://${HOST}:${await listen(server, port)}`;
  const answer = getRequestListener(parts.app.fetch);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of Object.entries(parts.headers)) response.setHeader(name, value);
    const verdict = guardRead(request.method, request.headers, request.url ?? "/", origin);
    if (verdict.status === "allowed") void answer(request, response);
    else refuse(response, verdict);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const why = refusalOf(request, origin);
    if (why !== undefined) return refuseUpgrade(socket, why, parts.headers);
    upgrades.handleUpgrade(request, socket, head, (web) => {
      void new WsSocket(web, socket as Socket, (adapted) => parts.accept(adapted, origin));
    });
  });
  return { port: Number(new URL(origin).port), origin, close: () => close(server) };
}

async function listen(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen({ host: HOST, port }, resolve);
  try {
    await promise;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new ServerError("port-in-use", `Port ${port} on ${HOST} is in use.`, { cause: error });
  }
  server.removeListener("error", reject);
  return (server.address() as AddressInfo).port;
}

function refuse(response: ServerResponse, verdict: Exclude<GuardVerdict, { status: "allowed" }>): void {
  if (verdict.status === "redirected") {
    response.writeHead(308, { location: verdict.location }).end();
    return;
  }
  if (verdict.code === 405) response.setHeader("allow", "GET, HEAD");
  response.writeHead(verdict.code, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${verdict.why}\n`);
}

interface Refusal {
  readonly code: number;
  readonly why: string;
}

/** Why an upgrade is refused (rules H1 to H3). */
function refusalOf({ headers, url }: IncomingMessage, origin: string): Refusal | undefined {
  const verdict = guardRequest(headers, "/", origin);
  if (verdict.status === "refused") return verdict;
  if (verdict.status === "redirected") return { code: 421, why: `This is ${origin}. Connect to that address.` };
  if (url !== "/ws") return { code: 404, why: "WebSockets are taken at /ws." };
  const offered = (headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
  return offered.includes(SUBPROTOCOL) ? undefined : { code: 400, why: `The subprotocol ${SUBPROTOCOL} is missing.` };
}

function refuseUpgrade(socket: Duplex, { code, why }: Refusal, headers: HttpServerParts["headers"]): void {
  const body = `${why}\n`;
  const lines = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code]}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "content-type: text/plain; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.on("error", () => socket.destroy());
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}

async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
