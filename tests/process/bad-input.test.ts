// What must not work, tried on the real bridge: each is refused in words, and nobody else notices.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { createSeededRandom } from "@nomous/testkit";
import { systemRuntime } from "@nomous/client";
import { generationStream, ITEM, LIMITS, type TurnId } from "@nomous/protocol";
import { createPairingLink } from "@nomous/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bridge, Desk } from "../support/desk.ts";
import { makeKey, RawSocket, upgrade } from "./raw-socket.ts";

const MiB = 1024 * 1024;

const LONG = "scripted: tokens=200000 rate=0";

const big = (bytes: number): string => JSON.stringify({ type: "HELLO", pad: "x".repeat(bytes) });

/** Reads a generation to its END. */
const hasAll = (raw: RawSocket): Promise<unknown> =>
  raw.until(() => raw.frames.find(({ items }) => items.at(-1)?.kind === ITEM.end));

describe("bad input at the socket", () => {
  const desk = new Desk();
  const workspace = desk.path("harbor");
  const key = makeKey();
  const secrets: string[] = [];
  const secret = async (): Promise<string> => {
    const { secret } = await createPairingLink(join(workspace, ".nomous"), systemRuntime);
    secrets.push(secret);
    return secret;
  };
  let bridge: Bridge;
  /** Here from the first test to the last: whatever the others do, it is served. */
  let witness: RawSocket;

  beforeAll(async () => {
    mkdirSync(workspace);
    writeFileSync(join(workspace, "ports.md"), "The zanzibar relay listens on 7070.\n");
    bridge = await desk.serve(workspace);
    witness = await RawSocket.enter(bridge.url, key, await secret());
  });
  afterAll(() => desk.end());

  /** How the bridge closes a fresh socket after `act`. */
  async function closing(act: (raw: RawSocket) => void | Promise<void>): Promise<{ code: number; why: string }> {
    const raw = await RawSocket.open(bridge.url);
    await act(raw);
    const { code } = await raw.closed;
    const error = raw.messages.find((message) => message.type === "ERROR");
    return { code, why: error?.error.message ?? "" };
  }

  test("[H1] [H2] [H3] a foreign host, a foreign or null origin, or no subprotocol gets no socket and no page", async () => {
    const { url } = bridge;
    expect(await upgrade(url, { Origin: url })).toMatchObject({ status: 101 });
    expect(await upgrade(url, {})).toMatchObject({ status: 101 });
    const foreign = [
      [{ Host: "nomous.example" }, 421],
      [{ Host: `nomous.example:${bridge.port}` }, 421],
      [{ Host: "127.0.0.1" }, 421],
      [{ Host: `localhost:${bridge.port}` }, 421],
      [{ Origin: "null" }, 403],
      [{ Origin: "https://nomous.example" }, 403],
      [{ Origin: `http://127.0.0.1:${bridge.port + 1}` }, 403],
      [{ Origin: `http://localhost:${bridge.port}` }, 403],
      [{ Origin: `https://127.0.0.1:${bridge.port}` }, 403],
    ] as const;
    for (const [headers, status] of foreign) {
      expect({ headers, ...(await upgrade(url, headers)) }).toEqual({
        headers,
        status,
        body: expect.stringContaining(url) as string,
      });
      const request = get(`${url}/healthz`, { headers });
      const [response] = (await once(request, "response")) as [IncomingMessage];
      response.resume();
      const isRedirected = "Host" in headers && headers.Host.startsWith("localhost:");
      expect({ headers, status: response.statusCode }).toEqual({ headers, status: isRedirected ? 308 : status });
    }
    for (const protocols of [[], ["nomous.v0"], ["graphql-ws"]])
      expect(await upgrade(url, { Origin: url }, protocols)).toEqual({
        status: 400,
        body: expect.stringContaining("nomous.v1") as string,
      });
  });

  test("[H5] a client that says nothing is closed after five seconds", async () => {
    const startedMs = performance.now();
    expect(await closing(() => undefined)).toEqual({ code: 4408, why: "HELLO did not come in time." });
    const tookMs = performance.now() - startedMs;
    expect(tookMs).toBeGreaterThan(4_900);
    expect(tookMs).toBeLessThan(8_000);
  });

  test("[H6] a signature over something else, or a client id of another key, is refused", async () => {
    const wrong = [{ nonce: "another" }, { origin: "https://nomous.example" }, { client: makeKey().client }] as const;
    for (const options of wrong) {
      const { code, why } = await closing((raw) => raw.say(raw.hello(key, options)));
      expect(code).toBe(4401);
      expect(why).toMatch(/does not (fit|belong)/);
    }
    const { code } = await closing((raw) => {
      const hello = raw.hello(key);
      raw.say({ ...hello, auth: { ...hello.auth, signature: randomBytes(64).toString("base64url") } });
    });
    expect(code).toBe(4401);
  });

  test("[H4] [H6] a HELLO that was good on another connection is refused", async () => {
    const first = await RawSocket.open(bridge.url);
    const hello = first.hello(key);
    first.say(hello);
    await first.next("WELCOME");
    expect(await closing((raw) => raw.say(hello))).toMatchObject({ code: 4401 });
    await first.leave();
    expect(await closing((raw) => raw.say(hello))).toMatchObject({ code: 4401 });
  });

  test("[H8] a key that is unknown, with no link, a used one, an old one or a guessed one, is refused", async () => {
    const used = await secret();
    await (await RawSocket.enter(bridge.url, makeKey(), used)).leave();
    const { clock, random } = systemRuntime;
    const past = { random, clock: { ...clock, now: () => clock.now() - 10 * 60_000 - 1 } };
    const { secret: old } = await createPairingLink(join(workspace, ".nomous"), past);
    const unknown = await closing((raw) => raw.say(raw.hello(makeKey())));
    expect(unknown).toEqual({ code: 4401, why: expect.stringContaining("`nomous link`") as string });
    for (const pairing of [used, old, randomBytes(32).toString("base64url")]) {
      const { code, why } = await closing((raw) => raw.say(raw.hello(makeKey(), { pairing })));
      expect({ code, why }).toEqual({ code: 4401, why: expect.stringContaining("used or is older") as string });
    }
  });

  test("[H5] [E2] a frame that is too large is refused, before HELLO and after it", async () => {
    expect(await closing(({ web }) => web.send(big(LIMITS.preAuthBytes)))).toMatchObject({ code: 4413 });
    for (const frame of [big(MiB), Buffer.alloc(2 * MiB)]) {
      expect((await closing(({ web }) => web.send(frame))).code).toBe(4413);
      const inside = await RawSocket.enter(bridge.url, key);
      inside.web.send(frame);
      expect((await inside.closed).code).toBe(4413);
    }
    const inside = await RawSocket.enter(bridge.url, key);
    inside.web.send(big(LIMITS.preAuthBytes).replace("HELLO", "LATER"));
    inside.say({ type: "PING", t: 7 });
    expect(await inside.next("PONG")).toMatchObject({ t: 7 });
    await inside.leave();
  });

  test("[E1] malformed text and binary frames close the socket; a message of an unknown type does not", async () => {
    const texts = ["", "hello", "[]", "null", "{}", '{"type":7}', '{"type":"SUB"}', '{"type":"CMD","id":1}'];
    const tooDeep = `{"type":"PING","t":${"[".repeat(10_000)}`;
    const twice = (raw: RawSocket): void => raw.say(raw.hello(key));
    const acts: ((raw: RawSocket) => void)[] = [
      ...[...texts, tooDeep].map(
        (text) =>
          ({ web }: RawSocket) =>
            web.send(text),
      ),
      ...[[], [1], [1, 0, 0, 1, 1, 0], [0x81, 1, 2], [0xff]].map(
        (bytes) =>
          ({ web }: RawSocket) =>
            web.send(Buffer.from(bytes)),
      ),
      ({ web }) => web.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false }),
    ];
    for (const act of acts) {
      expect((await closing(act)).code).toBe(4400);
      const inside = await RawSocket.enter(bridge.url, key);
      act(inside);
      expect((await inside.closed).code).toBe(4400);
    }
    const early = await closing((raw) => raw.say({ type: "PING", t: 1 }));
    expect(early).toEqual({ code: 4400, why: "The first message is not HELLO." });

    const inside = await RawSocket.enter(bridge.url, key);
    inside.web.send('{"type":"FROM_THE_FUTURE","anything":[1]}');
    inside.say({ type: "PING", t: 8 });
    expect(await inside.next("PONG")).toMatchObject({ t: 8 });
    twice(inside);
    expect((await inside.closed).code).toBe(4400);
  });

  test("[E1] [E4] a hundred frames of random bytes are each refused in words, and broken WebSocket frames end their socket only", async () => {
    const random = createSeededRandom(11);
    for (let i = 0; i < 100; i += 1) {
      const bytes = random.bytes(1 + (i % 64));
      const { code, why } = await closing(({ web }) => web.send(bytes, { binary: i % 2 === 0 }));
      expect(code).toBe(4400);
      expect(why).not.toMatch(/\.ts|\n/);
    }
    for (let i = 0; i < 100; i += 1) {
      const raw = await RawSocket.open(bridge.url);
      const tcp = (raw.web as unknown as { _socket: Socket })._socket;
      tcp.write(random.bytes(200));
      tcp.end();
      await raw.closed;
    }
    const tcp = connect(bridge.port, "127.0.0.1");
    tcp.end(random.bytes(300));
    tcp.resume();
    await once(tcp, "close");
  });

  test("[F2] a client that never reads delays nobody else, and misses nothing when it reads again", async () => {
    const { out } = await desk.runWarm(["chat", "--json", "-w", workspace, "-m", "scripted", LONG]);
    const { generation, text } = JSON.parse(out) as { generation: TurnId; text: string };
    expect(text.length).toBeGreaterThan(2 * MiB);
    const sid = generationStream(generation);
    const [deaf, reader] = await Promise.all([RawSocket.enter(bridge.url, key), RawSocket.enter(bridge.url, key)]);
    deaf.web.pause();
    for (const raw of [deaf, reader])
      raw.say({ type: "SUB", subs: [{ ref: 1, sid, from: "start", credit: 64 * MiB }] });
    const { channel } = await reader.next("SUBBED");
    await hasAll(reader);
    expect(deaf.frames).toEqual([]);
    deaf.web.resume();
    await hasAll(deaf);
    expect(reader.text(channel) === text).toBe(true);
    expect(deaf.text((await deaf.next("SUBBED")).channel) === text).toBe(true);
    await Promise.all([reader.leave(), deaf.leave()]);
  });

  test("[E4] through all of that one client was served, and the log holds no failure, no secret and no prompt", async () => {
    witness.say({ type: "ASK", ref: 1, name: "conversation.search", args: { text: "relay", limit: 1 } });
    expect(await witness.next("REPLY")).toMatchObject({ ref: 1, result: { hits: [] } });
    const log = readFileSync(join(workspace, ".nomous", "bridge.log"), "utf8");
    expect(log).not.toContain('"level":50');
    expect(secrets).toHaveLength(2);
    expect([...secrets, LONG].filter((text) => log.includes(text))).toEqual([]);
    expect(bridge.said.err).toBe("");
    expect(bridge.child.exitCode).toBeNull();
  });
});
