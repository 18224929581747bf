// Memory of an idle connection, session state included: ours against bare `ws` and socket.io. Resident bytes of the
// server process after a collection, divided by connections; kernel buffers do not count.
import { once } from "node:events";
import { systemRuntime } from "@nomous/client";
import { io } from "socket.io-client";
import { WebSocket } from "ws";
import { BUDGET_HEAD, interleave, judge, report, table } from "./harness.ts";
import type { Figures } from "./harness.ts";
import { startPeer } from "./peer.ts";
import type { Peer } from "./peer.ts";
import { connectRaw, makeKey } from "./raw-client.ts";

const CONNECTIONS = Number(process.argv[2] ?? 3_000);
const AT_ONCE = 50;

/** Opens one connection; the returned function ends it. */
type Open = (peer: Peer) => Promise<() => void>;

async function measure(name: "ws" | "socketio" | "bridge", open: Open): Promise<Figures> {
  const peer = await startPeer(name);
  const warm: (() => void)[] = [];
  for (let i = 0; i < AT_ONCE; i += 1) warm.push(await open(peer));
  const before = await peer.usage();
  const ends: (() => void)[] = [];
  while (ends.length < CONNECTIONS)
    ends.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => open(peer)))));
  const after = await peer.usage();
  for (const end of [...warm, ...ends]) end();
  await peer.stop();
  return {
    "kB a connection": (after.rss - before.rss) / CONNECTIONS / 1_000,
    "CPU ms an accept": (after.cpuMs - before.cpuMs) / CONNECTIONS,
  };
}

const key = makeKey();
const results = await interleave(
  {
    nomous: () =>
      measure("bridge", async (peer) => {
        const { socket } = await connectRaw(`http://127.0.0.1:${peer.port}`, systemRuntime, key, peer.secret);
        socket.removeAllListeners();
        return () => socket.terminate();
      }),
    ws: () =>
      measure("ws", async (peer) => {
        const socket = new WebSocket(`ws://127.0.0.1:${peer.port}`, { perMessageDeflate: false });
        await once(socket, "open");
        return () => socket.terminate();
      }),
    "socket.io": () =>
      measure("socketio", async (peer) => {
        const socket = io(`http://127.0.0.1:${peer.port}`, { transports: ["websocket"], forceNew: true });
        await new Promise<void>((resolve) => void socket.once("connect", () => resolve()));
        return () => void socket.disconnect();
      }),
  },
  Number(process.argv[3] ?? 3),
);

const kB = (name: string): readonly number[] => results.get(name)?.get("kB a connection") ?? [];
report(
  "idle",
  `${CONNECTIONS} idle connections; ours are authenticated and have a session.

${BUDGET_HEAD}
${judge({ what: "memory a connection", ours: kB("nomous"), peer: kB("ws"), peerName: "bare `ws`", limit: 1.5, sense: "at most" })}
${judge({ what: "memory a connection", ours: kB("nomous"), peer: kB("socket.io"), peerName: "socket.io", limit: 0.65, sense: "at most" })}

${table(results)}`,
);
process.exit(0);
