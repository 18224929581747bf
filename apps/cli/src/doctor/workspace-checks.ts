// What Nomous finds in the workspace and in its `.nomous/`. Nothing there is changed; a bridge may run meanwhile.
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Runtime } from "@nomous/protocol";
import { createSqliteStorage, lockHolder, type StorageReport, verifyStorage } from "@nomous/server";
import { sizeText } from "../size-text.ts";
import { findRunningBridge } from "../state/bridge-file.ts";
import { findPortHolder } from "../state/port-holder.ts";
import type { Ports } from "../state/ports.ts";
import type { WorkspaceFolder } from "../state/workspace-folder.ts";
import { type Check, type Finding, fail, ok, warn } from "./check.ts";

export const workspaceChecks = (folder: WorkspaceFolder, ports: Ports, runtime: Runtime): Check[] => [
  { name: "workspace", look: () => ok(folder.path) },
  { name: "disk space", look: () => diskSpace(folder) },
  { name: "disk", look: () => durability(folder, runtime) },
  { name: "database", look: () => database(folder) },
  { name: "lock", look: () => lock(folder) },
  { name: "bridge", look: () => bridge(folder) },
  { name: "port", look: () => port(folder, ports) },
];

const MB = 1_000_000;
const LITTLE_BYTES = 1_000 * MB;
const TOO_LITTLE_BYTES = 100 * MB;

function diskSpace({ path }: WorkspaceFolder): Finding {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  const text = `${sizeText(free)} free`;
  if (free > LITTLE_BYTES) return ok(text);
  const remedy = "Free some space: on a full disk nothing can be saved.";
  return free > TOO_LITTLE_BYTES ? warn(text, remedy) : fail(text, remedy);
}

/** Makes a database beside the real one: only a trial shows that the file system is local and keeps SQLite's settings. */
async function durability({ state }: WorkspaceFolder, runtime: Runtime): Promise<Finding> {
  const directory = mkdtempSync(join(state, "doctor-"));
  try {
    const storage = await createSqliteStorage({ directory, runtime });
    await storage.close();
    return ok("local, writable; write-ahead log and synchronous=FULL were read back");
  } finally {
    rmSync(directory, { recursive: true });
  }
}

async function database({ state }: WorkspaceFolder): Promise<Finding> {
  const report = await verifyStorage(state);
  if (report === undefined) return ok("none yet; the first `nomous serve` makes it");
  const problem = problemOf(report);
  if (problem !== undefined)
    return fail(problem, "What is intact can still be read. Restore a backup: nomous restore FILE");
  return ok(`sound: ${report.items} items in ${report.streams} streams, ${sizeText(report.bytes)}`);
}

function problemOf({ file, problems, damaged }: StorageReport): string | undefined {
  const [problem] = problems;
  if (problem !== undefined) return `${file} is damaged: ${problem}`;
  const [first] = damaged;
  return first && `${file}: items from ${first.firstSeq} on of ${first.sid} are damaged (${damaged.length} streams)`;
}

async function lock({ state }: WorkspaceFolder): Promise<Finding> {
  const holder = lockHolder(state);
  if (holder === undefined) return ok("free");
  const running = await findRunningBridge(state);
  if (running?.pid === holder) return ok(`held by the bridge (pid ${holder})`);
  return warn(
    `held by process ${holder}, which is no bridge`,
    "A `nomous chat` that runs has it too; wait, or end it.",
  );
}

async function bridge({ state }: WorkspaceFolder): Promise<Finding> {
  const running = await findRunningBridge(state);
  return running === undefined ? ok("does not run") : ok(`runs at ${running.url} (pid ${running.pid})`);
}

async function port({ path, state }: WorkspaceFolder, ports: Ports): Promise<Finding> {
  const own = ports.of(path);
  if (own === undefined) return ok("none yet; the first `nomous serve` takes one");
  const running = await findRunningBridge(state);
  if (running?.port === own) return ok(`${own}, the bridge listens`);
  if (await isFree(own)) return ok(`${own}, free`);
  const holder = findPortHolder(own);
  const who = holder === undefined ? "another program" : `${holder.program} (pid ${holder.pid})`;
  return fail(`${own} is in use by ${who}`, "Stop that program, or choose another: nomous serve --port NUMBER");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host: "127.0.0.1", port }, () => server.close(() => resolve(true)));
  });
}
