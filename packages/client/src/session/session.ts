// The life of a client's connection as a pure function: state and event in, state and effects out. All times are
// `Clock.elapsed()`; randomness comes in with the events that need it. What a close code means is read from
// ERROR_POLICY alone.
//
//   idle ──start──► connecting ──challenge──► authenticating ──welcome──► online
//                    ▲      │                       │                       │
//        timer, hint │      └──── lost, timer ──────┼─── lost, violation, ──┘
//        retry, pair │                              ▼    timer (silence)
//                    ├──────────────────────────  waiting
//                    │                              │
//  retry, pair, hint ├── unpaired ◄── retry: user ──┤  what ERROR_POLICY says of the close code
//        retry, pair └── refused  ◄── retry: never ─┘
//
//   any ──close──► closed
import type { ErrorBody, ErrorPolicy, Welcome } from "@nomous/protocol";
import { ERROR_POLICY, errorOfClose, LIMITS } from "@nomous/protocol";
import { backoffMs } from "./backoff.ts";

/** A connection that lived shorter than this did not prove that the next one will. */
const STEADY_MS = 1_000;

/** Round trips that are measured at once when a connection stands. */
const FIRST_PINGS = 3;

interface Trying {
  /** Tries since the last connection that held; 0 is the first. */
  readonly attempt: number;
  /** Since when there is no connection; absent before the first one. */
  readonly awaySince: number;
  readonly deadline: number;
}

/** What the bridge said before it closes. */
interface Farewell {
  readonly error?: ErrorBody;
  /** BYE was said: come back after this time. */
  readonly retryAfterMs?: number;
}

interface Online {
  readonly status: "online";
  readonly welcome: Welcome;
  readonly attempt: number;
  readonly since: number;
  readonly heardAt: number;
  /** When the PING went out that nothing was heard after. */
  readonly pingedAt?: number;
  /** By then something must have been heard. */
  readonly probeUntil?: number;
  /** The shortest one measured on this connection: the others were lengthened by a busy page. */
  readonly roundTripMs?: number;
  readonly pongs: number;
}

export type SessionState =
  | { readonly status: "idle" }
  | ({ readonly status: "connecting" } & Trying & Farewell)
  | ({ readonly status: "authenticating" } & Trying & Farewell)
  | (Online & Farewell)
  | {
      readonly status: "waiting";
      readonly attempt: number;
      readonly awaySince: number;
      readonly until: number;
      readonly error?: ErrorBody;
    }
  | { readonly status: "unpaired"; readonly error: ErrorBody }
  | { readonly status: "refused"; readonly error: ErrorBody }
  | { readonly status: "closed" };

export type SessionEvent = { readonly now: number } & (
  | { readonly type: "start" }
  /** A person wants a connection now. */
  | { readonly type: "retry" }
  /** A pairing secret was given. */
  | { readonly type: "pair" }
  /** The network or the page came back: look whether the connection lives. */
  | { readonly type: "hint" }
  | { readonly type: "close" }
  | { readonly type: "challenge"; readonly nonce: string }
  | { readonly type: "welcome"; readonly welcome: Welcome }
  /** Any frame. */
  | { readonly type: "heard" }
  | { readonly type: "pong"; readonly sentAt: number }
  | { readonly type: "error"; readonly error: ErrorBody }
  | { readonly type: "bye"; readonly error: ErrorBody; readonly retryAfterMs: number }
  /** The bridge broke the protocol. */
  | { readonly type: "violation"; readonly error: ErrorBody; readonly chance: number }
  /** The socket is gone. */
  | { readonly type: "lost"; readonly code: number; readonly chance: number }
  /** The time of `wakeAt` has come. */
  | { readonly type: "timer"; readonly chance: number }
);

export type SessionEffect =
  | { readonly type: "open" }
  /** Close the socket and listen to it no more. */
  | { readonly type: "drop"; readonly code: number; readonly reason: string }
  | { readonly type: "hello"; readonly nonce: string }
  | { readonly type: "ping" }
  | { readonly type: "online"; readonly welcome: Welcome }
  | { readonly type: "offline" };

