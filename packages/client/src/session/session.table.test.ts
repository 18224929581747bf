import { ERROR_POLICY, LIMITS, type Welcome } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { type SessionEvent, type SessionState, step, wakeAt } from "./session.ts";

const T = 100_000;
const welcome = { type: "WELCOME", heartbeatMs: 15_000, deadMs: 35_000 } as Welcome;
const error = { code: "internal", message: "It failed." } as const;

const STATES = {
  idle: { status: "idle" },
  connecting: { status: "connecting", attempt: 2, awaySince: 5, deadline: T - 1 },
  authenticating: { status: "authenticating", attempt: 2, awaySince: 5, deadline: T - 1 },
  online: { status: "online", welcome, attempt: 0, since: 0, heardAt: T - 15_000, pongs: 0 },
  waiting: { status: "waiting", attempt: 3, awaySince: 5, until: T - 1 },
  unpaired: { status: "unpaired", error },
  refused: { status: "refused", error },
  closed: { status: "closed" },
} as const satisfies { [Status in SessionState["status"]]: Extract<SessionState, { status: Status }> };

const EVENTS = {
  start: { type: "start", now: T },
  retry: { type: "retry", now: T },
  pair: { type: "pair", now: T },
  hint: { type: "hint", now: T },
  close: { type: "close", now: T },
  challenge: { type: "challenge", now: T, nonce: "n" },
  welcome: { type: "welcome", now: T, welcome },
  heard: { type: "heard", now: T },
  pong: { type: "pong", now: T, sentAt: T - 7 },
  error: { type: "error", now: T, error },
  bye: { type: "bye", now: T, error, retryAfterMs: 900 },
  violation: { type: "violation", now: T, error, chance: 0.5 },
  lost: { type: "lost", now: T, code: 1006, chance: 0.5 },
  timer: { type: "timer", now: T, chance: 0.5 },
} as const satisfies { [Type in SessionEvent["type"]]: Extract<SessionEvent, { type: Type }> };

/** The status after the event, and the effects in order. */
type Expected = readonly [SessionState["status"], ...string[]];
type Row = Record<SessionEvent["type"], Expected>;

const deaf = (status: SessionState["status"]): Row => ({
  start: [status],
  retry: [status],
  pair: [status],
  hint: [status],
  close: ["closed"],
  challenge: [status],
  welcome: [status],
  heard: [status],
  pong: [status],
  error: [status],
  bye: [status],
  violation: [status],
  lost: [status],
  timer: [status],
});

const TABLE: Record<SessionState["status"], Row> = {
  idle: { ...deaf("idle"), start: ["connecting", "open"] },
  connecting: {
    ...deaf("connecting"),
    close: ["closed", "drop"],
    challenge: ["authenticating", "hello"],
    violation: ["waiting", "drop"],
    lost: ["waiting"],
    timer: ["waiting", "drop"],
  },
  authenticating: {
    ...deaf("authenticating"),
    close: ["closed", "drop"],
    welcome: ["online", "online", "ping"],
    violation: ["waiting", "drop"],
    lost: ["waiting"],
    timer: ["waiting", "drop"],
  },
  online: {
    ...deaf("online"),
    hint: ["online", "ping"],
    close: ["closed", "drop", "offline"],
    violation: ["waiting", "drop", "offline"],
    lost: ["waiting", "offline"],
    pong: ["online", "ping"],
    timer: ["online", "ping"],
  },
  waiting: {
    ...deaf("waiting"),
    retry: ["connecting", "open"],
    pair: ["connecting", "open"],
    hint: ["connecting", "open"],
    timer: ["connecting", "open"],
  },
  unpaired: {
    ...deaf("unpaired"),
    retry: ["connecting", "open"],
    pair: ["connecting", "open"],
    hint: ["connecting", "open"],
  },
  refused: { ...deaf("refused"), retry: ["connecting", "open"], pair: ["connecting", "open"] },
  closed: deaf("closed"),
};

describe("the session's table", () => {
  for (const [status, row] of Object.entries(TABLE))
    for (const [type, expected] of Object.entries(row))
      it(`${status} + ${type} → ${expected.join(", ")}`, () => {
        const from: SessionState = STATES[status as keyof typeof STATES];
        const { state, effects } = step(from, EVENTS[type as keyof typeof EVENTS]);
        expect([state.status, ...effects.map((effect) => effect.type)]).toEqual(expected);
      });
});

const online = (more: Partial<Extract<SessionState, { status: "online" }>> = {}): SessionState => ({
  ...STATES.online,
  ...more,
});
const pong = (state: SessionState, tookMs: number) => step(state, { type: "pong", now: T, sentAt: T - tookMs });
const lose = (state: SessionState, code: number): SessionState =>
  step(state, { type: "lost", now: T, code, chance: 0.5 }).state;

