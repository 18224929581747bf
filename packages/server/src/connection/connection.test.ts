import {
  ALL_SCOPES,
  CAPS,
  encodeFrame,
  LIMITS,
  newCommandId,
  newTabId,
  SUBPROTOCOL,
  type CommandResult,
  type StreamId,
} from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { makeKey, SECRET, TestBridge } from "./wire-peer.contract.ts";

const GENERATION = "generation/g1" as StreamId;

describe("handshake", () => {
  it("[H4] each connection gets a nonce of its own, first of all", async () => {
    const house = new TestBridge();
    const peers = [await house.reach(), await house.reach()];
    expect(peers.map(({ seen }) => seen)).toEqual([["CHALLENGE"], ["CHALLENGE"]]);
    const [one, two] = peers.map((peer) => peer.last("CHALLENGE").nonce);
    expect(one).not.toBe(two);
    expect(Buffer.from(one ?? "", "base64url")).toHaveLength(32);
  });

  it("[H5] a client that does not say HELLO within five seconds is closed with 4408", async () => {
    const house = new TestBridge();
    const peer = await house.reach();
    await house.clock.advance(4_000);
    expect(peer.closeCode).toBeUndefined();
    await house.clock.advance(2_000);
    expect(peer.closeCode).toBe(4408);
    house.clock.assertNoTimers();
  });

  it("[H5] before HELLO one frame is read, of at most 64 KiB", async () => {
    const house = new TestBridge();
    const large = await house.reach();
    large.listener.text("x".repeat(LIMITS.preAuthBytes + 1));
    const impatient = await house.reach();
    const hello = house.hello(impatient, await house.know(makeKey()));
    impatient.say(hello);
    impatient.say({ type: "PING", t: 1 });
    const other = await house.reach();
    other.say({ type: "PING", t: 1 });
    await house.settle();
    expect([large.closeCode, impatient.closeCode, other.closeCode]).toEqual([4413, 4400, 4400]);
    expect(impatient.has("WELCOME")).toBe(false);
  });

  it("[H5] no more than 64 connections wait for their HELLO", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    const waiting = [];
    for (let i = 0; i < LIMITS.preAuthConnections; i += 1) waiting.push(await house.reach());
    const first = waiting[0];
    expect((await house.reach()).closeCode).toBe(4429);
    if (first !== undefined) first.say(house.hello(first, key));
    await house.settle();
    expect((await house.reach()).closeCode).toBeUndefined();
  });

  it("[H6] a signature over another nonce, origin, client or tab is refused with 4401", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    const stranger = makeKey();
    const earlier = await house.reach();
    const replayed = house.hello(earlier, key);
    const attempts = await Promise.all(
      [
        async () => replayed,
        async (peer: typeof earlier) => house.hello(peer, key, { origin: "http://evil.example" }),
        async (peer: typeof earlier) => ({ ...house.hello(peer, key), tab: newTabId(house.runtime) }),
        async (peer: typeof earlier) => ({ ...house.hello(peer, stranger), client: key.client }),
        async (peer: typeof earlier) => ({
          ...house.hello(peer, stranger),
          client: key.client,
          auth: { ...house.hello(peer, stranger).auth, publicKey: key.publicKey },
        }),
        async (peer: typeof earlier) => {
          const hello = house.hello(peer, key);
          return { ...hello, auth: { ...hello.auth, signature: "AAAA" } };
        },
      ].map(async (make) => {
        const peer = await house.reach();
        peer.say(await make(peer));
        await house.settle();
        return peer;
      }),
    );
    expect(attempts.map(({ closeCode }) => closeCode)).toEqual(attempts.map(() => 4401));
    expect(attempts.some((peer) => peer.has("WELCOME"))).toBe(false);
  });

  it("[H6] a key that is no point of the curve is refused, not stumbled over", async () => {
    const house = new TestBridge();
    const { clientIdOf } = await import("../session/client-key.ts");
    for (const raw of [Buffer.alloc(65, 4), Buffer.alloc(65), Buffer.alloc(3), Buffer.alloc(90, 4)]) {
      const peer = await house.reach();
      const hello = house.hello(peer, makeKey());
      const publicKey = raw.toString("base64url");
      peer.say({ ...hello, client: clientIdOf(raw), auth: { ...hello.auth, publicKey } });
      await house.settle();
      expect(peer.closeCode).toBe(4401);
    }
  });

  it("[H7] a stream that the client's scopes do not name is forbidden", async () => {
    const house = new TestBridge();
    await house.append(GENERATION, ["a"]);
    const peer = await house.connect(await house.know(makeKey(), ["workspace:read"]));
    expect(await house.subscribe(peer, GENERATION)).toMatchObject({ mode: "reset", why: "forbidden", channel: 0 });
    expect(peer.frames).toEqual([]);
  });

  it("[H8] an unknown key needs the secret of a link, which is good once, and is known from then on", async () => {
    const house = new TestBridge();
    const key = makeKey();
    const say = async (mine: typeof key, pairing?: string) => {
      const peer = await house.reach();
      peer.say(house.hello(peer, mine, pairing === undefined ? {} : { pairing }));
      await house.settle();
      return peer;
    };
    expect((await say(key)).closeCode).toBe(4401);
    expect((await say(key, "guessed")).closeCode).toBe(4401);
    expect((await say(key, SECRET)).has("WELCOME")).toBe(true);
    expect((await say(makeKey(), SECRET)).closeCode).toBe(4401);
    expect((await say(key)).has("WELCOME")).toBe(true);
    expect(await house.storage.record("client", key.client)).toMatchObject({ value: { name: "a test" } });
  });

  it("[H9] WELCOME names the store, the limits and the scopes", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    expect(peer.last("WELCOME")).toMatchObject({
      store: house.storage.store,
      heartbeatMs: LIMITS.heartbeatMs,
      limits: { channelCredit: LIMITS.channelCredit },
      server: { build: "1.2.3", person: "Ada", workspace: "bench" },
    });
  });

  it("[V4] a scope that came later is told to those only who say that they know it, and holds for the others too", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    const old = await house.connect(key);
    expect(old.last("WELCOME").scopes).toEqual(ALL_SCOPES.filter((scope) => !scope.startsWith("jobs:")));
    const now = await house.connect(key, { caps: [...CAPS, "telepathy"] });
    expect(now.last("WELCOME").scopes).toEqual(ALL_SCOPES);
  });

  it("[H10] a newer connection of the same tab closes the older one with 4409, another tab does not", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    const tab = newTabId(house.runtime);
    const older = await house.connect(key, { tab });
    const other = await house.connect(key);
    const newer = await house.connect(key, { tab });
    expect([older.closeCode, other.closeCode, newer.closeCode]).toEqual([4409, undefined, undefined]);
    const newest = await house.connect(key, { tab });
    expect([newer.closeCode, newest.closeCode]).toEqual([4409, undefined]);
  });

  it("[H11] a version that the bridge does not speak is closed with 4406", async () => {
    const house = new TestBridge();
    const peer = await house.reach();
    peer.say(house.hello(peer, await house.know(makeKey()), { v: 2 }));
    await house.settle();
    expect(peer.closeCode).toBe(4406);
    expect(SUBPROTOCOL).toBe("nomous.v1");
  });
});

