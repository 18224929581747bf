import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type BridgeFile, findRunningBridge, writeBridgeFile } from "./bridge-file.ts";

let state: string;
let server: Server;
let health: object;

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), "nomous-bridge-"));
  server = createServer((_, response) => void response.end(JSON.stringify(health)));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => void server.close(resolve));
  rmSync(state, { recursive: true });
});

function noted(): BridgeFile {
  const { port } = server.address() as AddressInfo;
  const bridge = { url: `http://127.0.0.1:${port}`, port, pid: process.pid, workspace: "/w", startedAt: 1, build: "" };
  writeBridgeFile(state, bridge);
  return bridge;
}

test("a bridge runs while the process that the file names answers at its address", async () => {
  expect(await findRunningBridge(state)).toBeUndefined();
  const bridge = noted();
  health = { status: "ok", pid: process.pid };
  expect(await findRunningBridge(state)).toEqual(bridge);
  health = { status: "ok", pid: process.pid + 1 };
  expect(await findRunningBridge(state)).toBeUndefined();
});

test("a bridge that is about to stop does not count: who comes now waits for its end", async () => {
  noted();
  health = { status: "stopping", pid: process.pid };
  expect(await findRunningBridge(state)).toBeUndefined();
});
