// Documents that several people have open: what a live edit costs the server with everything kept on disk, how soon the others see it, how
// a document with a long history opens, what it costs in memory, and what is left of edits that were called saved when the server is killed.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { applyUpdate, Doc, encodeStateAsUpdate } from "yjs";
import { BUDGET_HEAD, type Figures, format, interleave, judge, report, summarise, table } from "./harness.ts";
import { type DocumentServer, startDocumentServer } from "./peers/document-server.ts";
import { join } from "./peers/join.ts";
import type { ServerKind } from "./peers/participant.ts";
import type { TypistsAnswer, TypistsOrder } from "./peers/typists-process.ts";
import { applyEdit, traceEdits } from "./trace.ts";

const ROUNDS = Number(process.argv[2] ?? 5);
const FOR_MS = Number(process.argv[3] ?? 20) * 1_000;
const HISTORY = Number(process.argv[4] ?? 260_000);
const DOCUMENTS = 100;
const CLIENTS = 20;
const EACH_OPENS = 25;
const PROCESSES = 2;
const PER_SECOND = 1_000;
/** The first edits of a document are dearer, and a store that waits for quiet has not begun yet. */
const WARM_MS = 5_000;
const KILLS = 20;
const EDITS_A_KILL = 10;

const documents = Array.from({ length: DOCUMENTS }, (_, i) => `live-${i}`);

async function order(typists: readonly ChildProcess[], orders: readonly TypistsOrder[]): Promise<TypistsAnswer[]> {
  const answers = typists.map(async (child, i) => {
    child.send(orders[i] ?? {});
    const [answer] = (await once(child, "message")) as [TypistsAnswer];
    return answer;
  });
  return Promise.all(answers);
}

/** People in processes of their own; document number `n` is open at five of them. */
async function startTypists(server: DocumentServer): Promise<ChildProcess[]> {
  const clients = Array.from({ length: CLIENTS }, (_, c) =>
    Array.from({ length: EACH_OPENS }, (_, k) => documents[(c * (DOCUMENTS / CLIENTS) + k * 4) % DOCUMENTS] ?? ""),
  );
  const typists = Array.from({ length: PROCESSES }, () =>
    fork(new URL("./peers/typists-process.ts", import.meta.url), { serialization: "advanced" }),
  );
  const each = CLIENTS / PROCESSES;
  const orders: TypistsOrder[] = [];
  for (let p = 0; p < PROCESSES; p += 1) {
    const addresses = [];
    for (let i = 0; i < each; i += 1) addresses.push(await server.address());
    orders.push({ ask: "open", addresses, documents: clients.slice(p * each, (p + 1) * each) });
  }
  await order(typists, orders);
  return typists;
}

const type = (typists: readonly ChildProcess[], seed: number, forMs: number): Promise<TypistsAnswer[]> =>
  order(
    typists,
    typists.map((_, i) => ({ ask: "type", seed: seed + i, perSecond: PER_SECOND / PROCESSES, forMs })),
  );

async function live(kind: ServerKind): Promise<Figures> {
  const server = await startDocumentServer(kind, documents);
  const typists = await startTypists(server);
  await type(typists, 1, WARM_MS);
  const beforeMs = server.cpuMs();
  const typed = await type(typists, 11, FOR_MS);
  const cpuMs = server.cpuMs() - beforeMs;
  const edits = typed.reduce((sum, answer) => sum + answer.edits, 0);
  await pause(1_000);
  const records = await order(
    typists,
    typists.map(() => ({ ask: "records" })),
  );
  for (const child of typists) child.disconnect();
  await server.stop();
  return {
    "server CPU µs an edit": (cpuMs * 1_000) / edits,
    "edits/s": (edits * 1_000) / FOR_MS,
    ...propagation(records),
  };
}

function propagation(records: readonly TypistsAnswer[]): Figures {
  const sent = new Map<string, number>();
  for (const answer of records) for (const [client, clock, atMs] of answer.sent) sent.set(`${client}/${clock}`, atMs);
  const ms: number[] = [];
  for (const answer of records)
    for (const [client, clock, atMs] of answer.seen) {
      const sentMs = sent.get(`${client}/${clock}`);
      if (sentMs !== undefined) ms.push(atMs - sentMs);
    }
  ms.sort((a, b) => a - b);
  return {
    "seen by others, p50 ms": ms[ms.length >> 1] ?? Number.NaN,
    "p99 ms": ms[Math.floor(ms.length * 0.99)] ?? Number.NaN,
    "seen of 100": (ms.length * 100) / (sent.size * ((CLIENTS * EACH_OPENS) / DOCUMENTS - 1)),
  };
}

/** A server that has the long document on disk and nobody at it. */
async function withLongDocument(kind: ServerKind): Promise<DocumentServer> {
  const server = await startDocumentServer(kind, ["long", "short"]);
  const writer = await join(await server.address());
  const replica = await writer.open("long");
  let made = 0;
  for (const edit of traceEdits(2, HISTORY)) {
    applyEdit(replica.text(), edit);
    made += 1;
    if (made % 500 === 0) await pause(1);
  }
  await replica.saved();
  // What a server does some time after the last edit: both store, ours also makes a snapshot.
  await pause(15_000);
  await writer.close();
  return server;
}

