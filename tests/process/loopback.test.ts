// Nothing leaves the machine: every address that the commands connect to, listen on or look up is written down.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Desk } from "../support/desk.ts";
import type { NetworkUse } from "../support/network-hook-process.ts";

const HOOK = new URL("../support/network-hook-process.ts", import.meta.url).href;
const LOOPBACK = "127.0.0.1";

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.end());

function recorded(name: string): NetworkUse[] {
  const lines = readFileSync(desk.path(name), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as NetworkUse);
}

const recording = (name: string): { env: NodeJS.ProcessEnv } => {
  writeFileSync(desk.path(name), "");
  return { env: { NETWORK_RECORD: desk.path(name), NODE_OPTIONS: `--import=${HOOK}` } };
};

test("a whole session (serve, chat, link, export, backup, doctor) touches loopback only and looks no name up", async () => {
  const workspace = desk.path("harbor");
  mkdirSync(workspace);
  execFileSync("git", ["init", "--quiet", workspace]);
  writeFileSync(join(workspace, "ports.md"), "See https://example.com. The zanzibar relay listens on 7070.\n");
  const bridge = await desk.serve(workspace, 0, recording("serve"));
  const page = await fetch(`${bridge.url}/`);
  expect(page.status).toBe(200);
  for (const command of [
    ["chat", "Where does the zanzibar relay listen?"],
    ["link"],
    ["export", "--format", "json", "--out", "-"],
    ["backup", desk.path("backup.db")],
    ["doctor"],
  ]) {
    const { exit } = await desk.run([...command, "-w", workspace], recording(command[0] ?? ""));
    expect({ command, exit }).toEqual({ command, exit: 0 });
  }
  bridge.child.kill("SIGTERM");
  await bridge.result;

  expect(recorded("serve")).toContainEqual({ what: "listen", address: LOOPBACK });
  expect(recorded("chat")).toContainEqual({ what: "connect", address: LOOPBACK });
  for (const name of ["serve", "chat", "link", "export", "backup", "doctor"]) {
    const foreign = recorded(name).filter(({ address }) => address !== LOOPBACK);
    expect({ name, foreign }).toEqual({ name, foreign: [] });
  }
});

test("the record holds what goes elsewhere", async () => {
  const script = desk.path("elsewhere.mjs");
  writeFileSync(
    script,
    `import net from "node:net"; import { lookup } from "node:dns/promises"; import { Worker, isMainThread } from "node:worker_threads";
     if (isMainThread) new Worker(new URL(import.meta.url)); else net.connect(9, "127.0.0.2").on("error", () => {});
     await lookup("nomous.invalid").catch(() => {}); await fetch("http://nomous.invalid/").catch(() => {});`,
  );
  execFileSync(process.execPath, [script], { env: { ...process.env, ...recording("elsewhere").env } });
  const found = recorded("elsewhere");
  expect(found).toContainEqual({ what: "connect", address: "127.0.0.2" });
  expect(found).toContainEqual({ what: "connect", address: "nomous.invalid" });
  expect(found).toContainEqual({ what: "lookup", address: "nomous.invalid" });
});
