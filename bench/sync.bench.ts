// Coming back from offline: 10,000 edits made on a train, and one character in a document with a long history. Bytes are all that passes
// above TCP, both ways, on the sockets of the writer and, for the edits, of one reader who waits for them.
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { Doc, encodeStateAsUpdate, encodeStateVector } from "yjs";
import { BUDGET_HEAD, type Figures, format, interleave, judge, report, summarise, table } from "./harness.ts";
import { type DocumentServer, startDocumentServer } from "./peers/document-server.ts";
import { join } from "./peers/join.ts";
import { type Participant, type Replica, type ServerKind, until } from "./peers/participant.ts";
import type { WireBytes } from "./peers/wire.ts";
import { applyEdit, traceEdits } from "./trace.ts";

const EDITS = Number(process.argv[2] ?? 10_000);
const HISTORY = Number(process.argv[3] ?? 260_000);
const ROUNDS = Number(process.argv[4] ?? 5);
const KINDS = ["nomous", "y-websocket", "hocuspocus"] as const;
/** An echo comes after the answer. */
const ECHO_MS = 200;
/** After this time the file is written, and everybody knows. */
const QUIET_MS = 3_000;
const DOCUMENT = "bytes for the document";
const SESSION = "with presence and file state";
const ALL = "with the handshake";
/** As many keystrokes as somebody makes before the event loop turns; large, so that the bench ends. */
const AT_ONCE = 10;

const total = ({ sent, received }: WireBytes): number => sent + received;

const has = (replica: Replica, text: string) => (): boolean =>
  replica.text().length === text.length && replica.text().toJSON() === text;

/** Types edits from number `from` to number `to` of the trace, and lets the client library do its work in between. */
async function type(replica: Replica, seed: number, count: number, atOnce: number): Promise<void> {
  let made = 0;
  for (const edit of traceEdits(seed, count)) {
    applyEdit(replica.text(), edit);
    made += 1;
    if (made % atOnce === 0) await pause(1);
  }
}

/** Somebody who has the empty document and is offline. */
async function leaveWith(server: DocumentServer, document: string): Promise<[Participant, Replica]> {
  const address = await server.address();
  const writer = await join(address, false);
  const replica = await writer.open(document);
  await writer.setOnline(false);
  return [writer, replica];
}

async function syncEdits(kind: ServerKind): Promise<Figures> {
  const server = await startDocumentServer(kind, ["train"]);
  const reader = await join(await server.address());
  const read = await reader.open("train");
  const [writer, written] = await leaveWith(server, "train");
  await type(written, 1, EDITS, AT_ONCE);
  const text = written.text().toJSON();
  const before = total(writer.bytes()) + total(reader.bytes());
  const cpuBeforeMs = server.cpuMs();
  const startedMs = performance.now();
  await writer.setOnline(true);
  await Promise.all([until(has(read, text)), written.saved()]);
  const tookMs = performance.now() - startedMs;
  await pause(ECHO_MS);
  const bytes = total(writer.bytes()) + total(reader.bytes()) - before;
  const cpuMs = server.cpuMs() - cpuBeforeMs;
  await Promise.all([writer.close(), reader.close()]);
  await server.stop();
  return { "bytes in all": bytes, "ms until the other has them": tookMs, "server CPU ms": cpuMs };
}

interface LongDocument {
  readonly server: DocumentServer;
  /** Keeps it open meanwhile. */
  readonly reader: Participant;
  readonly writer: Participant;
  readonly written: Replica;
}

async function writeLong(kind: ServerKind): Promise<LongDocument> {
  const server = await startDocumentServer(kind, ["long"]);
  const writer = await join(await server.address());
  const written = await writer.open("long");
  await type(written, 2, HISTORY, 500);
  await written.saved();
  const reader = await join(await server.address());
  await reader.open("long");
  return { server, reader, writer, written };
}