/** Opens the document on a server that has just started, with somebody at another document already. */
async function openLong(server: DocumentServer): Promise<Figures> {
  await server.killAndStart();
  const participant = await join(await server.address());
  await participant.open("short");
  await pause(500);
  const before = server.residentBytes();
  const startedMs = performance.now();
  let readableMs: number | undefined;
  await participant.open("long", () => (readableMs ??= performance.now() - startedMs));
  const editableMs = performance.now() - startedMs;
  await pause(2_000);
  const bytes = server.residentBytes() - before;
  await participant.close();
  return {
    "ms until readable": readableMs ?? editableMs,
    "ms until editable": editableMs,
    "server memory, MB": bytes / 1_000_000,
  };
}

/** Only what Yjs does with the bytes, which are in memory already. */
function plainYjs(): Figures {
  const before = new Doc();
  for (const edit of traceEdits(2, HISTORY)) applyEdit(before.getText("text"), edit);
  const state = encodeStateAsUpdate(before);
  const startedMs = performance.now();
  const doc = new Doc();
  applyUpdate(doc, state);
  const { length } = doc.getText("text").toJSON();
  if (length === 0) throw new Error("no text");
  const tookMs = performance.now() - startedMs;
  return { "ms until readable": tookMs, "ms until editable": tookMs };
}

/** Edits that were called saved, and are not there after `kill -9`: of 200. */
async function lostEdits(kind: ServerKind): Promise<number> {
  const names = Array.from({ length: EDITS_A_KILL }, (_, i) => `kill-${i}`);
  const server = await startDocumentServer(kind, names);
  let lost = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const writer = await join(await server.address());
    for (const name of names) {
      const replica = await writer.open(name);
      replica.text().insert(0, `edit-${kill}\n`);
      await replica.saved();
    }
    await writer.close();
    await server.killAndStart();
    const reader = await join(await server.address());
    for (const name of names) if (!(await reader.open(name)).text().toJSON().includes(`edit-${kill}\n`)) lost += 1;
    await reader.close();
  }
  await server.stop();
  return lost;
}

const lost = { nomous: await lostEdits("nomous"), hocuspocus: await lostEdits("hocuspocus") };

const servers = { nomous: await withLongDocument("nomous"), hocuspocus: await withLongDocument("hocuspocus") };
const opening = await interleave(
  {
    nomous: () => openLong(servers.nomous),
    hocuspocus: () => openLong(servers.hocuspocus),
    "plain Yjs": () => Promise.resolve(plainYjs()),
  },
  ROUNDS,
);
for (const server of Object.values(servers)) await server.stop();

const typing = await interleave(
  {
    nomous: () => live("nomous"),
    hocuspocus: () => live("hocuspocus"),
    "y-websocket, in memory": () => live("y-websocket"),
  },
  ROUNDS,
);

const figure = (results: typeof typing, variant: string, name: string): readonly number[] =>
  results.get(variant)?.get(name) ?? [];
const readable = summarise(figure(opening, "nomous", "ms until readable"));
const cpu = "server CPU µs an edit";
const editable = "ms until editable";
const p99 = "p99 ms";
const memory = "server memory, MB";

report(
  "document",
  `${DOCUMENTS} documents, ${CLIENTS} clients in ${PROCESSES} processes, five at each document, ${PER_SECOND} edits a second. Ours commits every edit with \`synchronous=FULL\` before anybody sees it, and writes the
files; Hocuspocus stores whole documents in SQLite some time later, y-websocket nothing. CPU is that of all threads of the server's process, from the kernel.

${BUDGET_HEAD}
${judge({ what: "server CPU a live edit", ours: figure(typing, "nomous", cpu), peer: figure(typing, "hocuspocus", cpu), peerName: "Hocuspocus", limit: 0.35, sense: "at most" })}
${judge({ what: "propagation p99", ours: figure(typing, "nomous", p99), peer: figure(typing, "hocuspocus", p99), peerName: "Hocuspocus", limit: 0.6, sense: "at most" })}

${table(typing)}

Opening a document of ${format(HISTORY)} edits, by a client that has nothing of it, on a server that has just been started. Plain Yjs has the bytes in memory and no server. Memory is what the
server's process grew by, two seconds later, uncollected.

${BUDGET_HEAD}
| readable | | ${format(readable.median)} ms [${format(readable.min)}, ${format(readable.max)}] | ≤ 100 ms | ${readable.median <= 100 ? "met" : "**missed**"} |
${judge({ what: "editable", ours: figure(opening, "nomous", editable), peer: figure(opening, "plain Yjs", editable), peerName: "plain Yjs", limit: 1.1, sense: "at most" })}
${judge({ what: "server memory", ours: figure(opening, "nomous", memory), peer: figure(opening, "hocuspocus", memory), peerName: "Hocuspocus", limit: 0.1, sense: "at most" })}

${table(opening)}

Edits that the client library called saved, and that were gone after \`kill -9\` of the server at that moment, of ${KILLS * EDITS_A_KILL}: ours ${lost.nomous}, Hocuspocus ${lost.hocuspocus}.`,
);
process.exit(0);
