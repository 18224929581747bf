// The one effect runner of a session: it owns the socket, the timer and the order of events. What comes from a socket
// that is no longer ours is not heard.
import type { ClientMessage, DataFrame, ErrorBody, Hello, Runtime, StopTimer, Welcome } from "@nomous/protocol";
import { decodeFrame, decodeServerMessage, encodeMessage, SUBPROTOCOL } from "@nomous/protocol";
import type { ServerMessage } from "@nomous/protocol";
import type { ConnectionState } from "../client.ts";
import type { Readable } from "../readable.ts";
import { Cell } from "../signal.ts";
import { connectionState } from "./connection-state.ts";
import type { SessionEffect, SessionEvent, SessionState } from "./session.ts";
import { step, wakeAt } from "./session.ts";
import type { ConnectSocket, Socket, SocketEvents } from "./socket.ts";

export interface SessionOptions {
  readonly runtime: Runtime;
  readonly connect: ConnectSocket;
  /** `ws:` or `wss:`. */
  readonly url: string;
  /** Makes the HELLO that answers a challenge. */
  hello(nonce: string): Promise<Hello>;
  readonly listener: SessionListener;
}

/** What the session hands on: all but the handshake, signs of life and farewells. */
export type UpperMessage = Exclude<
  ServerMessage,
  { type: "CHALLENGE" | "WELCOME" | "PING" | "PONG" | "BYE" | "ERROR" }
>;

interface SessionListener {
  online(welcome: Welcome): void;
  /** The connection of the last `online` is gone. */
  offline(): void;
  message(message: UpperMessage): void;
  frame(frame: DataFrame, sizeBytes: number): void;
}

type Input = SessionEvent extends infer Event ? (Event extends SessionEvent ? Omit<Event, "now"> : never) : never;

const ABNORMAL_CLOSE = 1006;

export class Session {
  readonly #options: SessionOptions;
  readonly #shown = new Cell<ConnectionState>({ status: "connecting", attempt: 0 });
  readonly #inputs: Input[] = [];
  #state: SessionState = { status: "idle" };
  #isStepping = false;
  #socket: { socket?: Socket } | undefined;
  #timer: { readonly at: number; readonly stop: StopTimer } | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get connection(): Readable<ConnectionState> {
    return this.#shown;
  }

  get isOnline(): boolean {
    return this.#state.status === "online";
  }

  start(): void {
    this.#dispatch({ type: "start" });
  }

  retry(): void {
    this.#dispatch({ type: "retry" });
  }

  pair(): void {
    this.#dispatch({ type: "pair" });
  }

  hint(): void {
    this.#dispatch({ type: "hint" });
  }

  close(): void {
    this.#dispatch({ type: "close" });
  }

  /** Ends a connection whose other side broke the protocol; a new one resumes. */
  violation(error: ErrorBody): void {
    this.#dispatch({ type: "violation", error, chance: this.#chance() });
  }

  /** False when there is no connection: then nothing was sent. */
  send(message: ClientMessage): boolean {
    if (!this.isOnline) return false;
    this.#write(message);
    return true;
  }

  /** Events that effects cause wait until the step that caused them is finished. */
  #dispatch(input: Input): void {
    this.#inputs.push(input);
    if (this.#isStepping) return;
    this.#isStepping = true;
    for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) this.#step(next);
    this.#isStepping = false;
  }

  #step(input: Input): void {
    const { clock } = this.#options.runtime;
    const { state, effects } = step(this.#state, { ...input, now: clock.elapsed() });
    this.#state = state;
    this.#arm();
    if (input.type !== "heard") this.#shown.set(connectionState(state, clock, this.#shown.current()));
    for (const effect of effects) this.#run(effect);
  }

  /** A timer that rings too early does no harm and is set again: each frame moves the deadline. */
  #arm(): void {
    const at = wakeAt(this.#state);
    if (this.#timer !== undefined && at !== undefined && this.#timer.at <= at) return;
    this.#timer?.stop();
    this.#timer = undefined;
    if (at === undefined) return;
    const { clock } = this.#options.runtime;
    const ring = (): void => {
      this.#timer = undefined;
      this.#dispatch({ type: "timer", chance: this.#chance() });
    };
    this.#timer = { at, stop: clock.after(Math.max(0, at - clock.elapsed()), ring) };
  }

  #run(effect: SessionEffect): void {
    switch (effect.type) {
      case "open":
        this.#open();
        break;
      case "drop": {
        const dropped = this.#socket?.socket;
        this.#socket = undefined;
        // A close reason holds at most 123 bytes.
        dropped?.close(effect.code, effect.reason.slice(0, 40));
        break;
      }
      case "hello":
        void this.#hello(effect.nonce);
        break;
      case "ping":
        this.#write({ type: "PING", t: this.#options.runtime.clock.elapsed() });
        break;
      case "online":
        this.#options.listener.online(effect.welcome);
        break;
      case "offline":
        this.#options.listener.offline();
        break;
    }
  }

  #open(): void {
    const own: { socket?: Socket } = {};
    this.#socket = own;
    const lost = (code: number): void => {
      if (this.#socket !== own) return;
      this.#socket = undefined;
      this.#dispatch({ type: "lost", code, chance: this.#chance() });
    };
    const events: SocketEvents = {
      text: (text) => this.#socket === own && this.#text(text),
      binary: (bytes) => this.#socket === own && this.#binary(bytes),
      closed: lost,
    };
    try {
      own.socket = this.#options.connect(this.#options.url, SUBPROTOCOL, events);
    } catch {
      lost(ABNORMAL_CLOSE);
    }
  }

  async #hello(nonce: string): Promise<void> {
    const own = this.#socket;
    try {
      const hello = await this.#options.hello(nonce);
      if (this.#socket === own) this.#write(hello);
    } catch {
      if (this.#socket === own)
        this.violation({ code: "internal", message: "This client could not sign the bridge's challenge." });
    }
  }

  #text(text: string): void {
    this.#dispatch({ type: "heard" });
    const decoded = decodeServerMessage(text);
    if (decoded.status === "invalid") this.violation({ code: "bad-message", message: decoded.reason });
    if (decoded.status === "message") this.#message(decoded.message);
  }

  #binary(bytes: Uint8Array): void {
    this.#dispatch({ type: "heard" });
    const decoded = decodeFrame(bytes);
    if (decoded.status === "invalid") this.violation({ code: "bad-message", message: decoded.reason });
    if (decoded.status === "frame") this.#options.listener.frame(decoded.frame, bytes.length);
  }

  #message(message: ServerMessage): void {
    switch (message.type) {
      case "CHALLENGE":
        return this.#dispatch({ type: "challenge", nonce: message.nonce });
      case "WELCOME":
        return this.#dispatch({ type: "welcome", welcome: message });
      case "PING":
        return this.#write({ type: "PONG", t: message.t });
      case "PONG":
        return this.#dispatch({ type: "pong", sentAt: message.t });
      case "BYE":
        return this.#dispatch({ type: "bye", error: message.error, retryAfterMs: message.retryAfterMs });
      case "ERROR":
        return this.#dispatch({ type: "error", error: message.error });
      case "SUBBED":
      case "UNSUBBED":
      case "SKIP":
      case "RES":
      case "REPLY":
      case "PUBBED":
        return this.#options.listener.message(message);
    }
  }

  #write(message: ClientMessage): void {
    this.#socket?.socket?.send(encodeMessage(message));
  }

  #chance(): number {
    return this.#options.runtime.random.uint32() / 2 ** 32;
  }
}