/** Types one character while offline, and comes back. */
async function comeBack({ writer, written }: LongDocument): Promise<Figures> {
  await pause(QUIET_MS);
  await writer.setOnline(false);
  written.text().insert(written.text().length >> 1, "x");
  const before = total(writer.bytes());
  const presenceBefore = writer.presenceBytes();
  const startedMs = performance.now();
  await writer.setOnline(true);
  await written.saved();
  const tookMs = performance.now() - startedMs;
  await pause(ECHO_MS);
  const all = total(writer.bytes()) - before;
  const session = all - total(writer.handshakeBytes());
  return {
    [DOCUMENT]: session - (writer.presenceBytes() - presenceBefore),
    [SESSION]: session,
    [ALL]: all,
    "ms until saved": tookMs,
  };
}

/** What Yjs itself makes of one character: the difference to a state vector. */
function plainDiff(): number {
  const doc = new Doc();
  const text = doc.getText("text");
  for (const edit of traceEdits(2, HISTORY)) applyEdit(text, edit);
  const vector = encodeStateVector(doc);
  text.insert(text.length >> 1, "x");
  return encodeStateAsUpdate(doc, vector).length;
}

const variants = <T>(run: (kind: ServerKind) => T): Record<ServerKind, () => T> => ({
  nomous: () => run("nomous"),
  hocuspocus: () => run("hocuspocus"),
  "y-websocket": () => run("y-websocket"),
});

const edits = await interleave(variants(syncEdits), ROUNDS);

const long = new Map<ServerKind, LongDocument>();
for (const kind of KINDS) long.set(kind, await writeLong(kind));
const returns = await interleave(
  variants((kind) => {
    const document = long.get(kind);
    if (document === undefined) throw new Error(kind);
    return comeBack(document);
  }),
  ROUNDS,
);
for (const { reader, writer, server } of long.values()) {
  await Promise.all([writer.close(), reader.close()]);
  await server.stop();
}

const diff = plainDiff();
const figure = (results: typeof edits, kind: ServerKind, name: string): readonly number[] =>
  results.get(kind)?.get(name) ?? [];
const line = (
  what: string,
  results: typeof edits,
  name: string,
  peerName: "y-websocket" | "hocuspocus",
  limit: number,
): string =>
  judge({
    what,
    ours: figure(results, "nomous", name),
    peer: figure(results, peerName, name),
    peerName,
    limit,
    sense: "at most",
  });
const bytes = figure(returns, "nomous", DOCUMENT);
const session = summarise(figure(returns, "nomous", SESSION)).median;
const whole = summarise(figure(returns, "nomous", ALL)).median;
const diffs = bytes.map(() => diff);

report(
  "sync",
  `A client makes ${format(EDITS)} single-character edits while it is offline (28 % of them deletions), then connects; another one waits for them. Bytes are those of both clients' sockets, both ways, from
the moment that the writer connects: the HTTP upgrade, the handshake and what a server sends back to the writer are in them. Time is until the other has the text
and the writer has been told that it is saved: by ours after \`synchronous=FULL\`, by Hocuspocus when its server has it in memory, by y-websocket not at all.

${BUDGET_HEAD}
${line("bytes", edits, "bytes in all", "y-websocket", 0.4)}
${line("bytes", edits, "bytes in all", "hocuspocus", 0.4)}
${line("time", edits, "ms until the other has them", "y-websocket", 0.8)}
${line("time", edits, "ms until the other has them", "hocuspocus", 0.8)}

${table(edits)}

One character, typed while offline, in a document of ${format(HISTORY)} edits that somebody else has open. What is counted begins when the client connects and ends ${ECHO_MS} ms after it was told that the character is
saved. The first column is what the document takes: its subscription, the edit, the answer, credits and pings. The second adds who else is there and how the file stands (${format(session / diff)} of the
difference), the third the HTTP upgrade and the handshake with its signature, which are there once a connection and not once a document (${format(whole / diff)}). The peers do not keep these apart.

${BUDGET_HEAD}
${judge({ what: "bytes for the document", ours: bytes, peer: diffs, peerName: `difference to a state vector (Yjs, ${format(diff)} bytes)`, limit: 0.01, sense: "at most" })}
${judge({ what: "with presence and file state", ours: figure(returns, "nomous", SESSION), peer: diffs, peerName: "the same", limit: 0.01, sense: "at most" })}

${table(returns)}`,
);
process.exit(0);
