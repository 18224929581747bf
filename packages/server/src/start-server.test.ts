import type { ClientMessage, ServerMessage, StreamId } from "@nomous/protocol";
import {
  conversationStream,
  decodeFrame,
  decodeJson,
  decodeServerMessage,
  encodeMessage,
  fromUtf8,
  generationStream,
  ITEM,
  newCommandId,
  newConversationId,
  newTurnId,
  type Runtime,
  StreamEnd,
  SUBPROTOCOL,
} from "@nomous/protocol";
import { pino } from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";
import { makeKey, SECRET, TestBridge } from "./connection/wire-peer.contract.ts";
import { createEngines } from "./engine/engines.ts";
import { createScriptedEngine } from "./engine/scripted-engine.ts";
import type { RunningServer } from "./server-options.ts";
import { startServer } from "./start-server.ts";
import { createMemoryDisk, createMemoryStorage } from "./storage/memory-storage.ts";
import type { Storage } from "./storage/storage.ts";
import { WorkspaceError, type WorkspaceSource } from "./workspace/workspace-source.ts";

const runtime: Runtime = {
  clock: {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after(ms, fire) {
      const timer = setTimeout(fire, ms);
      return () => clearTimeout(timer);
    },
  },
  random: { uint32: () => Math.floor(Math.random() * 2 ** 32) },
};

const workspace: WorkspaceSource = {
  name: "bench",
  path: "/nowhere/of/mine",
  status: async () => ({
    files: { markdown: 0, source: 0, other: 0 },
    index: { state: "ready", done: 0, total: 0 },
    git: null,
  }),
  files: async () => ({ files: [], total: 0 }),
  read: () => Promise.reject(new WorkspaceError("not-found", "There is no such file.")),
  readImage: () => Promise.reject(new WorkspaceError("not-found", "There is no such file.")),
};

const running: RunningServer[] = [];
const sockets: WebSocket[] = [];
let storage: Storage;
beforeEach(() => (storage = createMemoryStorage(runtime)));
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const server of running.splice(0)) await server.close();
});

async function start(port = 0): Promise<RunningServer> {
  const secrets = new Set([SECRET]);
  const server = await startServer({
    runtime,
    storage,
    engines: createEngines({ always: [createScriptedEngine(runtime)] }),
    workspace,
    pairing: { take: async (secret) => secrets.delete(secret) },
    port,
    person: "Ada",
    build: "1.2.3",
    logger: pino({ level: "silent" }),
  });
  running.push(server);
  return server;
}

interface Client {
  readonly messages: ServerMessage[];
  readonly texts: string[];
  readonly end: Promise<string>;
  readonly closed: Promise<number>;
  say(message: ClientMessage): void;
  next<T extends ServerMessage["type"]>(type: T): Promise<Extract<ServerMessage, { type: T }>>;
}

const house = new TestBridge();

async function connect({ url }: RunningServer): Promise<Client> {
  const web = new WebSocket(`${url.replace("http", "ws")}/ws`, SUBPROTOCOL, { origin: url });
  sockets.push(web);
  const messages: ServerMessage[] = [];
  const texts: string[] = [];
  const end = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<number>();
  const waiting = new Set<() => void>();
  web.on("close", (code) => closed.resolve(code));
  web.on("message", (data: Buffer, isBinary) => {
    if (isBinary) {
      const decoded = decodeFrame(data);
      if (decoded.status !== "frame") return;
      for (const { kind, data } of decoded.frame.items) {
        if (kind === ITEM.text) texts.push(fromUtf8(data));
        if (kind === ITEM.end) end.resolve(decodeJson(StreamEnd, fromUtf8(data))?.reason ?? "");
      }
      return;
    }
    const decoded = decodeServerMessage(data.toString());
    if (decoded.status === "message") messages.push(decoded.message);
    for (const look of waiting) look();
  });
  const client: Client = {
    messages,
    texts,
    end: end.promise,
    closed: closed.promise,
    say: (message) => web.send(encodeMessage(message)),
    next: (type) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = messages.find((message) => message.type === type);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found as never);
        };
        waiting.add(look);
        look();
      }),
  };
  const { nonce } = await client.next("CHALLENGE");
  const last = (): ServerMessage => ({ type: "CHALLENGE", nonce });
  client.say(house.hello({ last } as never, makeKey(), { origin: url, pairing: SECRET }));
  await client.next("WELCOME");
  return client;
}

it("a prompt over a real socket is answered, and its tokens arrive in order", async () => {
  const client = await connect(await start());
  const [conversation, turn, answer] = [newConversationId(runtime), newTurnId(runtime), newTurnId(runtime)];
  const text = "scripted: tokens=500 rate=0 seed=1";
  const args = { conversation, turn, answer, parent: null, text, attachments: [] };
  client.say({ type: "CMD", id: newCommandId(runtime), name: "conversation.prompt", args });
  expect((await client.next("RES")).status).toBe("applied");
  const sids: StreamId[] = [conversationStream(conversation), generationStream(answer)];
  client.say({ type: "SUB", subs: sids.map((sid, ref) => ({ ref, sid, from: "start", credit: 1_000_000 })) });
  expect(await client.end).toBe("done");
  const numbers = client.texts
    .join("")
    .trim()
    .split(" ")
    .map((token) => Number.parseInt(token, 10));
  expect(numbers).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
});

it("[F7] closing says BYE with 4503 and leaves nothing listening", async () => {
  const server = await start();
  const client = await connect(server);
  await Promise.all([server.close(), server.close()]);
  expect([(await client.next("BYE")).error.code, await client.closed]).toEqual(["draining", 4503]);
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow("fetch failed");
});

it("/healthz names store, process and workspace without its path, /metrics counts", async () => {
  const server = await start();
  await connect(server);
  const health = (await (await fetch(`${server.url}/healthz`)).json()) as Record<string, unknown>;
  expect(health).toMatchObject({ status: "ok", store: storage.store.id, build: "1.2.3", pid: process.pid });
  expect(JSON.stringify(health)).not.toContain("nowhere");
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toMatch(/^nomous_connections 1$/m);
  expect(metrics).toMatch(/^nomous_commit_seconds_count [1-9]/m);
});

it("[F7] /healthz says that the bridge is stopping while it still waits for a client", async () => {
  const server = await start();
  await connect(server);
  for (const socket of sockets) socket.pause();
  const closing = server.close();
  expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ status: "stopping", pid: process.pid });
  for (const socket of sockets) socket.resume();
  await closing;
});

it("a port that is in use is refused, and the storage stays usable", async () => {
  const first = await start();
  const disk = createMemoryDisk();
  storage = createMemoryStorage(runtime, disk);
  await expect(start(first.port)).rejects.toMatchObject({ code: "port-in-use" });
  expect(await storage.records("client")).toEqual([]);
});
