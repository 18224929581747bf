// Hocuspocus with its documents in SQLite, through the hooks that its own extension uses: the whole state of a document, some time after
// the last edit (debounce as it comes: 2 s, at most 10 s). Every write is synced, as ours are.
import { DatabaseSync } from "node:sqlite";
import { Server } from "@hocuspocus/server";
import { applyUpdate, encodeStateAsUpdate } from "yjs";
import { answerUsage } from "./serve-bench.ts";

const [file = ":memory:"] = process.argv.slice(2);
const database = new DatabaseSync(file);
database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
database.exec("CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, state BLOB NOT NULL)");
const load = database.prepare("SELECT state FROM documents WHERE name = ?");
const store = database.prepare(
  "INSERT INTO documents (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state",
);

const server = new Server({
  port: 0,
  address: "127.0.0.1",
  quiet: true,
  stopOnSignals: false,
  async onLoadDocument({ document, documentName }) {
    const row = load.get(documentName);
    if (row?.["state"] instanceof Uint8Array) applyUpdate(document, row["state"]);
    return document;
  },
  async onStoreDocument({ document, documentName }) {
    store.run(documentName, encodeStateAsUpdate(document));
  },
});
await server.listen();
answerUsage(() => server.address.port);
