// `nomous doctor` before a workspace as it is: sound, in use, damaged.
import { mkdirSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { systemRuntime } from "@nomous/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Finding } from "../../apps/cli/src/doctor/check.ts";
import { workspaceChecks } from "../../apps/cli/src/doctor/workspace-checks.ts";
import { Ports } from "../../apps/cli/src/state/ports.ts";
import { openWorkspaceFolder } from "../../apps/cli/src/state/workspace-folder.ts";
import { Desk } from "../support/desk.ts";

let desk: Desk;
let workspace: string;

beforeEach(() => {
  desk = new Desk();
  workspace = desk.path("a folder");
  mkdirSync(workspace);
});
afterEach(() => desk.end());

interface Check {
  readonly name: string;
  readonly status: string;
  readonly message: string;
}

async function checked(): Promise<readonly Check[]> {
  const { out } = await desk.runWarm(["doctor", "--json", "-w", workspace]);
  return (JSON.parse(out) as { checks: readonly Check[] }).checks;
}

/** What `nomous doctor` says of the lock, without its other checks. */
async function lock(): Promise<Finding | undefined> {
  const checks = workspaceChecks(await openWorkspaceFolder(workspace), new Ports(desk.path("ports")), systemRuntime);
  return checks.find(({ name }) => name === "lock")?.look();
}

test("a sound installation is found sound, and nothing is left behind", async () => {
  await desk.runWarm(["chat", "-w", workspace, "hello"]);
  expect((await checked()).filter(({ status }) => status === "fail")).toEqual([]);
  expect(readdirSync(join(workspace, ".nomous")).filter((name) => name.startsWith("doctor"))).toEqual([]);
});

test("who holds the database is told: nobody, the bridge, or a chat that brought its own", async () => {
  expect(await lock()).toMatchObject({ status: "ok", message: "free" });
  const bridge = await desk.serve(workspace);
  expect(await lock()).toMatchObject({ status: "ok", message: `held by the bridge (pid ${bridge.pid})` });
  bridge.child.kill("SIGTERM");
  await bridge.result;
  expect(await lock()).toMatchObject({ status: "ok", message: "free" });

  const asking = desk.start(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=100000 rate=100"]);
  await asking.saw("5.");
  const message = `held by process ${asking.child.pid}, which is no bridge`;
  expect(await lock()).toMatchObject({ status: "warn", message });
});

test("a damaged database is named, with what helps", async () => {
  await desk.runWarm(["chat", "-w", workspace, "-m", "scripted", "scripted: tokens=2000 rate=0"]);
  damage(join(workspace, ".nomous", "nomous.db"));
  const { exit, out } = await desk.runWarm(["doctor", "-w", workspace]);
  expect(exit).toBe(1);
  expect(out).toMatch(/^fail\s+database/m);
  expect(out).toContain("nomous restore FILE");
});

/** Overwrites the middle of an answer, as a bad disk does. */
function damage(file: string): void {
  const at = readFileSync(file).indexOf("1500.");
  expect(at).toBeGreaterThan(0);
  writeSync(openSync(file, "r+"), "####", at);
}
