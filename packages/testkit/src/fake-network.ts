// WebSockets without sockets, for whole systems under a fake clock. Only what TCP can do goes wrong: delay, stall, slow
// readers, refusal, a break in the handshake, an abrupt end that loses a suffix in either direction, a peer that vanishes
// without a word, a server that dies. Inside one connection nothing is reordered or repeated.
import type { Clock, StopTimer } from "@nomous/protocol";
import { FakePipe, type Parcel } from "./fake-pipe.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** One end's handle, with the rules that browsers and `ws` impose. */
export interface FakeSocket {
  readonly bufferedBytes: number;
  sendText(text: string): void;
  sendFrames(frames: readonly { readonly bytes: Uint8Array }[]): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** What one end is told. After `closed` nothing follows. */
export interface FakeSocketListener {
  text(text: string): void;
  binary(bytes: Uint8Array): void;
  drained(): void;
  closed(code: number, reason: string): void;
}

/** The connecting end also learns that it is connected. */
export interface FakeClientListener extends FakeSocketListener {
  opened(): void;
}

export interface FakeNetworkOptions {
  readonly clock: Clock;
  readonly random: SeededRandom;
  /** Shortest and longest delay of one message, milliseconds. */
  readonly latencyMs?: readonly [number, number];
  readonly windowBytes?: number;
}

export type Direction = "up" | "down";

/** `ws` and browsers give up on an unanswered closing handshake after this time. */
const CLOSE_TIMEOUT_MS = 30_000;
const ABNORMAL = 1006;

export class FakeNetwork {
  /** What happens to the next attempts to connect; `break` lets the server see a connection that the client never gets. */
  nextConnect: "accept" | "refuse" | "break" = "accept";
  readonly #options: FakeNetworkOptions;
  readonly #connections = new Set<FakeConnection>();
  #accept: ((socket: FakeSocket) => FakeSocketListener) | undefined;

  constructor(options: FakeNetworkOptions) {
    this.#options = options;
  }

