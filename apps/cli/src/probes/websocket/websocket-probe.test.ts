import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws";
import { createStillClock, measure, PLAIN_MS, samplesOf, SLOW_MS } from "../probe-fixture.ts";
import type { ProbeResult } from "../probe.ts";
import { WEBSOCKET } from "./websocket-probe.ts";

let servers: WebSocketServer[] = [];
afterEach(() => {
  for (const server of servers) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
  servers = [];
});

async function serve(connected: (socket: WebSocket, server: WebSocketServer) => void, options: ServerOptions = {}) {
  const server = new WebSocketServer({ host: "127.0.0.1", port: 0, ...options });
  servers.push(server);
  server.on("connection", (socket) => connected(socket, server));
  await once(server, "listening");
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const echo = (socket: WebSocket): void => void socket.on("message", (data: Buffer) => socket.send(data.toString()));

const broadcast = (socket: WebSocket, { clients }: WebSocketServer): void =>
  void socket.on("message", (data: Buffer) => clients.forEach((client) => client.send(data.toString())));

const forgetful = (socket: WebSocket, { clients }: WebSocketServer): void =>
  void socket.on("message", (data: Buffer) =>
    [...clients].slice(0, 3).forEach((client) => client.send(data.toString())),
  );

test("a server that takes 10 % longer is found to take 10 % longer", async () => {
  const clock = createStillClock();
  const measureSlow = async (ms: number): Promise<ProbeResult> => {
    const url = await serve((socket) =>
      socket.on("message", (data: Buffer) => {
        clock.pass(ms);
        socket.send(data.toString());
      }),
    );
    return measure(WEBSOCKET, { url, messages: 3, warmup: 1 }, { clock });
  };
  expect((await measureSlow(PLAIN_MS))["round-trip"]).toEqual([20, 20, 20]);
  expect((await measureSlow(SLOW_MS))["round-trip"]).toEqual([22, 22, 22]);
});

test("bytes are those on the wire: frames have headers, and compression makes fewer", async () => {
  const url = await serve(echo, { perMessageDeflate: { threshold: 0 } });
  const given = { url, messages: 20, size: 1_000 };
  // A frame of 1,000 bytes has a header of 4, and 4 more for the mask of a client.
  expect(await measure(WEBSOCKET, given)).toMatchObject({ sent: 1_008, received: 1_004 });
  const compressed = await measure(WEBSOCKET, { ...given, compression: true });
  expect(compressed["sent"]).toBeLessThan(200);
  expect(compressed["received"]).toBeLessThan(200);
});

test("a server of another language is asked in its own words", async () => {
  const url = await serve((socket) =>
    socket.on("message", (data: Buffer) => {
      const { id, method } = JSON.parse(data.toString()) as { id: number; method: string };
      socket.send(JSON.stringify({ jsonrpc: "2.0", id, result: method }));
    }),
  );
  const given = { url, messages: 5, message: '{"id":{n},"method":"ping"}', answer: '"id":{n},' };
  expect(samplesOf((await measure(WEBSOCKET, given))["round-trip"])).toHaveLength(5);
});

test("fan-out tells when each reader has a message, when the last one has it, and what was missed", async () => {
  const given = { mode: "fan-out", messages: 6, warmup: 2, readers: 3 };
  const whole = await measure(WEBSOCKET, { ...given, url: await serve(broadcast) });
  expect(samplesOf(whole["delivery"])).toHaveLength(18);
  expect(samplesOf(whole["fan-out"])).toHaveLength(6);
  expect(whole["missed"]).toBe(0);
  const part = await measure(WEBSOCKET, {
    ...given,
    url: await serve(forgetful),
    messages: 2,
    warmup: 1,
    timeout: 150,
  });
  expect(part["missed"]).toBeCloseTo(100 / 3);
  await expect(measure(WEBSOCKET, { ...given, url: await serve(echo), timeout: 150 })).rejects.toThrow(
    /none of 3 readers/,
  );
});

test("reconnect counts what a cut loses, and what a server that remembers says twice", async () => {
  const given = { mode: "reconnect", messages: 60, cuts: 3, quiet: 300 };
  const echoed = await measure(WEBSOCKET, { ...given, url: await serve(echo) });
  expect(samplesOf(echoed["reconnect"])).toHaveLength(3);
  expect(echoed["lost"]).toBeGreaterThanOrEqual(3);
  expect(echoed["repeated"]).toBe(0);
  const said: string[] = [];
  const remembering = (socket: WebSocket): void => {
    for (const text of said) socket.send(text);
    socket.on("message", (data: Buffer) => {
      said.push(data.toString());
      socket.send(data.toString());
    });
  };
  const remembered = await measure(WEBSOCKET, { ...given, url: await serve(remembering) });
  expect(remembered["repeated"]).toBeGreaterThan(30);
});

test("a target that is dead, silent, no WebSocket or without compression fails in one line that says what to do", async () => {
  const url = await serve(echo);
  const few = { messages: 2, timeout: 250 };
  await expect(measure(WEBSOCKET, { ...few, url, compression: true })).rejects.toThrow(/offers no permessage-deflate/);
  const silent = await serve(() => undefined);
  await expect(measure(WEBSOCKET, { ...few, url: silent })).rejects.toThrow(/no answer came within 250 ms/);
  const closing = await serve((socket) => socket.on("message", () => socket.close(1008, "no")));
  await expect(measure(WEBSOCKET, { ...few, url: closing })).rejects.toThrow(/closed the connection with 1008 \(no\)/);
  const elsewhere = await serve(echo, { path: "/chat" });
  await expect(measure(WEBSOCKET, { ...few, url: elsewhere })).rejects.toThrow(/opens no WebSocket/);
  const dead = url.replace(/:\d+/, ":9");
  await expect(measure(WEBSOCKET, { ...few, url: dead })).rejects.toThrow(/nothing listens there/);
  await expect(measure(WEBSOCKET, { ...few, url: "http://x" })).rejects.toThrow(/ws:\/\/ or wss:\/\//);
  await expect(measure(WEBSOCKET, { ...few, url, answer: "x" })).rejects.toThrow(/--answer has no \{n\}/);
});
