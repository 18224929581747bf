// One socket and what is said over it.
//
//   awaiting-hello ──HELLO──► authenticating ──► open ──► closing ──► closed
//         └───────────── any failure, silence, BYE ──────────┘
//
// It is disposable: nothing that matters is only here. Every failure goes through `fail`, and `ERROR_POLICY` says how the
// socket is closed. What is to be sent is gathered and written once a turn: messages first, then live items, then replay.
import {
  type ClientMessage,
  type CommandResult,
  decodeClientMessage,
  encodeMessage,
  ERROR_POLICY,
  type ErrorBody,
  type ErrorCode,
  type ErrorPolicy,
  FRAME_CRITICAL,
  FRAME_DATA,
  type Hello,
  LIMITS,
  newConnectionId,
  OLDEST_PROTOCOL_VERSION,
  type Present,
  PROTOCOL_VERSION,
  type ServerMessage,
  utf8Length,
} from "@nomous/protocol";
import type { LiveStream } from "../stream/live-stream.ts";
import { Subscriptions, type SubscriptionsOwner } from "../stream/subscriptions.ts";
import { randomToken } from "../random-token.ts";
import type { Caller } from "../session/caller.ts";
import type { ConnectionHouse } from "./connection-house.ts";
import { codeOf, placeOf } from "./describe-error.ts";
import type { Flushable } from "./flush-turn.ts";
import { openReader } from "./open-reader.ts";
import { RateLimit } from "./rate-limit.ts";
import type { ServerSocket, SocketListener } from "./socket.ts";
import { welcomeOf } from "./welcome.ts";

/** How long the closing handshake may take before the socket is cut. */
const CLOSING_MS = 5_000;
/** Messages have no credit: when this much waits behind a client that does not read, it is closed at once. */
const MOST_BUFFERED_BYTES = 4 * LIMITS.bufferedBytes;

/** What the handshake has proven. */
interface Session {
  readonly caller: Caller;
  readonly hello: Hello;
}

export class Connection implements SocketListener, Flushable, SubscriptionsOwner {
  readonly id;
  readonly #house: ConnectionHouse;
  readonly #socket: ServerSocket;
  readonly #origin: string;
  readonly #nonce: string;
  readonly #rate: RateLimit;
  #status: "awaiting-hello" | "authenticating" | "open" | "closing" | "closed" = "awaiting-hello";
  #session: Session | undefined;
  #subscriptions: Subscriptions | undefined;
  #asking: AbortController | undefined;
  #texts: string[] = [];
  #isScheduled = false;
  /** `Clock.elapsed()` of the beginning, then of `closing`. */
  #since: number;
  #heardAt: number;
  /** Since when the socket has been full without draining; 0 while it is not. */
  #fullSince = 0;
  #isPinged = false;

