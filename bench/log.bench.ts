// Durable tokens a second: fifty answers written at once by the whole bridge, against the plain way, a SQLite row for each
// token and fifty tokens a commit. Both on the same disk with WAL and `synchronous=FULL`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { DatabaseSync } from "node:sqlite";
import { systemRuntime } from "@nomous/client";
import { conversationStream, newConversationId } from "@nomous/protocol";
import { BUDGET_HEAD, interleave, judge, report, table } from "./harness.ts";
import type { Figures } from "./harness.ts";
import { startPeer } from "./peer.ts";
import { prompt } from "./prompt.ts";
import { connectRaw, makeKey } from "./raw-client.ts";

const STREAMS = 50;
const TOKENS = Number(process.argv[2] ?? 4_000);

/** Fifty branches below one answer start together when it ends, and the conversation tells when each has ended. */
async function nomous(): Promise<Figures> {
  const peer = await startPeer("bridge");
  const client = await connectRaw(`http://127.0.0.1:${peer.port}`, systemRuntime, makeKey(), peer.secret);
  const conversation = newConversationId(systemRuntime);
  const gate = await prompt(client, "scripted: tokens=8 rate=4", conversation, null);
  for (let i = 0; i < STREAMS; i += 1)
    await prompt(client, `scripted: tokens=${TOKENS} rate=0 seed=${i}`, conversation, gate);
  client.subscribe(conversationStream(conversation));
  // Two items for each prompt and one for each end.
  const promised = 2 * (STREAMS + 1);
  let startedMs = 0;
  let before = await peer.usage();
  await new Promise<void>((resolve) => {
    client.onItems = (last) => {
      if (startedMs === 0 && last > promised) {
        startedMs = performance.now();
        void peer.usage().then((usage) => (before = usage));
      }
      if (last === promised + STREAMS + 1) resolve();
    };
  });
  const tookMs = performance.now() - startedMs;
  const after = await peer.usage();
  client.socket.removeAllListeners("close").terminate();
  await peer.stop();
  return figures(tookMs, after.cpuMs - before.cpuMs);
}

async function rowPerToken(): Promise<Figures> {
  const directory = mkdtempSync(join(tmpdir(), "nomous-bench-"));
  const database = new DatabaseSync(join(directory, "tokens.db"));
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
  database.exec(
    "CREATE TABLE token (stream INTEGER, seq INTEGER, at INTEGER, text TEXT, PRIMARY KEY (stream, seq)) WITHOUT ROWID",
  );
  const insert = database.prepare("INSERT INTO token VALUES (?, ?, ?, ?)");
  const before = process.cpuUsage();
  const startedMs = performance.now();
  for (let seq = 1; seq <= TOKENS; seq += 1) {
    database.exec("BEGIN");
    for (let stream = 0; stream < STREAMS; stream += 1) insert.run(stream, seq, Date.now(), `${seq}.velvet `);
    database.exec("COMMIT");
  }
  const tookMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(before);
  database.close();
  rmSync(directory, { recursive: true, force: true });
  return Promise.resolve(figures(tookMs, (user + system) / 1_000));
}

const figures = (tookMs: number, cpuMs: number): Figures => ({
  "thousand tokens/s": (STREAMS * TOKENS) / tookMs,
  "CPU s a million tokens": (cpuMs / 1_000 / (STREAMS * TOKENS)) * 1_000_000,
});

const results = await interleave({ nomous, "row per token": rowPerToken }, Number(process.argv[3] ?? 5));
const rate = (name: string): readonly number[] => results.get(name)?.get("thousand tokens/s") ?? [];

report(
  "log",
  `${STREAMS} answers of ${TOKENS} tokens at once. Ours is the whole way: engine, router, journal, log, and the outcome in the conversation.

${BUDGET_HEAD}
${judge({ what: "durable tokens/s", ours: rate("nomous"), peer: rate("row per token"), peerName: "SQLite row per token, 50 a commit", limit: 2.5, sense: "at least" })}

${table(results)}`,
);
process.exit(0);
