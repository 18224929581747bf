import type { ClientMessage, Hello, ServerMessage, Welcome } from "@nomous/protocol";
import { encodeFrame, encodeBody, encodeMessage, ITEM, utf8 } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Session } from "./run-session.ts";
import type { SocketEvents } from "./socket.ts";

const welcome = { type: "WELCOME", heartbeatMs: 15_000, deadMs: 35_000 } as Welcome;
const WELCOME: ServerMessage = {
  ...welcome,
  v: 1,
  connection: "01a1fa76-ff41-75ca-a8c4-6484b8489e20" as Welcome["connection"],
  store: { id: "01a1fa76-ff41-75ca-a8c4-6484b8489e21" as Welcome["store"]["id"], epoch: 0 },
  now: 0,
  limits: { frameBytes: 1, itemBytes: 1, channelCredit: 1, connectionCredit: 1 },
  scopes: [],
  caps: [],
  minBuild: "",
  server: { build: "", person: "Ada", workspace: "w" },
};

class TestSocket {
  readonly sent: ClientMessage[] = [];
  readonly events: SocketEvents;
  /** Set once our side closed it. */
  closedWith: number | undefined;
  isGone = false;

  constructor(events: SocketEvents) {
    this.events = events;
  }

  get isOurs(): boolean {
    return this.closedWith === undefined && !this.isGone;
  }

  say(message: ServerMessage): void {
    if (!this.isGone) this.events.text(encodeMessage(message));
  }

  break(code = 1006): void {
    if (this.isGone) return;
    this.isGone = true;
    this.events.closed(code);
  }
}

function setUp() {
  const clock = new FakeClock();
  const random = createSeededRandom(3);
  const sockets: TestSocket[] = [];
  const log: string[] = [];
  const session = new Session({
    runtime: { clock, random },
    url: "ws://127.0.0.1/ws",
    connect: (_url, _subprotocol, events) => {
      const socket = new TestSocket(events);
      sockets.push(socket);
      return {
        send: (text) => void socket.sent.push(JSON.parse(text) as ClientMessage),
        close: (code) => {
          socket.closedWith = code;
        },
      };
    },
    hello: async (nonce) => ({ type: "HELLO", name: nonce }) as Hello,
    listener: {
      online: () => void log.push("online"),
      offline: () => void log.push("offline"),
      message: ({ type }) => void log.push(type),
      frame: ({ items }) => void log.push(`frame of ${items.length}`),
    },
  });
  const last = (): TestSocket => {
    const socket = sockets.at(-1);
    if (socket === undefined) throw new Error("no socket was opened");
    return socket;
  };
  const handshake = async (): Promise<TestSocket> => {
    last().say({ type: "CHALLENGE", nonce: "abc" });
    await clock.settle();
    last().say(WELCOME);
    await clock.settle();
    return last();
  };
  return { clock, session, sockets, log, last, handshake };
}