describe("commands", () => {
  it("[C3] RES comes when the command is done, and one that waits holds up no other", async () => {
    const slow = Promise.withResolvers<CommandResult>();
    const order: string[] = [];
    const house = new TestBridge({
      handlers: {
        command: (_, { id, name }) => {
          order.push(name);
          return name === "slow" ? slow.promise : Promise.resolve({ type: "RES", id, status: "applied", at: 1 });
        },
      },
    });
    const peer = await house.connect();
    const [first, second] = [newCommandId(house.runtime), newCommandId(house.runtime)];
    peer.say({ type: "CMD", id: first, name: "slow", args: {} });
    peer.say({ type: "CMD", id: second, name: "quick", args: {} });
    await house.settle();
    expect(order).toEqual(["slow", "quick"]);
    expect(peer.messages.filter(({ type }) => type === "RES")).toMatchObject([{ id: second }]);
    slow.resolve({ type: "RES", id: first, status: "applied", at: 2 });
    await house.settle();
    expect(peer.last("RES").id).toBe(first);
  });

  it("[C7] a closed socket cancels a query and no command", async () => {
    const done = Promise.withResolvers<CommandResult>();
    let isApplied = false;
    let signal: AbortSignal | undefined;
    const house = new TestBridge({
      handlers: {
        command: async () => {
          const result = await done.promise;
          isApplied = true;
          return result;
        },
        ask: (_, { ref }, asked) => {
          signal = asked;
          return new Promise((resolve) => asked.addEventListener("abort", () => resolve({ type: "REPLY", ref })));
        },
      },
    });
    const peer = await house.connect();
    const id = newCommandId(house.runtime);
    peer.say({ type: "CMD", id, name: "conversation.prompt", args: {} });
    peer.say({ type: "ASK", ref: 1, name: "workspace.status", args: {} });
    peer.listener.closed(1006);
    done.resolve({ type: "RES", id, status: "applied", at: 1 });
    await house.settle();
    expect([isApplied, signal?.aborted, peer.has("RES")]).toEqual([true, true, false]);
    house.clock.assertNoTimers();
  });

  it("[C5] FLOOR and the floor of HELLO reach the log", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    const id = newCommandId(house.runtime);
    const peer = await house.connect(key, { outboxFloor: id });
    expect((await house.storage.answered(key.client, id)).floor).toBe(id);
    await house.clock.advance(1);
    const next = newCommandId(house.runtime);
    peer.say({ type: "FLOOR", outboxFloor: next });
    await house.settle();
    expect((await house.storage.answered(key.client, id)).floor).toBe(next);
  });
});

