import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { systemRuntime } from "@nomous/client";
import { afterEach, expect, test } from "vitest";
import { createTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const { clock } = systemRuntime;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** An echo server behind a proxy. */
async function setup(): Promise<{ proxy: TcpProxy; open: () => Promise<Socket> }> {
  const server = createServer((socket) => socket.on("error", () => {}).pipe(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => server.close());
  const proxy = await createTcpProxy(clock, (server.address() as AddressInfo).port);
  ends.push(() => proxy.close());
  const open = async (): Promise<Socket> => {
    const socket = connect(proxy.port, "127.0.0.1").on("error", () => {});
    ends.push(() => socket.destroy());
    await once(socket, "connect");
    return socket;
  };
  return { proxy, open };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));

/** Unlike `once`, also after an error. */
const closed = (socket: Socket): Promise<void> => new Promise((resolve) => void socket.once("close", () => resolve()));

async function read(socket: Socket, bytes: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < bytes;) {
    const [part] = (await once(socket, "data")) as [Buffer];
    parts.push(part);
    length += part.length;
  }
  return Buffer.concat(parts);
}

test("passes bytes both ways unchanged, also when a direction is closed first", async () => {
  const { proxy, open } = await setup();
  const socket = await open();
  const sent = Buffer.from(Array.from({ length: 300_000 }, (_, i) => i % 251));
  const echo = read(socket, sent.length);
  socket.end(sent);
  expect((await echo).equals(sent)).toBe(true);
  await closed(socket);
  expect(proxy.connections).toBe(0);
});

test("cuts in the middle of a message: exactly the bytes before the cut arrive", async () => {
  const { proxy, open } = await setup();
  const socket = await open();
  proxy.cutAfter("down", 10);
  const got: Buffer[] = [];
  socket.on("data", (part) => got.push(part));
  socket.write(Buffer.alloc(100, 7));
  await closed(socket);
  expect(Buffer.concat(got)).toHaveLength(10);
  const second = await open();
  second.write("x");
  expect(await read(second, 1)).toHaveLength(1);
});

test("delays and throttles", async () => {
  const { proxy, open } = await setup();
  const socket = await open();
  proxy.set({ delayMs: 30 });
  const start = clock.elapsed();
  socket.write("x");
  await read(socket, 1);
  expect(clock.elapsed() - start).toBeGreaterThanOrEqual(58);
  proxy.set({ delayMs: 0, bytesPerSecond: 400_000 });
  const again = clock.elapsed();
  socket.write(Buffer.alloc(50_000));
  await read(socket, 50_000);
  expect(clock.elapsed() - again).toBeGreaterThanOrEqual(80);
});

test("a stall ends, a half-open connection does not", async () => {
  const { proxy, open } = await setup();
  const socket = await open();
  let got = 0;
  let isClosed = false;
  socket.on("data", (part) => (got += part.length)).on("close", () => (isClosed = true));
  proxy.set({ isStalled: true });
  socket.write("x");
  await pause(30);
  expect(got).toBe(0);
  proxy.set({ isStalled: false });
  await pause(30);
  expect(got).toBe(1);
  proxy.halfOpen();
  socket.write("y");
  await pause(30);
  expect([got, isClosed]).toEqual([1, false]);
  proxy.cutAll();
  await pause(30);
  expect(isClosed).toBe(true);
});

test("refuses new connections while told to", async () => {
  const { proxy, open } = await setup();
  proxy.set({ isRefusing: true });
  const socket = connect(proxy.port, "127.0.0.1").on("error", () => {});
  await closed(socket);
  proxy.set({ isRefusing: false });
  const next = await open();
  next.write("x");
  expect(await read(next, 1)).toHaveLength(1);
});