describe("a session", () => {
  it("answers the challenge with HELLO, and is online with WELCOME", async () => {
    const { session, handshake, log } = setUp();
    session.start();
    const socket = await handshake();
    expect(socket.sent[0]).toMatchObject({ type: "HELLO", name: "abc" });
    expect(session.connection.current()).toMatchObject({ status: "online", welcome });
    expect(log).toEqual(["online"]);
  });

  it("hears nothing from a socket that is no longer its own", async () => {
    const { clock, session, handshake, log, sockets } = setUp();
    session.start();
    const old = await handshake();
    session.violation({ code: "bad-message", message: "" });
    expect(old.closedWith).toBe(4400);
    await clock.advance(1_000);
    await handshake();
    log.length = 0;
    old.say({ type: "REPLY", ref: 1 });
    old.events.closed(4401);
    expect(log).toEqual([]);
    expect(session.connection.current().status).toBe("online");
    expect(sockets).toHaveLength(2);
  });

  it("[F5] answers PING, and measures the round trip with its own", async () => {
    const { clock, session, handshake } = setUp();
    session.start();
    const socket = await handshake();
    socket.say({ type: "PING", t: 42 });
    expect(socket.sent.at(-1)).toEqual({ type: "PONG", t: 42 });
    const ping = socket.sent.find(({ type }) => type === "PING");
    await clock.advance(12);
    socket.say({ type: "PONG", t: ping?.type === "PING" ? ping.t : -1 });
    expect(session.connection.current()).toMatchObject({ roundTripMs: 12 });
  });

  it("[F5] a bridge that vanished without a word is given up after 35 s", async () => {
    const { clock, session, handshake, sockets } = setUp();
    session.start();
    const socket = await handshake();
    await clock.advance(34_900);
    expect(socket.closedWith).toBeUndefined();
    await clock.advance(1_000);
    expect(socket.closedWith).toBe(4512);
    expect(sockets).toHaveLength(2);
  });

  it("[E1] closes with 4400 what is not a message, and ignores a type that it does not know", async () => {
    const { session, handshake } = setUp();
    session.start();
    const socket = await handshake();
    socket.events.text(`{"type":"NEWS","text":"x"}`);
    expect(socket.closedWith).toBeUndefined();
    socket.events.text(`{"type":"RES"}`);
    expect(socket.closedWith).toBe(4400);
  });

  it("[E5] ignores a binary frame of an unknown type, unless its bit 7 is set", async () => {
    const { session, handshake, log } = setUp();
    session.start();
    const socket = await handshake();
    const body = encodeBody([{ atMs: 0, kind: ITEM.text, data: utf8("x") }]);
    socket.events.binary(encodeFrame({ channel: 1, firstSeq: 1, count: 1, isReplay: false }, body));
    expect(log.at(-1)).toBe("frame of 1");
    socket.events.binary(Uint8Array.of(2, 0));
    expect(socket.closedWith).toBeUndefined();
    socket.events.binary(Uint8Array.of(0x82, 0));
    expect(socket.closedWith).toBe(4400);
  });

  it("a bridge that never answers is given up, and tried again", async () => {
    const { clock, session, sockets, last } = setUp();
    session.start();
    await clock.advance(10_001);
    expect(sockets[0]?.closedWith).toBeDefined();
    expect(session.connection.current()).toMatchObject({ status: "away", error: { code: "silent" } });
    await clock.advance(300);
    expect(last()).not.toBe(sockets[0]);
  });

  it("leaves no timer and no socket when it is closed", async () => {
    const { clock, session, handshake, log } = setUp();
    session.start();
    const socket = await handshake();
    session.close();
    expect(socket.closedWith).toBe(1000);
    expect(log).toEqual(["online", "offline"]);
    expect(session.connection.current()).toEqual({ status: "closed" });
    clock.assertNoTimers();
  });
});

describe("any order of events", () => {
  it("[F6] has never two sockets, is never stuck, and tells online and offline in turn", async () => {
    const happening = fc.constantFrom(
      "challenge",
      "welcome",
      "break",
      "internal",
      "draining",
      "garbage",
      "hint",
      "retry",
      "violation",
      "bye",
      "second",
      "minute",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 40 }), async (script) => {
        const { clock, session, sockets, last, handshake, log } = setUp();
        const perform = {
          challenge: () => last().say({ type: "CHALLENGE", nonce: "n" }),
          welcome: () => last().say(WELCOME),
          break: () => last().break(),
          internal: () => last().break(4500),
          draining: () => last().break(4503),
          garbage: () => last().events.text("{"),
          hint: () => session.hint(),
          retry: () => session.retry(),
          violation: () => session.violation({ code: "bad-message", message: "" }),
          bye: () => last().say({ type: "BYE", error: { code: "draining", message: "" }, retryAfterMs: 500 }),
          second: () => clock.advance(1_000),
          minute: () => clock.advance(60_000),
        };
        session.start();
        for (const one of script) {
          await perform[one]();
          await clock.settle();
          expect(sockets.filter(({ isOurs }) => isOurs).length).toBeLessThanOrEqual(1);
        }
        for (let round = 0; session.connection.current().status !== "online"; round += 1) {
          expect(round).toBeLessThan(5);
          await clock.runUntil(() => last().isOurs, "a new socket", 60_000);
          await handshake();
          if (session.connection.current().status !== "online") await clock.advance(15_000);
        }
        session.close();
        expect(log.filter((line) => line === "online" || line === "offline")).toEqual(
          log
            .filter((line) => line === "online" || line === "offline")
            .map((_, i) => (i % 2 === 0 ? "online" : "offline")),
        );
        expect(sockets.filter(({ isOurs }) => isOurs)).toEqual([]);
        clock.assertNoTimers();
      }),
      { seed: 20_261_120, numRuns: 200 },
    );
  });
});
