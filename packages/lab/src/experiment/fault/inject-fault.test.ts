import { once } from "node:events";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Fault, FaultRecord } from "@nomous/workbench/experiments";
import { lacks } from "@nomous/testkit";
import { expect, test } from "vitest";
import { makeFolder } from "../../folder-fixture.ts";
import { runSession } from "../run-session.ts";
import { experimentOf, optionsOf, pause, printing, variantOf } from "../session-fixture.contract.ts";
import type { SessionOptions } from "../session-options.ts";

const AFTER_MS = 7_000;
const FOR_MS = 60;

/** No guessed times: a fault comes when the run has written `ready`, and `done` is there when a connection is about to be mended. */
const pauseIn =
  (root: string): SessionOptions["pause"] =>
  async (ms, signal) => {
    if (ms === AFTER_MS) await untilThere(join(root, "ready"), signal);
    else await pause(ms, signal);
    if (ms === FOR_MS) await writeFile(join(root, "done"), "");
  };

async function untilThere(file: string, signal = new AbortController().signal): Promise<void> {
  const isOver = (): boolean => signal.aborted || existsSync(file);
  while (!isOver()) await pause(5, signal);
}

const PRELUDE = `
  const fs = require("node:fs");
  const is = (name) => fs.existsSync(name);
  const write = (name) => fs.writeFileSync(name, "");
  const sleepUntil = (name) => setInterval(() => is(name) && process.exit(), 5);
`;

/** What happened to a program when a fault came; no rounds come before. */
async function provoke(script: string, fault: Pick<Fault, "kind"> & Partial<Fault>): Promise<FaultRecord> {
  await using folder = await makeFolder();
  const b = variantOf("b", [process.execPath, "-e", PRELUDE + script]);
  const experiment = experimentOf(b, {
    variants: [b, variantOf("a", printing("1"))],
    design: { looks: [0] },
    faults: [{ id: "it", afterMs: AFTER_MS, forMs: FOR_MS, port: null, recover: null, ...fault }],
  });
  const { evidence } = await runSession(optionsOf(folder, experiment, { pause: pauseIn(folder.root) }));
  const [record, other] = evidence.faults;
  expect(other).toMatchObject({ variant: "a" });
  if (record === undefined) throw new Error("the fault has no record");
  return record;
}

const HANGS_ONCE = `if (is("ready")) process.exit(); write("ready"); setTimeout(() => {}, 60000)`;

test("a killed run is started again by its own command", async () => {
  const record = await provoke(HANGS_ONCE, { kind: "kill" });
  const told = { injected: "killed after 7000 ms", observed: "its command, run after it: it ended well" };
  expect(record).toMatchObject({ outcome: "recovered", ...told });
  expect(record.recoveredMs).toBeGreaterThan(0);
});

test("a killed run that cannot be recovered has failed", async () => {
  const record = await provoke(HANGS_ONCE, { kind: "kill", recover: ["sh", "-c", "echo it is broken >&2; exit 4"] });
  const observed = "`sh`, run after it: it ended with exit code 4: it is broken";
  expect(record).toMatchObject({ outcome: "failed", observed, recoveredMs: null });
});

test("a run that is over before its fault comes is told", async () => {
  const observed = "it had ended before 7000 ms had passed: let it come earlier";
  expect(await provoke("", { kind: "kill" })).toMatchObject({ outcome: "not-injected", observed });
});

/** A server that sends back what it gets. */
async function serveEcho(): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer((socket) => void socket.on("error", () => undefined).pipe(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { port: address.port, [Symbol.asyncDispose]: () => Promise.resolve(void server.close()) };
}

/** Talks without end, until it hears something after `done`. */
const talking = (whenClosed: string): string => `
  const begin = () => {
    const socket = require("node:net").connect(Number(process.env.NOMOUS_FAULT_PORT), "127.0.0.1", () => socket.write("x"));
    socket.on("error", () => {});
    socket.on("close", () => { ${whenClosed} });
    socket.on("data", () => {
      write("ready");
      if (is("done")) process.exit();
      setTimeout(() => socket.write("x"), 5);
    });
  };
  begin();
`;

test("a connection that is cut is one more chance to come back", async () => {
  await using server = await serveEcho();
  const record = await provoke(talking("setTimeout(begin, 10)"), { kind: "cut", port: server.port });
  const injected = "1 connection cut after 7000 ms, new ones refused for 60 ms";
  expect(record).toMatchObject({ outcome: "recovered", injected, observed: "it ended well" });
  expect(record.recoveredMs).toBeGreaterThan(0);
});

test("a run that gives up with its connection has failed", async () => {
  await using server = await serveEcho();
  const record = await provoke(talking(`console.error("lost it"); process.exit(1)`), {
    kind: "cut",
    port: server.port,
  });
  const observed = "it ended with exit code 1: lost it; nothing came through again";
  expect(record).toMatchObject({ outcome: "failed", observed, recoveredMs: null });
});

test("a connection that is held up is the same one afterwards", async () => {
  await using server = await serveEcho();
  const record = await provoke(talking("process.exit(1)"), { kind: "delay", port: server.port });
  const injected = "1 connection held up for 60 ms after 7000 ms";
  expect(record).toMatchObject({ outcome: "recovered", injected, observed: "it ended well" });
});

test("a run that connects elsewhere is told where it should", async () => {
  await using server = await serveEcho();
  const record = await provoke(`write("ready"); sleepUntil("done")`, { kind: "cut", port: server.port });
  const observed = "nothing was connected after 7000 ms: the command has to use the port in NOMOUS_FAULT_PORT";
  expect(record).toMatchObject({ outcome: "not-injected", observed });
});

const isRoot = process.platform === "linux" && process.getuid?.() === 0;

test.skipIf(lacks(isRoot, "root on Linux"))("a run whose disk was full runs again with room", async () => {
  const writes = `
    const isAgain = is("ready");
    write("ready");
    for (;;) {
      if (!isAgain && !is(process.env.TMPDIR + "/.full")) continue;
      fs.appendFileSync(process.env.TMPDIR + "/out", "x".repeat(10000));
      if (isAgain) process.exit();
    }
  `;
  const record = await provoke(writes, { kind: "disk-full" });
  expect(record).toMatchObject({ outcome: "recovered", injected: "no room in TMPDIR after 7000 ms" });
  expect(record.observed).toMatch(/^it ended with exit code 1: .*; run again with room: it ended well$/);
});

test.skipIf(lacks(isRoot, "root on Linux"))("a run that needs no disk survives a full one", async () => {
  const record = await provoke(`write("ready"); sleepUntil(process.env.TMPDIR + "/.full")`, { kind: "disk-full" });
  expect(record).toMatchObject({ outcome: "survived", observed: "it ended well", recoveredMs: null });
});
