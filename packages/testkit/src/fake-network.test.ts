import { expect, test } from "vitest";
import { FakeClock } from "./fake-clock.ts";
import { FakeNetwork, type FakeSocket } from "./fake-network.ts";
import { createSeededRandom } from "./seeded-random.ts";

function setup(seed = 1, options: { windowBytes?: number } = {}) {
  const clock = new FakeClock();
  const network = new FakeNetwork({ clock, random: createSeededRandom(seed), ...options });
  const server = { log: [] as string[], socket: undefined as FakeSocket | undefined, drains: 0 };
  const client = { log: [] as string[] };
  network.listen((socket) => {
    server.socket = socket;
    return {
      text: (text) => server.log.push(text),
      binary: (bytes) => server.log.push(`${bytes.length} bytes`),
      drained: () => (server.drains += 1),
      closed: (code) => server.log.push(`closed ${code}`),
    };
  });
  const connect = (): FakeSocket =>
    network.connect({
      opened: () => client.log.push("opened"),
      text: (text) => client.log.push(text),
      binary: (bytes) => client.log.push(`${bytes.length} bytes`),
      drained: () => {},
      closed: (code, reason) => client.log.push(`closed ${code} ${reason}`.trim()),
    });
  return { clock, network, server, client, connect };
}

const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => String(from + i));

test("messages arrive in order, and a close reaches both ends behind them", async () => {
  const { clock, network, server, client, connect } = setup();
  const socket = connect();
  await clock.runUntil(() => client.log.length === 1);
  for (const n of numbers(0, 50)) socket.sendText(n);
  socket.close(4000, "enough");
  await clock.advance(1_000);
  expect(server.log).toEqual([...numbers(0, 50), "closed 4000"]);
  expect(client.log).toEqual(["opened", "closed 4000 enough"]);
  expect(network.connections).toHaveLength(0);
  clock.assertNoTimers();
});

test("a cut loses a suffix in each direction and nothing else", async () => {
  const lengths = new Set<number>();
  for (let seed = 0; seed < 30; seed += 1) {
    const { clock, network, server, client, connect } = setup(seed);
    const socket = connect();
    await clock.runUntil(() => client.log.length === 1);
    for (const n of numbers(0, 20)) {
      socket.sendText(n);
      server.socket?.sendText(n);
    }
    network.connections[0]?.cut();
    await clock.advance(1_000);
    for (const log of [server.log, client.log.slice(1)]) {
      expect(log).toEqual([...numbers(0, log.length - 1), "closed 1006"]);
      lengths.add(log.length);
    }
    expect(network.connections).toHaveLength(0);
    clock.assertNoTimers();
  }
  expect(lengths.size).toBeGreaterThan(8);
});

test("a half-open connection passes nothing and tells nobody", async () => {
  const { clock, network, server, client, connect } = setup();
  const socket = connect();
  await clock.runUntil(() => client.log.length === 1);
  network.connections[0]?.halfOpen();
  socket.sendText("lost");
  await clock.advance(3_600_000);
  expect(server.log).toEqual([]);
  socket.close(1000, "");
  await clock.advance(30_000);
  expect(client.log).toEqual(["opened", "closed 1006"]);
  server.socket?.terminate();
  await clock.advance(1);
  expect(server.log).toEqual(["closed 1006"]);
  expect(network.connections).toHaveLength(0);
});

test("a slow reader fills the sender's buffer, which drains as it reads", async () => {
  const { clock, network, server, client, connect } = setup(1, { windowBytes: 1_000 });
  connect();
  await clock.runUntil(() => client.log.length === 1);
  network.connections[0]?.throttle("down", 1_000);
  for (let i = 0; i < 10; i += 1) server.socket?.sendFrames([{ bytes: new Uint8Array(996) }]);
  expect(server.socket?.bufferedBytes).toBe(9_000);
  await clock.advance(5_020);
  expect(server.socket?.bufferedBytes).toBe(4_000);
  expect(server.drains).toBe(5);
  await clock.advance(6_000);
  expect(client.log.filter((line) => line === "996 bytes")).toHaveLength(10);
});

test("a dead server hears nothing more, its clients see a broken connection, and new ones are refused", async () => {
  const { clock, network, server, client, connect } = setup();
  connect();
  await clock.runUntil(() => client.log.length === 1);
  network.killServer();
  connect();
  await clock.advance(100);
  expect(server.log).toEqual([]);
  expect(client.log).toEqual(["opened", "closed 1006", "closed 1006"]);
  expect(network.connections).toHaveLength(0);
});

test("a connection that breaks in the handshake may be seen by the server only", async () => {
  const { clock, network, server, client, connect } = setup(3);
  network.nextConnect = "break";
  connect();
  await clock.advance(100);
  expect(server.log).toEqual(["closed 1006"]);
  expect(client.log.at(-1)).toBe("closed 1006");
});

test("the rules of browsers hold: no sending before the opening, no reserved close codes", () => {
  const { connect } = setup();
  const socket = connect();
  expect(() => socket.sendText("early")).toThrow("InvalidStateError");
  expect(() => socket.close(1006, "")).toThrow("InvalidAccessError");
});
