// A server that keeps documents, ours or a peer's: started in a process of its own, measured from outside, killed and started again on
// the same disk.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { createPairingLink } from "@nomous/server";
import { Desk } from "../../tests/support/desk.ts";
import type { Address, ServerKind } from "./participant.ts";

export interface DocumentServer {
  /** For one participant: ours lets a client in by a link that is good once. */
  address(): Promise<Address>;
  /** Of all its threads since it started. */
  cpuMs(): number;
  residentBytes(): number;
  /** `kill -9`, and another one on the same disk. */
  killAndStart(): Promise<void>;
  stop(): Promise<void>;
}

/** `documents`: names of those that participants will open. */
export const startDocumentServer = (kind: ServerKind, documents: readonly string[]): Promise<DocumentServer> =>
  kind === "nomous" ? startBridge(documents) : startPeer(kind);

async function startBridge(documents: readonly string[]): Promise<DocumentServer> {
  const desk = new Desk();
  const workspace = desk.path("workspace");
  mkdirSync(workspace);
  for (const name of documents) writeFileSync(join(workspace, `${name}.md`), "");
  let bridge = await desk.serve(workspace);
  return {
    async address() {
      const { secret } = await createPairingLink(join(workspace, ".nomous"), systemRuntime);
      return { kind: "nomous", url: bridge.url, secret };
    },
    cpuMs: () => cpuMs(bridge.pid),
    residentBytes: () => residentBytes(bridge.pid),
    async killAndStart() {
      bridge.child.kill("SIGKILL");
      await bridge.result;
      bridge = await desk.serve(workspace, bridge.port);
    },
    stop: () => desk.end(),
  };
}

async function startPeer(kind: Exclude<ServerKind, "nomous">): Promise<DocumentServer> {
  const folder = mkdtempSync(join(tmpdir(), "nomous-bench-"));
  const start = async (): Promise<{ child: ChildProcess; port: number; pid: number }> => {
    const file = new URL(`./${kind}-process.ts`, import.meta.url);
    const child = fork(file, [join(folder, "documents.db")], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    child.send({ ask: "port" });
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    return { child, port, pid: child.pid ?? 0 };
  };
  let running = await start();
  return {
    address: () => Promise.resolve({ kind, url: `http://127.0.0.1:${running.port}`, secret: "" }),
    cpuMs: () => cpuMs(running.pid),
    residentBytes: () => residentBytes(running.pid),
    async killAndStart() {
      await end(running);
      running = await start();
    },
    async stop() {
      await end(running);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function end({ child }: { readonly child: ChildProcess }): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** The kernel counts in hundredths of a second. */
const TICK_MS = 10;

function cpuMs(pid: number): number {
  // The second field is the program's name in brackets, which may hold blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function residentBytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1_024;
}