describe("errors", () => {
  it("[E1] a broken text frame and items from a client close with 4400, an unknown type is ignored", async () => {
    const house = new TestBridge();
    const broken = ["{", "[]", '{"type":"SUB"}', '{"type":"CREDIT","channel":-1,"bytes":0,"applied":0}', "null"];
    for (const text of broken) {
      const peer = await house.connect();
      peer.listener.text(text);
      await house.settle();
      expect([text, peer.closeCode]).toEqual([text, 4400]);
    }
    const peer = await house.connect();
    peer.listener.text('{"type":"FROM-THE-FUTURE","x":1}');
    await house.settle();
    expect(peer.closeCode).toBeUndefined();
    peer.listener.binary(
      encodeFrame({ channel: 1, firstSeq: 1, count: 1, isReplay: false }, new Uint8Array([0, 2, 0])),
    );
    await house.settle();
    expect(peer.closeCode).toBe(4400);
  });

  it("[E5] a binary frame of an unknown type is ignored, unless it says that it must be understood", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    peer.listener.binary(new Uint8Array([0x02, 0]));
    await house.settle();
    expect(peer.closeCode).toBeUndefined();
    peer.listener.binary(new Uint8Array([0x82, 0]));
    await house.settle();
    expect(peer.closeCode).toBe(4400);
  });

  it("[E3] the close code is the policy's, and ERROR says the same before it", async () => {
    const house = new TestBridge({ handlers: { command: () => Promise.reject(new Error("no reason")) } });
    const peer = await house.connect();
    peer.say({ type: "CMD", id: newCommandId(house.runtime), name: "conversation.prompt", args: {} });
    await house.settle();
    expect(peer.last("ERROR").error.code).toBe("internal");
    expect([peer.closeCode, peer.closeReason]).toEqual([4500, "internal"]);
  });

  it("[E4] what fails inside says nothing of texts, neither on the wire nor in the log", async () => {
    const lines: string[] = [];
    const failure = new TypeError("cannot parse: the user's dearest secret");
    const house = new TestBridge({ handlers: { ask: () => Promise.reject(failure) }, log: (line) => lines.push(line) });
    const peer = await house.connect();
    peer.say({ type: "ASK", ref: 1, name: "workspace.read", args: { path: "dearest.md" } });
    await house.settle();
    const said = JSON.stringify([peer.messages, peer.closeReason, lines]);
    expect(said).toContain("TypeError");
    expect(said).not.toMatch(/dearest|secret|\bat .*\.ts|stack/);
  });

  it("[M1] PUB is refused with not-supported, and the connection stays", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    peer.say({ type: "PUB", ref: 4, kind: "audio", producer: { id: "mic", epoch: 0 }, from: 0 });
    peer.say({ type: "PING", t: 5 });
    await house.settle();
    expect(peer.last("PUBBED")).toMatchObject({ ref: 4, error: { code: "not-supported" } });
    expect(peer.last("PONG").t).toBe(5);
  });
});

describe("liveness", () => {
  it("[F5] after 15 s of silence the bridge sends PING, after 35 s it closes with 4512", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    await house.clock.advance(14_000);
    expect(peer.has("PING")).toBe(false);
    await house.clock.advance(2_000);
    expect(peer.messages.filter(({ type }) => type === "PING")).toHaveLength(1);
    peer.say({ type: "PONG", t: 0 });
    await house.clock.advance(34_000);
    expect(peer.closeCode).toBeUndefined();
    expect(peer.messages.filter(({ type }) => type === "PING")).toHaveLength(2);
    await house.clock.advance(2_000);
    expect(peer.closeCode).toBe(4512);
  });

  it("[F7] before a planned stop every client gets BYE, and the bridge waits for the sockets", async () => {
    const house = new TestBridge();
    const polite = await house.connect();
    const deaf = await house.connect();
    deaf.isReading = false;
    let isClosed = false;
    const closing = house.bridge.close().then(() => (isClosed = true));
    await house.settle();
    expect(polite.last("BYE").retryAfterMs).toBeGreaterThan(0);
    expect([polite.closeCode, polite.seen.at(-1), isClosed]).toEqual([4503, "BYE", false]);
    await house.clock.advance(2_000);
    await closing;
    expect(deaf.isTerminated).toBe(true);
    house.clock.assertNoTimers();
  });

  it("[F8] 200 messages a second go on for ever, more than that over ten seconds close with 4429", async () => {
    const house = new TestBridge();
    const steady = await house.connect();
    for (let second = 0; second < 30; second += 1) {
      for (let i = 0; i < LIMITS.controlPerSecond; i += 1) steady.say({ type: "PONG", t: i });
      await house.clock.advance(1_000);
    }
    expect(steady.closeCode).toBeUndefined();
    const flood = await house.connect();
    for (let i = 0; i < LIMITS.controlPerSecond * 10 + 1; i += 1) flood.say({ type: "PONG", t: i });
    await house.settle();
    expect(flood.closeCode).toBe(4429);
  });
});