  constructor(house: ConnectionHouse, socket: ServerSocket, origin: string) {
    const now = house.runtime.clock.elapsed();
    this.id = newConnectionId(house.runtime);
    this.#house = house;
    this.#socket = socket;
    this.#origin = origin;
    this.#nonce = randomToken(house.runtime.random);
    this.#rate = new RateLimit(now);
    this.#since = now;
    this.#heardAt = now;
    this.tell({ type: "CHALLENGE", nonce: this.#nonce });
  }

  get isWaitingForHello(): boolean {
    return this.#status === "awaiting-hello" || this.#status === "authenticating";
  }

  get isOpen(): boolean {
    return this.#status === "open";
  }

  /** Which tab speaks, once that is proven. */
  get tab(): string | undefined {
    return this.#session && `${this.#session.hello.client}/${this.#session.hello.tab}`;
  }

  text(text: string): void {
    if (!this.#hear()) return;
    if (this.#status === "awaiting-hello" && utf8Length(text) > LIMITS.preAuthBytes) {
      return this.fail("too-large", `The first message has more than ${LIMITS.preAuthBytes} bytes.`);
    }
    const decoded = decodeClientMessage(text);
    if (decoded.status === "invalid") return this.fail("bad-message", `The message is invalid: ${decoded.reason}.`);
    if (this.#status === "authenticating") return this.fail("bad-message", "A message came before WELCOME.");
    if (decoded.status === "unknown") return;
    const { message } = decoded;
    if (this.#status === "open") return this.#dispatch(message);
    if (message.type !== "HELLO") return this.fail("bad-message", "The first message is not HELLO.");
    this.#run(this.#authenticate(message));
  }

  binary(bytes: Uint8Array): void {
    if (!this.#hear()) return;
    const type = bytes[0] ?? FRAME_DATA;
    if (type === FRAME_DATA || (type & FRAME_CRITICAL) !== 0 || this.#status !== "open") {
      this.fail("bad-message", "Binary frames are sent by the bridge only.");
    }
  }

  drained(): void {
    this.#fullSince = 0;
    this.#subscriptions?.drained();
  }

  closed(code: number): void {
    if (this.#status === "closed") return;
    this.#leave();
    this.#status = "closed";
    this.#house.logger.info({ connection: this.id, code }, "connection closed");
    this.#house.gone(this);
  }

  /** Looks at the deadlines; called about once a second. `now` is `Clock.elapsed()`. */
  tick(now: number): void {
    switch (this.#status) {
      case "awaiting-hello":
      case "authenticating":
        if (now - this.#since >= LIMITS.helloMs) this.fail("hello-timeout", "HELLO did not come in time.");
        return;
      case "open":
        return this.#tickOpen(now);
      case "closing":
        if (now - this.#since >= CLOSING_MS) this.#socket.terminate();
        return;
      case "closed":
        return;
    }
  }

  /** Ends the connection for a reason that the client is told. */
  fail(code: ErrorCode, message: string): void {
    this.#end({ code, message }, (error) => ({ type: "ERROR", error }));
  }

  /** Announces that the bridge stops, and when to come back. */
  drain(retryAfterMs: number): void {
    const error: ErrorBody = { code: "draining", message: "The bridge is stopping." };
    this.#end(error, () => ({ type: "BYE", error, retryAfterMs }));
  }

  /** Ends the socket without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  tell(message: ServerMessage): void {
    if (this.#status === "closing" || this.#status === "closed") return;
    this.#texts.push(encodeMessage(message));
    this.scheduleFlush();
  }

  scheduleFlush(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#house.turn.add(this);
  }

  flush(): void {
    this.#isScheduled = false;
    if (this.#status === "closing" || this.#status === "closed") return;
    this.#flushTexts();
    if (this.#socket.bufferedBytes > MOST_BUFFERED_BYTES) {
      return this.fail("slow-reader", "The client does not read its messages.");
    }
    if (this.#subscriptions !== undefined) this.#house.counts.sentBytes += this.#subscriptions.flush();
  }

  ended(channel: number, why: "deleted" | "expired" | "corrupt"): void {
    this.tell({ type: "UNSUBBED", channel, why });
  }

  release(stream: LiveStream): void {
    this.#house.streams.release(stream);
  }

  /** The one place where what nobody expected ends. */
  failed(error: unknown): void {
    this.#house.logger.error({ connection: this.id, error: codeOf(error), at: placeOf(error) }, "connection failed");
    this.fail("internal", "Something failed in the bridge. Its log says more.");
  }

  /** Takes note of a sign of life; false when it is not to be answered. */
  #hear(): boolean {
    if (this.#status === "closing" || this.#status === "closed") return false;
    const now = this.#house.runtime.clock.elapsed();
    this.#heardAt = now;
    this.#isPinged = false;
    this.#house.counts.messages += 1;
    if (this.#rate.take(now)) return true;
    this.fail("rate-limited", `More than ${LIMITS.controlPerSecond} messages a second.`);
    return false;
  }

  async #authenticate(hello: Hello): Promise<void> {
    this.#status = "authenticating";
    if (hello.v < OLDEST_PROTOCOL_VERSION || hello.v > PROTOCOL_VERSION) {
      const spoken = `${OLDEST_PROTOCOL_VERSION} to ${PROTOCOL_VERSION}`;
      return this.fail("version-unsupported", `The bridge speaks versions ${spoken}, not ${hello.v}. Reload the page.`);
    }
    const verdict = await this.#house.authenticate(hello, { nonce: this.#nonce, origin: this.#origin });
    if (verdict.status === "refused") return this.fail(verdict.error.code, verdict.error.message);
    const caller: Caller = { ...verdict.caller, connection: this.id };
    if (this.#status === "authenticating") this.#open({ caller, hello }, verdict.isNew);
  }

  #open(session: Session, isNew: boolean): void {
    const { hello, caller } = session;
    this.#status = "open";
    this.#session = session;
    this.#subscriptions = new Subscriptions(this.#house.storage, this.#socket, this, hello.credit);
    this.#house.welcomed(this);
    this.tell(welcomeOf(this.id, hello, caller, this.#house));
    this.#moveFloor(hello.outboxFloor);
    const { id: connection } = this;
    this.#house.logger.info(
      { connection, client: hello.client, tab: hello.tab, build: hello.build, isNew },
      "connected",
    );
  }

  #dispatch(message: ClientMessage): void {
    const { caller } = this.#session as Session;
    const subscriptions = this.#subscriptions as Subscriptions;
    switch (message.type) {
      case "HELLO":
        return this.fail("bad-message", "HELLO came twice.");
      case "SUB":
        if (subscriptions.size + message.subs.length > LIMITS.subscriptions) {
          return this.fail("bad-message", `More than ${LIMITS.subscriptions} subscriptions.`);
        }
        for (const sub of message.subs) {
          this.#run(openReader({ sub, caller, subscriptions, house: this.#house, connection: this }));
        }
        return;
      case "UNSUB":
        return subscriptions.remove(message.channel);
      case "CREDIT":
        return subscriptions.addCredit(message.channel, message.bytes);
      case "CMD":
        this.#house.counts.commands += 1;
        subscriptions.commanded(message.id);
        return this.#run(this.#house.handlers.command(caller, message).then((result) => this.#answer(result)));
      case "FLOOR":
        return this.#moveFloor(message.outboxFloor);
      case "ASK":
        this.#house.counts.queries += 1;
        this.#asking ??= new AbortController();
        return this.#run(
          this.#house.handlers.ask(caller, message, this.#asking.signal).then((reply) => this.tell(reply)),
        );
      case "PUB": {
        const error: ErrorBody = { code: "not-supported", message: "This bridge takes no audio or video yet." };
        return this.tell({ type: "PUBBED", ref: message.ref, error });
      }
      case "PRESENT":
        return this.#present(message);
      case "PING":
        return this.tell({ type: "PONG", t: message.t });
      case "PONG":
        return;
    }
  }

  #present({ document, at }: Present): void {
    const { caller, hello } = this.#session as Session;
    const { lobby } = this.#house;
    if (lobby === undefined || !caller.scopes.includes("document:read")) return;
    const visitor = { connection: this.id, tab: hello.tab, actor: caller.actor };
    if (lobby.present(visitor, document, at)) return;
    this.fail("bad-message", `Present at more than ${LIMITS.presences} documents.`);
  }

  #answer(result: CommandResult): void {
    this.tell(result);
    this.#subscriptions?.answered(result);
  }

  #moveFloor(below: string): void {
    if (below === "") return;
    const { actor } = (this.#session as Session).caller;
    this.#run(this.#house.journal.commit({ floor: { actor, below } }));
  }

  #run(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.failed(error));
  }

  #tickOpen(now: number): void {
    const silentMs = now - this.#heardAt;
    if (silentMs >= LIMITS.deadMs) return this.fail("silent", "Nothing was heard from the client.");
    if (silentMs >= LIMITS.heartbeatMs && !this.#isPinged) {
      this.#isPinged = true;
      this.tell({ type: "PING", t: now });
    }
    if (this.#socket.bufferedBytes < LIMITS.bufferedBytes) this.#fullSince = 0;
    else if (this.#fullSince === 0) this.#fullSince = now;
    else if (now - this.#fullSince >= LIMITS.slowMs) this.fail("slow-reader", "The client has stopped reading.");
  }

  #flushTexts(): void {
    if (this.#texts.length === 0) return;
    const texts = this.#texts;
    this.#texts = [];
    for (const text of texts) {
      this.#house.counts.sentBytes += text.length;
      this.#socket.sendText(text);
    }
  }

  /** The one way in which the bridge closes. */
  #end(error: ErrorBody, last: (error: ErrorBody) => ServerMessage): void {
    if (this.#status === "closing" || this.#status === "closed") return;
    const policy: ErrorPolicy = ERROR_POLICY[error.code];
    this.tell(last(error));
    this.#flushTexts();
    this.#leave();
    this.#status = "closing";
    this.#since = this.#house.runtime.clock.elapsed();
    this.#house.logger.info({ connection: this.id, error: error.code }, "closing");
    this.#socket.close(policy.close ?? ERROR_POLICY.internal.close, error.code);
  }

  /** Lets go of what the connection reads and asks; commands under way go on (rule C7). */
  #leave(): void {
    this.#subscriptions?.clear();
    this.#asking?.abort();
    this.#house.lobby?.left(this.id);
    this.#house.left(this);
  }
}