export interface Step {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

type EventOf<Type extends SessionEvent["type"]> = Extract<SessionEvent, { type: Type }>;
type OnlineState = Extract<SessionState, { status: "online" }>;
type WithSocket = Extract<SessionState, { status: "connecting" | "authenticating" | "online" }>;

const NORMAL_CLOSE = 1000;
const stay = (state: SessionState): Step => ({ state, effects: [] });

const hasSocket = (state: SessionState): state is WithSocket =>
  state.status === "connecting" || state.status === "authenticating" || state.status === "online";

type Handlers = { readonly [Type in SessionEvent["type"]]: (state: SessionState, event: EventOf<Type>) => Step };

const ON: Handlers = {
  start: (state, { now }) => (state.status === "idle" ? connect(now, 0, now) : stay(state)),
  retry: (state, { now }) => tryNow(state, now),
  pair: (state, { now }) => tryNow(state, now),
  hint: (state, { now }) => (state.status === "online" ? probe(state, now) : hinted(state, now)),
  close,
  challenge: challenged,
  welcome: welcomed,
  heard: (state, { now }) => stay(state.status === "online" ? heard(state, now) : state),
  pong: (state, event) => (state.status === "online" ? measured(state, event) : stay(state)),
  error: (state, { error }) => stay(hasSocket(state) ? { ...state, error } : state),
  bye: (state, { error, retryAfterMs }) => stay(hasSocket(state) ? { ...state, error, retryAfterMs } : state),
  violation: (state, event) => (hasSocket(state) ? abandon(state, event.error, event) : stay(state)),
  lost: (state, event) => (hasSocket(state) ? lost(state, event) : stay(state)),
  timer: ring,
};

export const step = <Type extends SessionEvent["type"]>(state: SessionState, event: EventOf<Type>): Step =>
  ON[event.type](state, event);

/** When the next `timer` event is due; `undefined` when none is. */
export function wakeAt(state: SessionState): number | undefined {
  if (state.status === "waiting") return state.until;
  if (!hasSocket(state)) return undefined;
  if (state.status !== "online") return state.deadline;
  const { heartbeatMs, deadMs } = state.welcome;
  const silent = state.heardAt + (state.pingedAt === undefined ? heartbeatMs : deadMs);
  return Math.min(silent, state.probeUntil ?? silent);
}

function connect(now: number, attempt: number, awaySince: number): Step {
  return {
    state: { status: "connecting", attempt, awaySince, deadline: now + LIMITS.connectMs },
    effects: [{ type: "open" }],
  };
}

function tryNow(state: SessionState, now: number): Step {
  if (state.status === "waiting") return connect(now, state.attempt, state.awaySince);
  return state.status === "unpaired" || state.status === "refused" ? connect(now, 0, now) : stay(state);
}

/** A refusal stays one when the network comes back; a missing pairing may have been made up for in another tab. */
const hinted = (state: SessionState, now: number): Step =>
  state.status === "refused" ? stay(state) : tryNow(state, now);

function probe(state: OnlineState, now: number): Step {
  return {
    state: { ...state, pingedAt: state.pingedAt ?? now, probeUntil: state.probeUntil ?? now + LIMITS.probeMs },
    effects: [{ type: "ping" }],
  };
}

function heard(state: OnlineState, now: number): OnlineState {
  const { pingedAt: _pinged, probeUntil: _probe, ...rest } = state;
  return { ...rest, heardAt: now };
}

/** A connection begins while a page is busy with its own start, so the first measurements follow each other. */
function measured(state: OnlineState, { now, sentAt }: EventOf<"pong">): Step {
  const roundTripMs = Math.min(now - sentAt, state.roundTripMs ?? Infinity);
  const pongs = state.pongs + 1;
  return { state: { ...state, roundTripMs, pongs }, effects: pongs < FIRST_PINGS ? [{ type: "ping" }] : [] };
}

function close(state: SessionState): Step {
  if (!hasSocket(state)) return stay({ status: "closed" });
  const drop: SessionEffect = { type: "drop", code: NORMAL_CLOSE, reason: "closed by the client" };
  return { state: { status: "closed" }, effects: state.status === "online" ? [drop, { type: "offline" }] : [drop] };
}

function challenged(state: SessionState, { now, nonce }: EventOf<"challenge">): Step {
  if (state.status !== "connecting") return stay(state);
  return {
    state: { ...state, status: "authenticating", deadline: now + LIMITS.connectMs },
    effects: [{ type: "hello", nonce }],
  };
}

function welcomed(state: SessionState, { now, welcome }: EventOf<"welcome">): Step {
  if (state.status !== "authenticating") return stay(state);
  return {
    state: { status: "online", welcome, attempt: state.attempt, since: now, heardAt: now, pongs: 0 },
    effects: [{ type: "online", welcome }, { type: "ping" }],
  };
}

function ring(state: SessionState, event: EventOf<"timer">): Step {
  const due = wakeAt(state);
  if (due === undefined || event.now < due) return stay(state);
  if (state.status === "waiting") return connect(event.now, state.attempt, state.awaySince);
  if (!hasSocket(state)) return stay(state);
  if (state.status === "online" && state.pingedAt === undefined)
    return { state: { ...state, pingedAt: event.now }, effects: [{ type: "ping" }] };
  return abandon(state, { code: "silent", message: "The bridge does not answer." }, event);
}

type Chance = { readonly now: number; readonly chance: number };

/** We end the connection ourselves, and come back: what we hold is resumed, whatever the reason was. */
function abandon(state: WithSocket, error: ErrorBody, event: Chance): Step {
  const policy: ErrorPolicy = ERROR_POLICY[error.code];
  const drop: SessionEffect = { type: "drop", code: policy.close ?? NORMAL_CLOSE, reason: error.message };
  const { state: next, effects } = wait(state, error, event);
  return { state: next, effects: [drop, ...effects] };
}

function lost(state: WithSocket, event: EventOf<"lost">): Step {
  const code = errorOfClose(event.code) ?? state.error?.code;
  if (code === undefined) return wait(state, undefined, event);
  const error =
    state.error?.code === code ? state.error : { code, message: `The bridge ended the connection: ${code}.` };
  const { retry } = ERROR_POLICY[code];
  if (retry === "after") return wait(state, error, event);
  return {
    state: { status: retry === "user" ? "unpaired" : "refused", error },
    effects: state.status === "online" ? [{ type: "offline" }] : [],
  };
}

function wait(state: WithSocket, error: ErrorBody | undefined, { now, chance }: Chance): Step {
  const isOnline = state.status === "online";
  const attempt = attemptAfter(state, now, error !== undefined);
  const delay =
    state.retryAfterMs !== undefined ? state.retryAfterMs + backoffMs(1, chance) : backoffMs(attempt, chance);
  const awaySince = isOnline ? now : state.awaySince;
  return {
    state: { status: "waiting", attempt, awaySince, until: now + delay, ...(error === undefined ? {} : { error }) },
    effects: isOnline ? [{ type: "offline" }] : [],
  };
}

/** Only a connection that held earns a try at once; an error, or a connection that never stood, makes the next wait longer. */
function attemptAfter(state: WithSocket, now: number, isError: boolean): number {
  if (state.status !== "online") return state.attempt + 1;
  const isSteady = now - state.since >= STEADY_MS;
  if (isError) return isSteady ? 1 : state.attempt + 1;
  return isSteady ? 0 : 1;
}
