// Fan-out and round trip: ours, with sequence numbers, flow control and a durable log, against bare `ws` and socket.io with
// connection-state recovery, which store nothing. CPU is that of the server process (the bridge: of all its threads).
import { once } from "node:events";
import { performance } from "node:perf_hooks";
import { systemRuntime } from "@nomous/client";
import { encodeMessage, generationStream, newConversationId } from "@nomous/protocol";
import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import { WebSocket } from "ws";
import { BUDGET_HEAD, format, interleave, judge, report, summarise, table } from "./harness.ts";
import type { Figures } from "./harness.ts";
import { startPeer } from "./peer.ts";
import type { Peer } from "./peer.ts";
import { WINDOW } from "./peers/serve-bench.ts";
import { prompt } from "./prompt.ts";
import { connectRaw, makeKey } from "./raw-client.ts";
import type { RawClient } from "./raw-client.ts";

const READERS = 100;
const TOKENS = Number(process.argv[2] ?? 20_000);
/** Fewer than the bridge's limit of control messages in ten seconds. */
const ECHOES = 1_000;

/** CPU of the server and time for one broadcast to all readers. */
async function fanOut(peer: Peer, run: () => Promise<void>): Promise<Figures> {
  const before = await peer.usage();
  const startedMs = performance.now();
  await run();
  const tookMs = performance.now() - startedMs;
  const after = await peer.usage();
  const messages = READERS * TOKENS;
  return {
    "CPU s a million messages": ((after.cpuMs - before.cpuMs) / 1_000 / messages) * 1_000_000,
    "thousand messages/s": messages / tookMs,
  };
}

/** Median of `ECHOES` round trips one after the other, microseconds. */
async function roundTrip(echo: () => Promise<unknown>, times = ECHOES): Promise<number> {
  const us: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const startedMs = performance.now();
    await echo();
    us.push((performance.now() - startedMs) * 1_000);
  }
  return summarise(us).median;
}

async function bareWs(): Promise<Figures> {
  const peer = await startPeer("ws");
  const sockets = await Promise.all(
    Array.from({ length: READERS }, async () => {
      const socket = new WebSocket(`ws://127.0.0.1:${peer.port}`, { perMessageDeflate: false });
      await once(socket, "open");
      return socket;
    }),
  );
  for (const socket of sockets) {
    let seen = 0;
    socket.on("message", () => {
      seen += 1;
      if (seen % WINDOW === 0 || seen === TOKENS) socket.send("a");
    });
  }
  const figures = await fanOut(peer, () => peer.broadcast(TOKENS));
  const [socket] = sockets as [WebSocket];
  socket.removeAllListeners("message");
  const payload = "x".repeat(64);
  const rtt = await roundTrip(async () => {
    socket.send(payload);
    await once(socket, "message");
  });
  for (const open of sockets) open.terminate();
  await peer.stop();
  return { ...figures, "round trip p50, µs": rtt };
}

async function socketIo(): Promise<Figures> {
  const peer = await startPeer("socketio");
  const sockets = await Promise.all(
    Array.from({ length: READERS }, async () => {
      const socket = io(`http://127.0.0.1:${peer.port}`, { transports: ["websocket"], forceNew: true });
      await new Promise<void>((resolve) => void socket.once("connect", () => resolve()));
      return socket;
    }),
  );
  for (const socket of sockets) {
    let seen = 0;
    socket.on("token", () => {
      seen += 1;
      if (seen % WINDOW === 0 || seen === TOKENS) socket.emit("a");
    });
  }
  const figures = await fanOut(peer, () => peer.broadcast(TOKENS));
  const [socket] = sockets as [Socket];
  const payload = "x".repeat(64);
  const rtt = await roundTrip(() => socket.emitWithAck("echo", payload));
  for (const open of sockets) open.disconnect();
  await peer.stop();
  return { ...figures, "round trip p50, µs": rtt };
}

const PING = encodeMessage({ type: "PING", t: 1 });

const echo = (client: RawClient): Promise<void> =>
  new Promise((resolve) => {
    client.onText = resolve;
    client.socket.send(PING);
  });

async function nomous(): Promise<Figures> {
  const peer = await startPeer("bridge");
  const key = makeKey();
  const url = `http://127.0.0.1:${peer.port}`;
  const readers: RawClient[] = [];
  while (readers.length < READERS) readers.push(await connectRaw(url, systemRuntime, key, peer.secret));
  const [first] = readers as [RawClient];
  // The measured answer waits below another one, until all readers are subscribed.
  const conversation = newConversationId(systemRuntime);
  const gate = await prompt(first, "scripted: tokens=8 rate=4", conversation, null);
  const answer = await prompt(first, `scripted: tokens=${TOKENS} rate=0`, conversation, gate);
  const opened = new Promise<void>((resolve) => {
    first.onItems = () => resolve();
  });
  for (const reader of readers) reader.subscribe(generationStream(answer));
  await opened;
  const figures = await fanOut(peer, async () => {
    // Route before, END behind the tokens.
    await Promise.all(
      readers.map(
        (reader) =>
          new Promise<void>((resolve) => {
            reader.onItems = (last) => last === TOKENS + 2 && resolve();
          }),
      ),
    );
  });
  const rtt = await roundTrip(() => echo(first));
  first.onText = undefined;
  const durable = await roundTrip(
    () => prompt(first, "scripted: tokens=0", newConversationId(systemRuntime), null),
    300,
  );
  for (const { socket } of readers) socket.removeAllListeners("close").terminate();
  await peer.stop();
  return { ...figures, "round trip p50, µs": rtt, "durable command p50, µs": durable };
}

const results = await interleave({ nomous, ws: bareWs, "socket.io": socketIo }, Number(process.argv[3] ?? 5));
const figure = (variant: string, name: string): readonly number[] => results.get(variant)?.get(name) ?? [];
const cpu = "CPU s a million messages";
const rtt = "round trip p50, µs";
const bareAgainstSocketIo = summarise(figure("ws", rtt)).median / summarise(figure("socket.io", rtt)).median;
const ours = figure("nomous", cpu);
const trips = figure("nomous", rtt);

report(
  "stream",
  `${READERS} readers, ${TOKENS} tokens each at full throttle, every token of ours committed with \`synchronous=FULL\` before it is sent. At
this rate hundreds of tokens share a commit and a frame; a single slow answer has nothing to batch and should cost about what bare \`ws\` does (estimate). The rate in messages a
second of ours contains up to two seconds of waiting for the measured answer to begin. The round trip is PING and PONG against a 64-byte echo; a
durable command is a prompt from CMD to RES, with its commit.

${BUDGET_HEAD}
${judge({ what: "fan-out CPU a message", ours, peer: figure("ws", cpu), peerName: "bare `ws`", limit: 0.4, sense: "at most" })}
${judge({ what: "fan-out CPU a message", ours, peer: figure("socket.io", cpu), peerName: "socket.io with recovery", limit: 0.3, sense: "at most" })}
${judge({ what: "round trip p50", ours: trips, peer: figure("ws", rtt), peerName: "bare `ws`", limit: 1.3, sense: "at most" })}
${judge({ what: "round trip p50", ours: trips, peer: figure("socket.io", rtt), peerName: "socket.io", limit: 0.6, sense: "at most" })}

The round trip against socket.io: bare \`ws\` itself is at ${format(bareAgainstSocketIo)} of socket.io in this run, so where that is above 0.6 no server on \`ws\` can
meet the budget.

${table(results)}`,
);
process.exit(0);