  /** Connections of which at least one end still holds its socket, oldest first. */
  get connections(): readonly FakeConnection[] {
    return [...this.#connections];
  }

  /** Starts a server: `accept` is called once for each connection. */
  listen(accept: (socket: FakeSocket) => FakeSocketListener): void {
    this.#accept = accept;
  }

  /** Refuses new connections; those that exist go on. */
  stopListening(): void {
    this.#accept = undefined;
  }

  /** The server's process dies: its ends never hear another word, its clients see a broken connection. */
  killServer(): void {
    this.#accept = undefined;
    for (const connection of this.#connections) connection.killServer();
  }

  connect(listener: FakeClientListener): FakeSocket {
    const connection = new FakeConnection(this.#options, () => this.#connections.delete(connection));
    this.#connections.add(connection);
    return connection.start(listener, () => {
      const fate = this.nextConnect;
      const accept = this.#accept;
      if (accept === undefined || fate === "refuse") return connection.refuse();
      connection.attach(accept);
      if (fate === "break") connection.cut();
    });
  }
}

/** One connection, with the ways in which a test can hurt it. */
export class FakeConnection {
  readonly #options: FakeNetworkOptions;
  readonly #client: End;
  readonly #server: End;
  #stopConnecting: StopTimer | undefined;

  constructor(options: FakeNetworkOptions, gone: () => void) {
    this.#options = options;
    const endGone = (): void => {
      if (this.#client.isClosed && this.#server.isClosed) gone();
    };
    this.#client = new End(options, "connecting", endGone);
    this.#server = new End(options, "closed", endGone);
    join(this.#client, this.#server, options);
    join(this.#server, this.#client, options);
  }

  /** Both ends are open. */
  get isOpen(): boolean {
    return this.#client.isOpen && this.#server.isOpen;
  }

  /** The most that ever waited in the sender's buffer of a direction. */
  peakBufferedBytes(direction: Direction): number {
    return (direction === "up" ? this.#client : this.#server).out.peakBufferedBytes;
  }

  start(listener: FakeClientListener, reach: () => void): FakeSocket {
    this.#client.listener = listener;
    this.#client.opened = () => listener.opened();
    this.#stopConnecting = this.#options.clock.after(latency(this.#options), reach);
    return this.#client;
  }

  attach(accept: (socket: FakeSocket) => FakeSocketListener): void {
    if (this.#client.isClosed) return;
    this.#server.open();
    this.#server.send({ type: "open" });
    this.#server.listener = accept(this.#server);
  }

  refuse(): void {
    this.#client.finish(ABNORMAL, "");
  }

  /** Breaks at once: each direction loses a random suffix of what travels. */
  cut(): void {
    this.#stopConnecting?.();
    this.#client.breakOff();
    this.#server.breakOff();
    if (this.#client.isConnecting) this.#client.finish(ABNORMAL, "");
  }

  /** The peers lose each other without a word: nothing arrives any more, no end is told. */
  halfOpen(): void {
    this.stall(Infinity);
  }

  stall(ms: number, direction?: Direction): void {
    if (direction !== "down") this.#client.out.stall(ms);
    if (direction !== "up") this.#server.out.stall(ms);
  }

  /** The receiver of `direction` reads this many bytes a second. */
  throttle(direction: Direction, bytesPerSecond: number): void {
    (direction === "up" ? this.#client : this.#server).out.throttle(bytesPerSecond);
  }

  killServer(): void {
    this.#stopConnecting?.();
    this.#server.breakOff();
    this.#client.out.end(0);
    this.#server.die();
    if (this.#client.isConnecting) this.#client.finish(ABNORMAL, "");
  }
}

function latency({ random, latencyMs: [from, to] = [1, 5] }: FakeNetworkOptions): number {
  return random.between(from, to);
}

function join(from: End, to: End, options: FakeNetworkOptions): void {
  from.out = new FakePipe({
    clock: options.clock,
    latencyMs: () => latency(options),
    windowBytes: options.windowBytes ?? 128 * 1024,
    deliver: (parcel) => to.receive(parcel),
    drained: () => from.drained(),
  });
}

type Status = "connecting" | "open" | "closing" | "closed";

class End implements FakeSocket {
  listener: FakeSocketListener | undefined;
  opened: (() => void) | undefined;
  declare out: FakePipe;
  readonly #options: FakeNetworkOptions;
  readonly #gone: () => void;
  #status: Status;
  #stopWaiting: StopTimer | undefined;

  constructor(options: FakeNetworkOptions, status: Status, gone: () => void) {
    this.#options = options;
    this.#status = status;
    this.#gone = gone;
  }

  get isConnecting(): boolean {
    return this.#status === "connecting";
  }
  get isOpen(): boolean {
    return this.#status === "open";
  }
  get isClosed(): boolean {
    return this.#status === "closed";
  }
  get bufferedBytes(): number {
    return this.out.bufferedBytes;
  }

  open(): void {
    this.#status = "open";
  }

  send(parcel: Parcel): void {
    if (this.#status === "connecting") throw new Error("InvalidStateError: still connecting");
    if (this.#status === "open") this.out.send(parcel);
  }

  sendText(text: string): void {
    this.send({ type: "text", text });
  }

  sendFrames(frames: readonly { readonly bytes: Uint8Array }[]): void {
    for (const { bytes } of frames) this.send({ type: "binary", bytes: copyWithOffset(bytes) });
  }

  close(code: number, reason: string): void {
    if (code !== 1000 && (code < 3000 || code > 4999)) throw new Error(`InvalidAccessError: close code ${code}`);
    if (new TextEncoder().encode(reason).length > 123) throw new Error("SyntaxError: reason above 123 bytes");
    if (this.#status === "connecting") return this.terminate();
    if (this.#status !== "open") return;
    this.out.send({ type: "close", code, reason });
    this.#status = "closing";
    this.#stopWaiting = this.#options.clock.after(CLOSE_TIMEOUT_MS, () => this.terminate());
  }

  terminate(): void {
    if (this.#status === "closed") return;
    this.breakOff();
    this.#stopWaiting?.();
    this.#status = "closing";
    this.#stopWaiting = this.#options.clock.after(0, () => this.finish(ABNORMAL, ""));
  }

  /** Ends this direction early; the other end learns it behind what still arrives. */
  breakOff(): void {
    this.out.end(this.#options.random.int(this.out.travelling + 1), { type: "reset" });
  }

  receive(parcel: Parcel): void {
    if (this.#status === "closed") return;
    switch (parcel.type) {
      case "open":
        if (this.#status !== "connecting") return;
        this.#status = "open";
        this.opened?.();
        return;
      case "text":
        if (this.#status === "open") this.listener?.text(parcel.text);
        return;
      case "binary":
        if (this.#status === "open") this.listener?.binary(parcel.bytes);
        return;
      case "close":
        if (this.#status === "open") this.out.send(parcel);
        return this.finish(parcel.code, parcel.reason);
      case "reset":
        return this.finish(ABNORMAL, "");
    }
  }

  drained(): void {
    if (this.#status === "open") this.listener?.drained();
  }

  finish(code: number, reason: string): void {
    if (this.#status === "closed") return;
    this.#end();
    this.listener?.closed(code, reason);
    this.#gone();
  }

  /** Its process is gone: nobody is told. */
  die(): void {
    this.#end();
    this.#gone();
  }

  #end(): void {
    this.#status = "closed";
    this.#stopWaiting?.();
  }
}

/** A copy that does not begin at its buffer's start, as those of `ws` do not: readers must not touch `.buffer`. */
function copyWithOffset(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length + 8).subarray(3, 3 + bytes.length);
  copy.set(bytes);
  return copy;
}