describe("signs of life", () => {
  it("[F5] after 15 s of silence the client sends PING, after 35 s it closes with 4512", () => {
    const state = online({ heardAt: 0 });
    expect(wakeAt(state)).toBe(15_000);
    const pinged = step(state, { type: "timer", now: 15_000, chance: 0 });
    expect(pinged.effects).toEqual([{ type: "ping" }]);
    expect(wakeAt(pinged.state)).toBe(35_000);
    const dead = step(pinged.state, { type: "timer", now: 35_000, chance: 0 });
    expect(dead.effects[0]).toMatchObject({ type: "drop", code: 4512 });
    expect(dead.state.status).toBe("waiting");
  });

  it("[F5] any frame ends the silence", () => {
    const pinged = step(online({ heardAt: 0 }), { type: "timer", now: 15_000, chance: 0 }).state;
    const heard = step(pinged, { type: "heard", now: 16_000 }).state;
    expect(wakeAt(heard)).toBe(31_000);
  });

  it("the round trip is the shortest of those measured, three of them at once", () => {
    const first = pong(online(), 89);
    const second = pong(first.state, 2);
    const third = pong(second.state, 7);
    expect([first, second, third].map(({ effects }) => effects)).toEqual([[{ type: "ping" }], [{ type: "ping" }], []]);
    expect([first, second, third].map(({ state }) => "roundTripMs" in state && state.roundTripMs)).toEqual([89, 2, 2]);
  });

  it("a timer that rings too early changes nothing", () => {
    const state = online({ heardAt: T });
    expect(step(state, EVENTS.timer)).toEqual({ state, effects: [] });
  });

  it("a hint gives the connection 3 s to prove that it lives", () => {
    const probed = step(online({ heardAt: T }), EVENTS.hint).state;
    expect(wakeAt(probed)).toBe(T + LIMITS.probeMs);
    expect(step(probed, { type: "timer", now: T + 3_000, chance: 0 }).state.status).toBe("waiting");
    expect(wakeAt(step(probed, { type: "heard", now: T + 100 }).state)).toBe(T + 15_100);
  });

  it("a second hint does not prolong the first one's deadline", () => {
    const probed = step(online({ heardAt: T }), EVENTS.hint).state;
    expect(wakeAt(step(probed, { type: "hint", now: T + 2_000 }).state)).toBe(T + 3_000);
  });
});

describe("coming back", () => {
  it("[F6] a connection that held is tried again at once, later tries wait up to a bound that doubles to 15 s", () => {
    let state = lose(online(), 1006);
    const waits: number[] = [];
    for (let round = 0; round < 9; round += 1) {
      if (state.status !== "waiting") throw new Error(state.status);
      waits.push(state.until - T);
      state = lose(step(state, { type: "retry", now: T }).state, 1006);
    }
    expect(waits).toEqual([0, 125, 250, 500, 1_000, 2_000, 4_000, 7_500, 7_500]);
  });

  it("[F6] a bridge that welcomes and hangs up is not called in a tight loop", () => {
    expect(lose(online({ since: T - 10 }), 1006)).toMatchObject({ status: "waiting", until: T + 125 });
    expect(lose(online({ since: T - 10, attempt: 4 }), 4500)).toMatchObject({ attempt: 5, until: T + 2_000 });
  });

  it("[F7] after BYE the client comes back no earlier than the bridge said", () => {
    const told = step(online(), { type: "bye", now: T, error: { code: "draining", message: "" }, retryAfterMs: 900 });
    expect(lose(told.state, 4503)).toMatchObject({ status: "waiting", until: T + 900 + 125 });
  });

  it("is away since the connection was lost, however often it was tried since", () => {
    const again = lose(step(lose(online(), 1006), { type: "retry", now: T + 50 }).state, 1006);
    expect(again).toMatchObject({ status: "waiting", awaySince: T });
  });
});

describe("close codes", () => {
  const outcomes = { after: "waiting", never: "refused", user: "unpaired" } as const;
  const closing = Object.entries(ERROR_POLICY).flatMap(([code, policy]) =>
    "close" in policy ? [{ code, ...policy }] : [],
  );
  for (const { code, ...policy } of closing)
    it(`[E3] ${policy.close} ${code}: ERROR_POLICY alone decides, ${outcomes[policy.retry]}`, () => {
      expect(lose(online(), policy.close).status).toBe(outcomes[policy.retry]);
    });

  it("[E3] what the bridge said before it closed is what people are told", () => {
    const said = { code: "unauthorized", message: "Run `nomous link`." } as const;
    const told = step(STATES.authenticating, { type: "error", now: T, error: said }).state;
    expect(lose(told, 4401)).toEqual({ status: "unpaired", error: said });
    expect(lose(told, 1006)).toEqual({ status: "unpaired", error: said });
  });

  it("[S4] a gap closes with 4400, and the client comes back to resume", () => {
    const gap = { code: "bad-message", message: "An item is missing." } as const;
    const { state, effects } = step(online(), { type: "violation", now: T, error: gap, chance: 0 });
    expect(effects[0]).toMatchObject({ type: "drop", code: 4400 });
    expect(state.status).toBe("waiting");
  });
});
