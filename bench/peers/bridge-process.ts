// The real bridge with its SQLite log on disk and the scripted engine, driven over IPC by the benches.
import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { createEngines, createScriptedEngine, createSqliteStorage, startServer, WorkspaceError } from "@nomous/server";
import type { WorkspaceSource } from "@nomous/server";
import { pino } from "pino";
import { answerUsage } from "./serve-bench.ts";

const directory = mkdtempSync(join(tmpdir(), "nomous-bench-"));
const secret = randomBytes(16).toString("base64url");

const emptyWorkspace: WorkspaceSource = {
  name: "bench",
  path: directory,
  status: () =>
    Promise.resolve({
      files: { markdown: 0, source: 0, other: 0 },
      index: { state: "ready", done: 0, total: 0 },
      git: null,
    }),
  files: () => Promise.resolve({ files: [], total: 0 }),
  read: () => Promise.reject(new WorkspaceError("not-found", "The bench has no files.")),
  readImage: () => Promise.reject(new WorkspaceError("not-found", "The bench has no files.")),
};

const storage = await createSqliteStorage({ directory, runtime: systemRuntime });
const server = await startServer({
  runtime: systemRuntime,
  storage,
  engines: createEngines({ always: [createScriptedEngine(systemRuntime)] }),
  workspace: emptyWorkspace,
  // One secret pairs every reader of the bench.
  pairing: { take: (given) => Promise.resolve(given === secret) },
  port: 0,
  person: "bench",
  build: "bench",
  logger: pino({ level: "silent" }),
});

answerUsage(() => server.port, secret);
process.on("disconnect", () => {
  void server
    .close()
    .then(() => rm(directory, { recursive: true, force: true }))
    .then(() => process.exit(0));
});
