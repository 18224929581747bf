// A real proxy on loopback, for tests with real processes on a kernel that cannot delay or lose: it slows, stalls, halves
// and cuts TCP connections at any byte, also in the middle of a frame.
import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import type { Clock, StopTimer } from "@nomous/protocol";

export type ProxyDirection = "up" | "down";

/** What holds for all connections, from the next byte on. */
export interface ProxyFaults {
  /** Added to each direction, milliseconds. */
  readonly delayMs: number;
  /** Of each direction of each connection. */
  readonly bytesPerSecond: number;
  /** Nothing passes, neither bytes nor closes, until it is taken back. */
  readonly isStalled: boolean;
  /** New connections are reset. */
  readonly isRefusing: boolean;
}

export interface TcpProxy {
  readonly port: number;
  /** Connections that are open. */
  readonly connections: number;
  set(faults: Partial<ProxyFaults>): void;
  /** The first connection that brings this direction's total to `bytes` more bytes ends exactly there. */
  cutAfter(direction: ProxyDirection, bytes: number): void;
  /** The connections that are open now never pass a byte or a close again; new ones do. */
  halfOpen(): void;
  /** Resets all connections. */
  cutAll(): void;
  /** Sends new connections to another port: the server came back elsewhere. */
  retarget(port: number): void;
  /** Ends everything; resolves when the port is free. */
  close(): Promise<void>;
}

interface State extends ProxyFaults {
  /** Bytes that may still pass, by direction. */
  readonly untilCut: Record<ProxyDirection, number>;
}

const SLICE_BYTES = 16 * 1024;
const QUEUE_BYTES = 256 * 1024;

/** Listens on a free loopback port and forwards to `targetPort`. */
export async function createTcpProxy(clock: Clock, targetPort: number): Promise<TcpProxy> {
  let target = targetPort;
  let state: State = {
    delayMs: 0,
    bytesPerSecond: Infinity,
    isStalled: false,
    isRefusing: false,
    untilCut: { up: Infinity, down: Infinity },
  };
  const links = new Set<Link>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    near.on("error", ignore);
    if (state.isRefusing) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: target, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
    const link = new Link(
      clock,
      () => state,
      near,
      far,
      () => links.delete(link),
    );
    links.add(link);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const cutAll = (): void => {
    for (const link of links) link.reset();
  };
  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return links.size;
    },
    set(faults) {
      state = { ...state, ...faults };
      for (const link of links) link.flow();
    },
    cutAfter: (direction, bytes) => void (state.untilCut[direction] = bytes),
    halfOpen() {
      for (const link of links) link.isHalfOpen = true;
    },
    cutAll,
    retarget: (port) => void (target = port),
    close() {
      const isClosed = new Promise<void>((resolve) => void server.close(() => resolve()));
      cutAll();
      return isClosed;
    },
  };
}

const ignore = (): void => {};

/** Two sockets and the two lanes between them. */
class Link {
  isHalfOpen = false;
  readonly state: () => State;
  readonly #sockets: readonly [Socket, Socket];
  readonly #lanes: readonly Lane[];
  readonly #gone: () => void;

  constructor(clock: Clock, state: () => State, near: Socket, far: Socket, gone: () => void) {
    this.state = state;
    this.#gone = gone;
    this.#sockets = [near, far];
    this.#lanes = [new Lane(clock, this, "up", near, far), new Lane(clock, this, "down", far, near)];
    for (const socket of this.#sockets) {
      socket.on("error", () => this.#broken());
      socket.on("close", () => {
        if (near.destroyed && far.destroyed) this.#end();
      });
    }
  }

  get isPassing(): boolean {
    return !this.isHalfOpen && !this.state().isStalled;
  }

  flow(): void {
    for (const lane of this.#lanes) lane.flow();
  }

  reset(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
    this.#end();
  }

  /** A peer reset its side; a half-open link keeps that to itself. */
  #broken(): void {
    if (!this.isHalfOpen) this.reset();
  }

  #end(): void {
    for (const lane of this.#lanes) lane.stop();
    this.#gone();
  }
}

interface Piece {
  /** `null` is the end of this direction. */
  readonly bytes: Buffer | null;
  readonly dueMs: number;
}

/** One direction of a link. */
class Lane {
  readonly #clock: Clock;
  readonly #link: Link;
  readonly #direction: ProxyDirection;
  readonly #from: Socket;
  readonly #to: Socket;
  #queue: Piece[] = [];
  #queuedBytes = 0;
  #freeAtMs = 0;
  #stopTimer: StopTimer | undefined;

  constructor(clock: Clock, link: Link, direction: ProxyDirection, from: Socket, to: Socket) {
    this.#clock = clock;
    this.#link = link;
    this.#direction = direction;
    this.#from = from;
    this.#to = to;
    from.on("data", (bytes: Buffer) => this.#push(bytes));
    from.on("end", () => this.#push(null));
    to.on("drain", () => this.flow());
  }

  stop(): void {
    this.#queue = [];
    this.#stopTimer?.();
  }

  /** Passes on what is due. */
  flow(): void {
    this.#stopTimer?.();
    for (;;) {
      const piece = this.#queue[0];
      if (piece === undefined || !this.#link.isPassing || this.#to.writableNeedDrain) return;
      const waitMs = Math.max(piece.dueMs, this.#freeAtMs) - this.#clock.elapsed();
      if (waitMs > 0) {
        this.#stopTimer = this.#clock.after(waitMs, () => this.flow());
        return;
      }
      this.#queue.shift();
      if (piece.bytes === null) this.#to.end();
      else this.#pass(piece.bytes);
    }
  }

  #push(bytes: Buffer | null): void {
    const dueMs = this.#clock.elapsed() + this.#link.state().delayMs;
    if (bytes === null) this.#queue.push({ bytes, dueMs });
    else
      for (let at = 0; at < bytes.length; at += SLICE_BYTES)
        this.#queue.push({ bytes: bytes.subarray(at, at + SLICE_BYTES), dueMs });
    this.#queuedBytes += bytes?.length ?? 0;
    if (this.#queuedBytes > QUEUE_BYTES) this.#from.pause();
    this.flow();
  }

  #pass(bytes: Buffer): void {
    const { untilCut, bytesPerSecond } = this.#link.state();
    this.#freeAtMs = this.#clock.elapsed() + (bytes.length * 1_000) / bytesPerSecond;
    this.#queuedBytes -= bytes.length;
    if (this.#queuedBytes <= QUEUE_BYTES) this.#from.resume();
    const allowed = untilCut[this.#direction];
    untilCut[this.#direction] = allowed - bytes.length;
    if (bytes.length < allowed) return void this.#to.write(bytes);
    untilCut[this.#direction] = Infinity;
    this.stop();
    // The receiver is to see exactly these bytes: a reset could take back what it has not read.
    this.#to.end(bytes.subarray(0, allowed), () => {
      this.#to.destroy();
      this.#from.resetAndDestroy();
    });
  }
}
